// The confirmation of an order. Opened again, it shows the same one again.
import { fillLines } from '../cart.ts';
import { html } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { pathTo } from '../paths.ts';
import type { Order } from '../sessions.ts';
import { texts } from '../texts.ts';
import { lineList, sumTable } from './parts.ts';

export const thanksPage = (order: Order | undefined, language: Language): Content => {
  const text = texts[language];
  if (!order)
    return {
      title: text.noOrder,
      body: html`<h1>${text.noOrder}</h1><p><a class="button" href="${pathTo(language, { name: 'home' })}">${text.toStart}</a></p>`,
    };
  const lines = fillLines(order.lines);
  const { shipping } = order;
  return {
    title: text.thanksTitle,
    body: html`<div class="thanks"><h1>${text.thanksTitle}</h1>
    <p>${text.thanksText(order.number)} ${order.address.email}.</p>
    <div class="panel"><h2>${text.yourOrder}</h2>${lineList(lines, language)}${sumTable(lines, shipping, language)}
    <p class="small">${text.shippingMethods[shipping][0]}, ${text.paymentTypes[order.payment][0]}</p></div>
    <p><a class="button" href="${pathTo(language, { name: 'home' })}">${text.continueShopping}</a></p></div>`,
  };
};
