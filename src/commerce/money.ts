// What an amount is worth: numbers out of any notation, ISO 4217 codes, and what is wrong with a value.
import type { ItemDetails, Params } from '../types.ts';

/**
 * A finite number out of a number or a text such as `1.234,50 €`, `1,234.50`, `CHF 1'234.50`, `EUR 12,-`.
 * `undefined` when there is none or more than one: never a silent zero. A text that is a number to a machine (`1.234`)
 * is read as one; elsewhere three digits after the last mark are thousands, unless there is only a zero before it.
 */
export const toAmount = (raw: unknown): number | undefined => {
  let amount = raw;
  if (typeof raw === 'string')
    amount = /\d\s*[^\d.,'’\s].*\d/.test(raw)
      ? NaN
      : parseFloat(
          /^-?\d*\.?\d*$/.test(raw)
            ? raw
            : // U+2212 is the minus sign of some of Intl's languages.
              raw
                .replace('−', '-')
                .replace(/^[^\d-]+|[^\d.,-]|(\d\d|[1-9])[.,](?=.*[.,]\d|\d{3}\D*$)/g, '$1')
                .replace(',', '.'),
        );
  return Number.isFinite(amount) ? (amount as number) : undefined;
};

/** What the items are worth together; `undefined` unless there are some and each has a price. Quantity defaults to 1. */
export const sumOf = (items: readonly ItemDetails[]): number | undefined =>
  items[0] &&
  toAmount(+items.reduce((sum, { price, quantity = 1 }) => sum + (price as number) * quantity, 0).toFixed(4));

/** GA4 requires a value of these: https://developers.google.com/analytics/devguides/collection/ga4/reference/events */
export const needsValue = /cart|wish|info|checkout$|purchase|refund|view_item$/;

/**
 * What is wrong with an event's money: no `currency` of ISO 4217 beside the value, no `value` where one is needed, or a
 * `mismatch` of value and items that tax, shipping, coupons and discounts don't explain.
 */
export const findMoneyProblem = (
  name: string,
  { value, currency, coupon, tax = 0, shipping = 0 }: Params,
  items: readonly ItemDetails[],
): 'value' | 'currency' | 'mismatch' | undefined => {
  if (value === undefined) return needsValue.test(name) ? 'value' : undefined;
  // Intl lists the codes from Chromium 99, Firefox 93 and Safari 15.4 on; before that the shape must do.
  if (
    !/^[A-Z]{3}$/.test(currency as string) ||
    Intl.supportedValuesOf?.('currency').includes(currency as string) === false
  )
    return 'currency';
  // Every line may have been rounded on its own.
  const slack = (tax as number) + (shipping as number) + 0.01 * (items.length + 1);
  const isReduced = coupon || items.some((item) => item.discount);
  return !isReduced && Math.abs((sumOf(items) as number) - (value as number)) > slack ? 'mismatch' : undefined;
};
