// Markup with values in it: everything is escaped, unless it is markup already.

export interface Markup {
  readonly markup: string;
}

type Value = Markup | string | number | false | null | undefined | readonly Value[];

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] as string);

const toMarkup = (value: Value): string => {
  if (value === false || value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'markup' in value ? value.markup : value.map(toMarkup).join('');
};

/** Tagged template: `html\`<p>${name}</p>\``. `false`, `null` and `undefined` leave nothing behind; arrays are joined. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: String.raw({ raw: parts }, ...values.map(toMarkup)),
});

/** JSON that can stand inside a script element: it cannot end the element nor open a comment there. */
export const scriptJson = (value: unknown): Markup => ({
  markup: JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ),
});
