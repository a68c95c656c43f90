// What a visitor did to the cart, out of what was in it before and what is in it now.
import type { ItemDetails } from '../types.ts';
import { toAmount } from './money.ts';

export interface CartLine extends ItemDetails {
  /** The shop's own key of the line: one product with two options is two lines. */
  key: unknown;
  /** Fractions are goods by weight. */
  quantity: number;
}

export interface Cart {
  items: readonly CartLine[];
  currency?: unknown;
  /** The whole cart, shipping and coupons included, as far as the shop tells. */
  value?: unknown;
  tax?: unknown;
  shipping?: unknown;
  coupon?: string;
  tax_included?: boolean;
  /** Changes with the account: a login merges carts, which nobody added. */
  account?: unknown;
  /** What the shop offers for telling a changed cart from the same one, without reading it. */
  mark?: unknown;
  /** Epoch milliseconds of the reading. */
  at?: number;
}

/** A line in GA4's words; a quantity that can't be read is one, and a price that can't be read is none. */
export const toLine = (
  key: unknown,
  item_id: unknown,
  item_name: unknown,
  quantity: unknown,
  price: unknown,
  item_brand?: unknown,
  item_variant?: unknown,
): CartLine =>
  ({
    key,
    item_id,
    item_name,
    quantity: toAmount(quantity) ?? 1,
    price: toAmount(price),
    item_brand,
    item_variant,
  }) as CartLine;

/** A cart expires, and other devices fill it: what is gone after half an hour was not removed here. */
const maxAgeMs = 1_800_000;

/**
 * The lines added and removed between two readings, each with the quantity of the change.
 * Without a reading before, or with one from another account, there are none.
 */
export const diffCart = (
  before: Cart | undefined,
  after: Cart,
  now: number,
): { added: CartLine[]; removed: CartLine[] } => {
  const lines = new Map<unknown, CartLine>();
  const count = (cart: Cart, sign: number) => {
    for (const line of cart.items)
      lines.set(line.key, {
        ...line,
        quantity: +((lines.get(line.key)?.quantity ?? 0) + sign * line.quantity).toFixed(3),
      });
  };
  if (before && before.account === after.account) {
    count(before, -1);
    count(after, 1);
  }
  const changes = [...lines.values()];
  const isFresh = now - (before?.at ?? 0) < maxAgeMs;
  return {
    added: changes.filter(({ quantity }) => quantity > 0),
    removed: changes
      .filter(({ quantity }) => quantity < 0 && isFresh)
      .map((line) => ({ ...line, quantity: -line.quantity })),
  };
};

/** What the page's last words say of it: how many pieces, worth how much. */
export const describeCart = ({ items, value, currency }: Cart) => ({
  items: items.reduce((sum, { quantity }) => sum + quantity, 0),
  value: toAmount(value),
  currency,
});
