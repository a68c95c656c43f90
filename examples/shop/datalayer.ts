// What an ordinary GA4 plugin pushes into window.dataLayer: the e-commerce events, with `ecommerce: null` before each.
import { type FilledLine, goodsCents } from './cart.ts';
import { findCategory, type Product, type Variant } from './catalogue.ts';
import { html, type Markup, scriptJson } from './html.ts';
import type { Language } from './language.ts';
import { currency, includedTax, toDecimal } from './money.ts';

export interface Push {
  event: string;
  ecommerce?: Record<string, unknown>;
  [parameter: string]: unknown;
}

export interface List {
  id: string;
  name: string;
}

export const toItem = (product: Product, variant: Variant, quantity: number, language: Language) => ({
  item_id: product.sku,
  item_name: product.name[language],
  item_brand: 'Feldweg',
  item_category: findCategory(product.category)?.name[language],
  item_variant: variant.name[language],
  price: toDecimal(product.cents),
  quantity,
});

const lineItems = (lines: readonly FilledLine[], language: Language) =>
  lines.map(({ product, variant, quantity }) => toItem(product, variant, quantity, language));

/** An event about some lines: add_to_cart, remove_from_cart, view_cart, begin_checkout and what follows. */
export const cartPush = (
  event: string,
  lines: readonly FilledLine[],
  language: Language,
  more: Record<string, unknown> = {},
): Push => ({
  event,
  ecommerce: { currency, value: toDecimal(goodsCents(lines)), ...more, items: lineItems(lines, language) },
});

export const viewItemPush = (product: Product, language: Language): Push => ({
  event: 'view_item',
  ecommerce: {
    currency,
    value: toDecimal(product.cents),
    items: [toItem(product, product.variants[0], 1, language)],
  },
});

export const listItem = (product: Product, index: number, list: List, language: Language) => ({
  ...toItem(product, product.variants[0], 1, language),
  index,
  item_list_id: list.id,
  item_list_name: list.name,
});

export const viewListPush = (products: readonly Product[], list: List, language: Language): Push => ({
  event: 'view_item_list',
  ecommerce: {
    item_list_id: list.id,
    item_list_name: list.name,
    items: products.map((product, index) => listItem(product, index, list, language)),
  },
});

export const selectItemPush = (product: Product, index: number, list: List, language: Language): Push => ({
  event: 'select_item',
  ecommerce: {
    item_list_id: list.id,
    item_list_name: list.name,
    items: [listItem(product, index, list, language)],
  },
});

export interface Sale {
  number: string;
  lines: readonly FilledLine[];
  shippingCents: number;
}

/** `value` is the goods without shipping, as GA4's reference has it; tax is contained in goods and shipping. */
export const purchasePush = ({ number, lines, shippingCents }: Sale, language: Language): Push =>
  cartPush('purchase', lines, language, {
    transaction_id: number,
    shipping: toDecimal(shippingCents),
    tax: toDecimal(includedTax(goodsCents(lines) + shippingCents)),
  });

/** The script element of a page. An e-commerce push is preceded by a clearing one, as GA4's guide advises. */
export const dataLayerScript = (pushes: readonly Push[]): Markup => {
  const all = pushes.flatMap((push) => (push.ecommerce ? [{ ecommerce: null }, push] : [push]));
  return html`<script>window.dataLayer=window.dataLayer||[];${all.map((push) => html`dataLayer.push(${scriptJson(push)});`)}</script>`;
};
