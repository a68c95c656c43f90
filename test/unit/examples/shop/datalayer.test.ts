// @vitest-environment node
import { expect, it } from 'vitest';
import { fillLines } from '../../../../examples/shop/cart.ts';
import { findProduct, type Product } from '../../../../examples/shop/catalogue.ts';
import { cartPush, dataLayerScript, purchasePush, viewItemPush } from '../../../../examples/shop/datalayer.ts';

const lines = fillLines([
  { sku: 'FW-101', variant: 'rust', quantity: 2 },
  { sku: 'FW-303', variant: 'lake', quantity: 2.5 },
]);

it('pushes a cart as GA4 items with decimal prices', () => {
  expect(cartPush('view_cart', lines, 'en').ecommerce).toMatchObject({
    currency: 'EUR',
    value: 181,
    items: [
      { item_id: 'FW-101', item_name: 'Day pack Saumpfad 18', item_variant: 'Rust', price: 89, quantity: 2 },
      { item_id: 'FW-303', price: 1.2, quantity: 2.5 },
    ],
  });
});

it('keeps shipping out of the value of a purchase and tax in it', () => {
  const { ecommerce } = purchasePush({ number: 'FW-1', lines, shippingCents: 990 }, 'de');
  expect(ecommerce).toMatchObject({ transaction_id: 'FW-1', value: 181, shipping: 9.9, tax: 30.48 });
});

it('clears the e-commerce object before each e-commerce push, and only there', () => {
  const product = findProduct('FW-101') as Product;
  const { markup } = dataLayerScript([viewItemPush(product, 'de'), { event: 'generate_lead' }]);
  expect(markup.match(/"ecommerce":null/g)).toHaveLength(1);
  expect(markup.indexOf('"ecommerce":null')).toBeLessThan(markup.indexOf('view_item'));
});
