// The three checkout steps and the confirmation.
import { fillLines, goodsCents } from '../cart.ts';
import {
  type Address,
  type AddressField,
  addressFields,
  countries,
  paymentTypes,
  postcodePatterns,
  type ShippingMethod,
  shippingCents,
  shippingMethods,
} from '../checkout.ts';
import { cartPush } from '../datalayer.ts';
import { html, type Markup } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { formatMoney } from '../money.ts';
import { pathTo } from '../paths.ts';
import type { Order, Session } from '../sessions.ts';
import { texts } from '../texts.ts';
import { field, lineList, sumTable } from './parts.ts';

const attributesOf: Record<Exclude<AddressField, 'country'>, Record<string, string | number | true>> = {
  email: { type: 'email', autocomplete: 'email', required: true, maxlength: 254 },
  first_name: { autocomplete: 'given-name', required: true, maxlength: 80 },
  last_name: { autocomplete: 'family-name', required: true, maxlength: 80 },
  street: { autocomplete: 'address-line1', required: true, maxlength: 120 },
  postcode: { autocomplete: 'postal-code', required: true, maxlength: 10 },
  city: { autocomplete: 'address-level2', required: true, maxlength: 80 },
  phone: { type: 'tel', autocomplete: 'tel', pattern: '[0-9 +\\(\\)\\/\\-]*', maxlength: 30 },
};

const frame = (language: Language, step: 1 | 2 | 3, session: Session, form: Markup): Content => {
  const text = texts[language];
  const name = text.steps[step - 1] ?? '';
  const lines = fillLines(session.lines);
  return {
    title: `${name}, ${text.stepOf(step)}`,
    body: html`
    <ol class="steps" aria-label="${text.stepOf(step)}">${text.steps.map((label, index) => html`<li ${index === step - 1 && html`aria-current="step"`}>${label}</li>`)}</ol>
    <h1>${name}</h1>
    <div class="two"><div>${form}</div>
    <aside class="panel"><h2>${text.yourOrder}</h2>${lineList(lines, language)}${sumTable(lines, session.shipping ?? 'standard', language)}</aside></div>`,
  };
};

const errorSummary = (language: Language, message: string | undefined): Markup | undefined =>
  message === undefined
    ? undefined
    : html`<p class="error summary" role="alert">${message || texts[language].fixErrors}</p>`;

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
  return frame(
    language,
    1,
    session,
    html`
    ${errors.length > 0 && errorSummary(language, '')}
    <form method="post" id="address-form" action="${pathTo(language, { name: 'address' })}" class="fields">${fields}
    <button class="button">${text.toShipping}</button> <a href="${pathTo(language, { name: 'cart' })}">${text.back}</a></form>`,
  );
};

interface Choice {
  value: string;
  labels: readonly string[];
  price?: string;
}

const choices = (name: string, legend: string, options: readonly Choice[], chosen: string | undefined): Markup =>
  html`<fieldset class="choices"><legend class="hidden">${legend}</legend>${options.map(
    ({ value, labels, price }) =>
      html`<label><input type="radio" name="${name}" value="${value}" required ${value === chosen && html`checked`}><span><strong>${labels[0]}</strong><br><span class="small">${labels[1]}</span></span>${price && html`<span class="price">${price}</span>`}</label>`,
  )}</fieldset>`;

export const shippingPage = (session: Session, language: Language, error?: string): Content => {
  const text = texts[language];
  const goods = goodsCents(fillLines(session.lines));
  const options = shippingMethods.map((method) => {
    const cents = shippingCents(method, goods);
    return {
      value: method,
      labels: text.shippingMethods[method],
      price: cents === 0 ? text.free : formatMoney(cents, language),
    };
  });
  return frame(
    language,
    2,
    session,
    html`
    ${errorSummary(language, error)}
    <form method="post" id="shipping-form" action="${pathTo(language, { name: 'shipping' })}">
    ${choices('shipping', text.steps[1] ?? '', options, session.shipping)}
    <button class="button">${text.toPayment}</button> <a href="${pathTo(language, { name: 'address' })}">${text.back}</a></form>`,
  );
};

export const paymentPage = (session: Session, language: Language, error?: string): Content => {
  const text = texts[language];
  const lines = fillLines(session.lines);
  const options = paymentTypes.map((type) => ({ value: type, labels: text.paymentTypes[type] }));
  // As many plugins do: pushed in the browser when the form is sent, with the chosen type filled in by shop.js.
  const push = cartPush('add_payment_info', lines, language, { payment_type: '' });
  return frame(
    language,
    3,
    session,
    html`
    ${errorSummary(language, error)}
    <form method="post" id="payment-form" action="${pathTo(language, { name: 'payment' })}" data-submit-push="${JSON.stringify(push)}">
    ${choices('payment', text.steps[2] ?? '', options, undefined)}
    <p><label class="check"><input type="checkbox" name="terms" value="yes" required> <span>${text.acceptTerms} (<a href="${pathTo(language, { name: 'terms' })}" target="_blank">${text.pages.terms}</a>, <a href="${pathTo(language, { name: 'returns' })}" target="_blank">${text.pages.returns}</a>)</span></label></p>
    <button class="button">${text.buy}</button> <a href="${pathTo(language, { name: 'shipping' })}">${text.back}</a>
    <p class="small">${text.demoNote}</p></form>`,
  );
};

export const thanksPage = (order: Order | undefined, language: Language): Content => {
  const text = texts[language];
  if (!order)
    return {
      title: text.noOrder,
      body: html`<h1>${text.noOrder}</h1><p><a class="button" href="${pathTo(language, { name: 'home' })}">${text.toStart}</a></p>`,
    };
  const lines = fillLines(order.lines);
  const shipping: ShippingMethod = order.shipping;
  return {
    title: text.thanksTitle,
    body: html`<div class="thanks"><h1>${text.thanksTitle}</h1>
    <p>${text.thanksText(order.number)} ${order.address.email}.</p>
    <div class="panel"><h2>${text.yourOrder}</h2>${lineList(lines, language)}${sumTable(lines, shipping, language)}
    <p class="small">${text.shippingMethods[shipping][0]}, ${text.paymentTypes[order.payment][0]}</p></div>
    <p><a class="button" href="${pathTo(language, { name: 'home' })}">${text.continueShopping}</a></p></div>`,
  };
};
