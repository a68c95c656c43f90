// A Shopify theme, as Dawn's scripts are: pages built by hand from the facts, no real Shopify.
import { describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { json, type Visit, visitEach } from '../../helpers/shop-fixtures/visit.ts';

const line = (quantity: number) => ({
  key: '40001:abc',
  id: 40001,
  variant_id: 40001,
  product_id: 500,
  sku: 'SKU-1',
  title: 'Aviator sunglasses - Black',
  product_title: 'Aviator sunglasses',
  variant_title: 'Black',
  vendor: 'Acme',
  quantity,
  price: 58000,
  final_price: 58000,
});

describe('a Shopify theme', () => {
  let visit: Visit;
  let items: ReturnType<typeof line>[];
  let reads: number;

  visitEach((started) => {
    visit = started;
    items = [];
    reads = 0;
    const head =
      '<script>window.Shopify = { shop: "x.myshopify.com", currency: { active: "CAD" }, routes: { root: "/en/" } };</script>';
    visit.route('/en/products/aviator', () => ({
      head,
      body: '<form action="/en/cart/add" method="post"><input type="hidden" name="id" value="40001"><button>Add</button></form>',
    }));
    visit.route('/en/cart/add', ({ headers }) => {
      items = [line((items[0]?.quantity ?? 0) + 1)];
      return headers.accept?.includes('html') ? { status: 302, headers: { location: '/en/cart' } } : json(items[0]);
    });
    visit.route('/en/cart/change.js', () => {
      items = [];
      return json({ items });
    });
    visit.route('/en/cart', () => ({ head, body: '<button name="checkout">Check out</button>' }));
    visit.route('/en/cart.js', () => {
      reads += 1;
      return json({
        token: 't',
        note: null,
        currency: 'CAD',
        total_price: items.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
        items,
      });
    });
  });

  it('tells additions by its drawer, which asks by script, in decimal amounts', async () => {
    await visit.open('/en/products/aviator');
    await visit.whenKnown(0);
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.evaluate(() =>
          fetch('/en/cart/add', { method: 'POST', headers: { accept: 'application/javascript' } }).then(() => {}),
        );
        await visit.whenKnown(1);
        await visit.page.evaluate(() => fetch('/en/cart/change.js', { method: 'POST' }).then(() => {}));
        await visit.whenKnown(0);
        await visit.leave();
      },
      expected: [
        {
          name: 'add_to_cart',
          params: {
            currency: 'CAD',
            value: 580,
            items: [
              {
                item_id: 'SKU-1',
                item_name: 'Aviator sunglasses',
                item_variant: 'Black',
                item_brand: 'Acme',
                price: 580,
                quantity: 1,
              },
            ],
          },
        },
        { name: 'remove_from_cart', params: { currency: 'CAD', value: 580 } },
        { name: 'page_leave', params: { cart: { items: 0, value: 0, currency: 'CAD' } } },
      ],
    });
    expect(reads).toBe(3);
  });

  it('tells an addition by a form, which leads to the cart page', async () => {
    await visit.open('/en/products/aviator');
    await visit.whenKnown(0);
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.click('button');
        await visit.whenTold('view_cart');
        await visit.leave();
      },
      expected: [
        { name: 'add_to_cart', params: { value: 580 } },
        { name: 'view_cart', params: { value: 580, currency: 'CAD' } },
      ],
    });
  });
});
