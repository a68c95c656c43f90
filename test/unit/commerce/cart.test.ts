// Every rule of the cart's difference, one by one.
import { describe, expect, it } from 'vitest';
import { type Cart, type CartLine, diffCart, toLine } from '../../../src/commerce/cart.ts';

const now = 1_763_750_000_000;
const minuteMs = 60_000;
const line = (key: string, quantity = 1, price = 10): CartLine => toLine(key, key, key, quantity, price);
const cart = (items: CartLine[], more: Partial<Cart> = {}): Cart => ({ items, at: now - minuteMs, ...more });
const diff = (before: Cart | undefined, after: Cart) => {
  const { added, removed } = diffCart(before, after, now);
  const toPairs = (lines: CartLine[]) => lines.map(({ key, quantity }) => [key, quantity]);
  return { added: toPairs(added), removed: toPairs(removed) };
};

describe('the difference of two carts', () => {
  it('is nothing at the first reading: what is in the cart already was not added now', () => {
    expect(diff(undefined, cart([line('mug', 3)]))).toEqual({ added: [], removed: [] });
  });

  it('is what came and what went', () => {
    expect(diff(cart([line('mug'), line('hat')]), cart([line('hat'), line('tea', 2)]))).toEqual({
      added: [['tea', 2]],
      removed: [['mug', 1]],
    });
  });

  it('is only as much as the quantity changed', () => {
    expect(diff(cart([line('mug', 2), line('hat', 5)]), cart([line('mug', 5), line('hat', 1)]))).toEqual({
      added: [['mug', 3]],
      removed: [['hat', 4]],
    });
  });

  it('is nothing where nothing changed, in whatever order', () => {
    expect(diff(cart([line('mug'), line('hat')]), cart([line('hat'), line('mug')]))).toEqual({
      added: [],
      removed: [],
    });
  });

  it('is nothing after a login or logout, when the shop merges carts', () => {
    expect(diff(cart([line('mug')], { account: false }), cart([line('mug'), line('hat')], { account: true }))).toEqual({
      added: [],
      removed: [],
    });
  });

  it('has additions but no removals when the reading before is older than half an hour', () => {
    const old = cart([line('mug')], { at: now - 31 * minuteMs });
    expect(diff(old, cart([line('hat')]))).toEqual({ added: [['hat', 1]], removed: [] });
    expect(diff({ ...old, at: now - 29 * minuteMs }, cart([line('hat')])).removed).toEqual([['mug', 1]]);
  });

  it('has no removals when the time of the reading before is unknown', () => {
    expect(diff({ items: [line('mug')] }, cart([])).removed).toEqual([]);
  });

  it('tells lines of one product apart by their key, whatever it is called', () => {
    expect(diff(cart([line('constructor'), line('__proto__')]), cart([line('__proto__', 2)]))).toEqual({
      added: [['__proto__', 1]],
      removed: [['constructor', 1]],
    });
  });

  it('rounds fractions, which are goods by weight, to three decimals', () => {
    expect(diff(cart([line('tea', 0.1)]), cart([line('tea', 0.3)])).added).toEqual([['tea', 0.2]]);
    expect(diff(cart([line('tea', 0.3)]), cart([line('tea', 0.30000000000000004)]))).toEqual({
      added: [],
      removed: [],
    });
  });

  it('adds up lines that a shop gives the same key', () => {
    expect(diff(cart([line('mug'), line('mug')]), cart([line('mug', 2)]))).toEqual({ added: [], removed: [] });
  });

  it('carries the lines as they are', () => {
    const { added, removed } = diffCart(cart([line('mug', 1, 5)]), cart([line('hat', 1, 7)]), now);
    expect(added).toMatchObject([{ item_id: 'hat', item_name: 'hat', price: 7, quantity: 1 }]);
    expect(removed).toMatchObject([{ item_id: 'mug', price: 5, quantity: 1 }]);
  });
});

describe('a line', () => {
  it('reads its numbers from texts', () => {
    expect(toLine('k', 'id', 'Mug', '2', '12,50 €', 'Potter', 'blue')).toEqual({
      key: 'k',
      item_id: 'id',
      item_name: 'Mug',
      quantity: 2,
      price: 12.5,
      item_brand: 'Potter',
      item_variant: 'blue',
    });
  });

  it('has no price rather than a zero when there is none to read', () => {
    expect(toLine('k', 'id', 'Mug', undefined, '')).toMatchObject({ quantity: 1, price: undefined });
  });
});
