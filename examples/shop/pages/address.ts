// The first checkout step: the address.
import { type Address, type AddressField, addressFields, countries, postcodePatterns } from '../checkout.ts';
import { html, type Markup } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { pathTo } from '../paths.ts';
import type { Session } from '../sessions.ts';
import { texts } from '../texts.ts';
import { checkoutFrame, errorSummary } from './checkout-frame.ts';
import { field } from './parts.ts';

const attributesOf: Record<Exclude<AddressField, 'country'>, Record<string, string | number | true>> = {
  email: { type: 'email', autocomplete: 'email', required: true, maxlength: 254 },
  first_name: { autocomplete: 'given-name', required: true, maxlength: 80 },
  last_name: { autocomplete: 'family-name', required: true, maxlength: 80 },
  street: { autocomplete: 'address-line1', required: true, maxlength: 120 },
  postcode: { autocomplete: 'postal-code', required: true, maxlength: 10 },
  city: { autocomplete: 'address-level2', required: true, maxlength: 80 },
  phone: { type: 'tel', autocomplete: 'tel', pattern: '[0-9 +\\(\\)\\/\\-]*', maxlength: 30 },
};

const emptyAddress: Address = {
  email: '',
  first_name: '',
  last_name: '',
  street: '',
  postcode: '',
  city: '',
  country: 'DE',
  phone: '',
};

export const addressPage = (
  session: Session,
  language: Language,
  typed?: Address,
  errors: readonly AddressField[] = [],
): Content => {
  const text = texts[language];
  const values = typed ?? session.address ?? emptyAddress;
  const fields = addressFields.map((name) =>
    field({
      name,
      label: text.fields[name],
      value: values[name],
      error: errors.includes(name) && text.fieldErrors[name],
      ...(name !== 'country'
        ? {
            attributes:
              name === 'postcode'
                ? { ...attributesOf.postcode, pattern: postcodePatterns[values.country] ?? '.*' }
                : attributesOf[name],
          }
        : {
            control: (common: Markup) =>
              html`<select ${common} autocomplete="country" data-country>${Object.entries(countries).map(
                ([code, label]) =>
                  html`<option value="${code}" data-postcode="${postcodePatterns[code]}" ${code === values.country && html`selected`}>${label[language]}</option>`,
              )}</select>`,
          }),
    }),
  );
  return checkoutFrame(
    language,
    1,
    session,
    html`
    ${errors.length > 0 && errorSummary(language, '')}
    <form method="post" id="address-form" action="${pathTo(language, { name: 'address' })}" class="fields">${fields}
    <button class="button">${text.toShipping}</button> <a href="${pathTo(language, { name: 'cart' })}">${text.back}</a></form>`,
  );
};
