// The second and the third checkout step: shipping and payment.
import { fillLines, goodsCents } from '../cart.ts';
import { paymentTypes, shippingCents, shippingMethods } from '../checkout.ts';
import { cartPush } from '../datalayer.ts';
import { html, type Markup } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { formatMoney } from '../money.ts';
import { pathTo } from '../paths.ts';
import type { Session } from '../sessions.ts';
import { texts } from '../texts.ts';
import { checkoutFrame, errorSummary } from './checkout-frame.ts';

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
  return checkoutFrame(
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
  return checkoutFrame(
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
