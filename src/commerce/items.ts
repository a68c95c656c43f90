// Items and commerce parameters out of any dialect: only listed fields, GA4's names, amounts as numbers.
import type { ItemDetails, Params } from '../types.ts';
import { findMoneyProblem, sumOf, toAmount } from './money.ts';

/** GA4 takes 200 items per event; what is beyond is counted, not sent. Longer texts are no names. */
const limit = 200;

// The whitelist: shops put e-mail addresses and whole orders beside their events, and inside them.
const amounts = /^(price|quantity|discount|index|value|tax|shipping|step)$/;
const texts =
  /^((item(_list)?|transaction|location|promotion|creative|step)_(id|name)|item_(brand|variant|category\d?)|creative_slot|affiliation|coupon|currency|shipping_tier|payment_type|lead_source|method|search_term)$/;

/** The listed fields of `raw`, copied; amounts become numbers, and what is no amount is left out. */
const pickListed = (raw: Params): Params => {
  const kept: Params = {};
  for (const key in raw) {
    const value = raw[key];
    if (amounts.test(key)) kept[key] = toAmount(value);
    else if (texts.test(key) && value) kept[key] = `${value}`.slice(0, limit);
  }
  return kept;
};

/** One item out of GA4's fields or Universal Analytics' (`id`, `name`, `category: "a/b"`, `position`, `list`). */
const toItem = (raw: Params): ItemDetails => {
  const item: Params = { index: raw.position, item_list_name: raw.list };
  // An OXID module writes item_category_2.
  for (const key in raw) item[key.replace(/^(id|name|brand|variant)$/, 'item_$1').replace(/_(?=\d$)/, '')] = raw[key];
  `${raw.category || ''}`.split('/').map((part, depth) => (item[`item_category${depth ? depth + 1 : ''}`] ??= part));
  return pickListed(item);
};

/**
 * The parameters of a commerce event out of any dialect: listed fields only, at most 200 items (`items_cut` counts
 * the others), a missing value recomputed from the items, and `money_problem` where the money can't be trusted.
 * `raw.items` may be an array, or PHP's object with numbered keys; an item that names no product is left out.
 */
export const toCommerceParams = (name: string, raw: Params): Params => {
  const params = pickListed(raw);
  const items = Object.values((raw.items || []) as Params[])
    .filter(Boolean)
    .map(toItem)
    .filter((item) => item.item_id ?? item.item_name);
  const currency = raw.currency ?? items[0]?.currency;
  if (currency) params.currency = `${currency}`.toUpperCase();
  if (!/list|select|promo/.test(name)) params.value ??= sumOf(items);
  // Some shops push what they give back as a negative amount; GA4's is how much.
  if (name === 'refund' && params.value) params.value = Math.abs(params.value as number);
  params.money_problem = findMoneyProblem(name, params, items);
  if (typeof raw.tax_included === 'boolean') params.tax_included = raw.tax_included;
  if (items[limit]) params.items_cut = items.length - limit;
  if (items[0]) params.items = items.slice(0, limit);
  return params;
};
