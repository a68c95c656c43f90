import { expect, it } from 'vitest';
import { type Cart, diffCart } from '../../../../src/commerce/cart.ts';
import { shopifyFacts } from '../../../../src/integrations/shops/shopify-theme.ts';

const read = (...items: Record<string, string | number>[]): Cart => ({
  ...(shopifyFacts.toCart?.({ currency: 'EUR', total_price: 0, items }, undefined, undefined) as Cart),
  at: 0,
});
const mug = { variant_id: 7, key: '7:aaaa', sku: 'M1', product_title: 'Mug', price: 1250 };

it('a discount gives a line another key, and removes nothing', () => {
  const { added, removed } = diffCart(read({ ...mug, quantity: 1 }), read({ ...mug, quantity: 2, key: '7:bbbb' }), 1);
  expect(added).toMatchObject([{ item_id: 'M1', quantity: 1, price: 12.5 }]);
  expect(removed).toEqual([]);
});

it('one variant in two lines, such as with two engravings, counts together', () => {
  const lines = [
    { ...mug, quantity: 1 },
    { ...mug, quantity: 1, key: '7:cccc' },
  ];
  expect(diffCart(read(...lines), read({ ...mug, quantity: 1 }), 1).removed).toMatchObject([{ quantity: 1 }]);
});
