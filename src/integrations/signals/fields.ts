// Which fields of a form may be named, and how. Names are for machines; a name that could be a person's is none.

/** Neither an e-mail address nor a telephone number is made of this. */
const plain = /^(?!.*\d{5})[\w.:[\]-]{1,64}$/;

/** A password that is being shown is a text to the browser, and its name is what remains. */
const secret = /hidden|submit|button|passw|kennwort|pwd/i;

export const toPlainName = (name: string | null | undefined): string | undefined => plain.exec(name ?? '')?.[0];

/** The name of the field that an event is about; `undefined` for what is no field, is secret, or has no plain name. */
export const toFieldName = (target: EventTarget | null): string | undefined => {
  const { type, name, id, autocomplete, required } = target as HTMLInputElement;
  // Inputs, choices and texts can be required, unlike buttons and labels, and custom elements that have a type and a name.
  return required === undefined || secret.test(`${[type, name, id, autocomplete]}`)
    ? undefined
    : toPlainName(name || id);
};
