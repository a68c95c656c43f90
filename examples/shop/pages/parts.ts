// Parts that several pages show: product cards, prices, form fields, the order's sum.
import { type FilledLine, goodsCents } from '../cart.ts';
import { findVariant, type Product, ratingOf } from '../catalogue.ts';
import { freeShippingFromCents, type ShippingMethod, shippingCents } from '../checkout.ts';
import { type List, selectItemPush } from '../datalayer.ts';
import { html, type Markup } from '../html.ts';
import type { Language } from '../language.ts';
import { formatMoney, includedTax } from '../money.ts';
import { pathTo } from '../paths.ts';
import { picturePath } from '../pictures.ts';
import { formatQuantity } from '../quantity.ts';
import { texts } from '../texts.ts';

export const starsOf = (product: Product, language: Language): Markup => {
  const { stars, count } = ratingOf(product);
  const shown = formatQuantity(stars, language);
  const full = Math.round(stars);
  return html`<span class="stars" role="img" aria-label="${texts[language].stars(shown, count)}">${'★'.repeat(full)}<i>${'★'.repeat(5 - full)}</i></span> <span class="small">${shown} (${count})</span>`;
};

export const priceOf = (product: Product, language: Language): Markup =>
  html`<span class="price">${formatMoney(product.cents, language)}</span>${product.unit === 'metre' && html` <span class="small">${texts[language].perMetre}</span>`}`;

/** A list of cards. Each link carries the select_item that shop.js pushes when it is followed. */
export const productGrid = (products: readonly Product[], list: List, language: Language): Markup =>
  html`<ul class="grid">${products.map(
    (product, index) => html`
    <li class="card">
      <a href="${pathTo(language, { name: 'product', sku: product.sku })}" data-push="${JSON.stringify(selectItemPush(product, index, list, language))}">
        <img src="${picturePath(product.sku, product.variants[0].id)}" alt="" width="400" height="400" ${index > 3 && html`loading="lazy"`}>
        <h3>${product.name[language]}</h3>
      </a>
      <p>${product.teaser[language]}</p>
      <p>${starsOf(product, language)}</p>
      <p>${priceOf(product, language)}</p>
    </li>`,
  )}</ul>`;

export interface FieldOptions {
  name: string;
  label: string;
  value?: string;
  error?: string | false | undefined;
  hint?: string;
  /** Attributes of the input: type, autocomplete, required, pattern … `true` has no value. */
  attributes?: Record<string, string | number | true>;
  /** Instead of an input. */
  control?: (common: Markup) => Markup;
}

/** A labelled form field with its hint and error, tied together for screen readers. */
export const field = ({ name, label, value = '', error, hint, attributes = {}, control }: FieldOptions): Markup => {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const common = html`id="${name}" name="${name}" ${described !== '' && html`aria-describedby="${described}"`} ${error && html`aria-invalid="true"`} ${Object.entries(attributes).map(([key, setting]) => (setting === true ? html` ${key}` : html` ${key}="${setting}"`))}`;
  return html`<div class="field ${error ? 'wrong' : ''}">
    <label for="${name}">${label}</label>
    ${control ? control(common) : html`<input ${common} value="${value}">`}
    ${hint && html`<p class="small" id="${name}-hint">${hint}</p>`}
    ${error && html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`;
};

/** The lines of a basket as a plain list, for the checkout and the confirmation. */
export const lineList = (lines: readonly FilledLine[], language: Language): Markup =>
  html`<ul class="lines">${lines.map(
    ({ product, variant, quantity, cents }) =>
      html`<li><img src="${picturePath(product.sku, variant.id)}" alt="" width="56" height="56"><span>${formatQuantity(quantity, language)}${product.unit === 'metre' ? ' m' : ' ×'} ${product.name[language]}, ${findVariant(product, variant.id)?.name[language]}</span> <span>${formatMoney(cents, language)}</span></li>`,
  )}</ul>`;

/** What it comes to. Without a chosen method the standard one is assumed, as the basket page must show something. */
export const sumTable = (lines: readonly FilledLine[], method: ShippingMethod, language: Language): Markup => {
  const text = texts[language];
  const goods = goodsCents(lines);
  const shipping = shippingCents(method, goods);
  const row = (label: string, amount: string) => html`<div><dt>${label}</dt><dd>${amount}</dd></div>`;
  return html`<dl class="sum">
    ${row(text.goods, formatMoney(goods, language))}
    ${row(text.shipping, shipping === 0 ? text.free : formatMoney(shipping, language))}
    <div class="total"><dt>${text.total}</dt><dd>${formatMoney(goods + shipping, language)}</dd></div>
    ${row(text.containedTax, formatMoney(includedTax(goods + shipping), language))}
  </dl>
  ${method === 'standard' && goods < freeShippingFromCents && html`<p class="small">${text.untilFree(formatMoney(freeShippingFromCents - goods, language))}</p>`}`;
};
