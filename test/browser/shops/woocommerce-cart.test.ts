// WooCommerce's captured pages in a real browser: what goes into the cart and out of it, in whichever way the shop asks.
import { describe, expect, it, vi } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import type { ShopWindow } from '../../helpers/shop-fixtures/visit.ts';
import { findPackageFile, whyNoWooCommerceShop } from '../../helpers/shop-fixtures/woocommerce-shop.ts';
import { beanie, belt, createVisiting } from '../../helpers/shop-fixtures/woocommerce-visit.ts';

interface WithJQuery {
  jQuery?: { post(url: string, data: object): Promise<unknown> };
}

const reason = whyNoWooCommerceShop();
describe.skipIf(reason).concurrent(`WooCommerce’s cart${reason ? `: ${reason}` : ''}`, () => {
  const visiting = createVisiting();

  it(
    'tells an addition by a button of the list',
    visiting(async ({ server, whenKnown, open, leave, post }) => {
      await open('/shop/', 0);
      await expectPayloads(server, {
        action: async () => {
          await post('/?wc-ajax=add_to_cart', { product_id: '11' });
          await whenKnown(1);
          await leave();
        },
        expected: [
          {
            name: 'add_to_cart',
            params: { currency: 'EUR', value: 1299, tax_included: true, items: [{ ...belt, quantity: 1 }] },
          },
          { name: 'page_leave', params: { cart: { items: 1, value: 1303.9, currency: 'EUR' } } },
        ],
        refuted: [{ name: 'remove_from_cart' }, { name: 'purchase' }, { name: 'view_cart' }],
      });
    }),
  );

  it.skipIf(!findPackageFile('jquery'))(
    'tells an addition that WooCommerce’s own jQuery posts',
    visiting(async ({ server, page, whenKnown, open, leave }) => {
      await open('/shop/', 0);
      await expectPayloads(server, {
        action: async () => {
          // As assets/js/frontend/add-to-cart.js does it.
          await page.evaluate(() =>
            (window as unknown as WithJQuery).jQuery?.post('/?wc-ajax=add_to_cart', { product_id: '10', quantity: 1 }),
          );
          await whenKnown(1);
          await leave();
        },
        expected: [{ name: 'add_to_cart', params: { items: [beanie] } }],
      });
    }),
  );

  it(
    'tells the product, and an addition by the product page’s form, which posts the whole page',
    visiting(async ({ server, page, whenKnown, open, leave, names }) => {
      await open('/product/belt/', 0);
      await expectPayloads(server, {
        action: async () => {
          await page.click('button[name="add-to-cart"]');
          await whenKnown(1);
          await leave();
        },
        expected: [
          {
            name: 'view_item',
            params: { currency: 'EUR', value: 1299, tax_included: true, items: [belt] },
          },
          { name: 'add_to_cart', params: { value: 1299, items: [{ ...belt, quantity: 1 }] } },
        ],
        refuted: [{ name: 'remove_from_cart' }],
      });
      expect(names().filter((name) => name === 'add_to_cart')).toHaveLength(1);
    }),
  );

  it(
    'tells what happens on the cart page: the view, quantities, coupons and removals',
    visiting(async ({ server, page, whenKnown, open, whenTold, leave, post, names }) => {
      await open('/shop/', 0);
      await post('/?wc-ajax=add_to_cart', { product_id: '10' });
      await post('/?wc-ajax=add_to_cart', { product_id: '11', quantity: '3' });
      await whenKnown(4);
      await open('/cart/', 4);
      await whenTold('view_cart');
      await expectPayloads(server, {
        action: async () => {
          // As cart.js does it: a post of the whole form, then a removal by GET, both with XMLHttpRequest.
          await page.evaluate(async () => {
            const ask = (method: string, url: string, body?: string) =>
              new Promise((resolve) => {
                const request = new XMLHttpRequest();
                request.open(method, url);
                request.setRequestHeader('content-type', 'application/x-www-form-urlencoded');
                request.onload = resolve;
                request.send(body);
              });
            await ask('POST', '/cart/', 'cart[6512bd43d9caa6e02c990b0a82652dca][qty]=2&update_cart=1');
          });
          await whenKnown(3);
          await post('/?wc-ajax=apply_coupon', { coupon_code: 'ten' });
          await page.evaluate(async () => {
            await (await fetch('/cart/?remove_item=d3d9446802a44259755d38e6d163e820')).text();
          });
          await whenKnown(2);
          await leave();
        },
        expected: [
          {
            name: 'view_cart',
            params: {
              currency: 'EUR',
              value: 3921.89,
              tax: 626.18,
              shipping: 4.9,
              items: [
                { ...beanie, quantity: 1 },
                { ...belt, quantity: 3 },
              ],
            },
          },
          { name: 'remove_from_cart', params: { value: 1299, items: [{ ...belt, quantity: 1 }] } },
          { name: 'remove_from_cart', params: { value: 19.99, items: [{ ...beanie, quantity: 1 }] } },
          // The measured cart of the real shop: two belts, ten per cent off, DHL.
          {
            name: 'page_leave',
            page: { url: /cart/ },
            params: { cart: { items: 2, value: 2343.1, currency: 'EUR' } },
          },
        ],
      });
      expect(names().filter((name) => name === 'view_cart')).toHaveLength(1);
    }),
  );

  it(
    'tells what happens in the block cart, which asks by batches',
    visiting(async ({ server, page, whenKnown, open, leave }) => {
      await open('/bcart/', 0);
      const batch = (path: string, data: object) =>
        page.evaluate(
          async ([where, what]) => {
            const requests = [{ path: `/wc/store/v1/cart/${where}`, method: 'POST', data: what }];
            await fetch('/wp-json/wc/store/v1/batch?_locale=user', {
              method: 'POST',
              body: JSON.stringify({ requests }),
            });
          },
          [path, data] as const,
        );
      await expectPayloads(server, {
        action: async () => {
          await batch('add-item', { id: 11, quantity: 1 });
          await whenKnown(1);
          await batch('update-item', { key: '6512bd43d9caa6e02c990b0a82652dca', quantity: 3 });
          await whenKnown(3);
          await batch('remove-item', { key: '6512bd43d9caa6e02c990b0a82652dca' });
          await whenKnown(0);
          await leave();
        },
        expected: [
          { name: 'add_to_cart', params: { items: [{ ...belt, quantity: 1 }] } },
          { name: 'add_to_cart', params: { items: [{ ...belt, quantity: 2 }] } },
          { name: 'remove_from_cart', params: { items: [{ ...belt, quantity: 3 }] } },
        ],
      });
    }),
  );

  it(
    'lets a push of the shop’s own win, and counts nothing twice',
    visiting(async ({ server, page, whenKnown, open, leave, post, names }) => {
      await open('/shop/', 0);
      const pushed = { item_id: 'woo-11', item_name: 'Belt', price: 1299, quantity: 1, item_brand: 'Acme' };
      await expectPayloads(server, {
        action: async () => {
          await page.evaluate((item) => {
            (window as unknown as ShopWindow).dataLayer.push({
              event: 'add_to_cart',
              ecommerce: { currency: 'EUR', value: 1299, items: [item] },
            });
          }, pushed);
          await post('/?wc-ajax=add_to_cart', { product_id: '11' });
          await whenKnown(1);
          await leave();
        },
        expected: [{ name: 'add_to_cart', params: { items: [pushed] } }],
        refuted: [{ name: 'add_to_cart', params: { items: [belt] } }],
      });
      expect(names()).toEqual(['add_to_cart']);
    }),
  );

  it(
    'asks the shop for the cart only when it may have changed',
    visiting(async ({ shop, whenKnown, open, post }) => {
      await open('/shop/', 0);
      await open('/product/belt/', 0);
      expect(shop.reads()).toBe(0);
      await post('/?wc-ajax=add_to_cart', { product_id: '11' });
      await whenKnown(1);
      await open('/shop/', 1);
      await open('/product/belt/', 1);
      expect(shop.reads()).toBe(1);
    }),
  );

  it(
    'reads a cart once more that changed while it was read',
    visiting(async ({ server, shop, page, whenKnown, open, post }) => {
      await open('/shop/', 0);
      let answer = () => {};
      const answered = new Promise<void>((resolve) => {
        answer = resolve;
      });
      let reads = 0;
      server.page('/wp-json/wc/store/v1/cart', () => {
        reads += 1;
        const headers = { 'content-type': 'application/json' };
        return { body: JSON.stringify(shop.storeCart()), headers, ...(reads === 1 && { until: answered }) };
      });
      await post('/?wc-ajax=add_to_cart', { product_id: '11' });
      await vi.waitFor(() => expect(reads).toBe(1), { timeout: 20_000 });
      // Nothing but the cookie tells of this one.
      await page.evaluate(async () => {
        await (await fetch('/cart/?remove_item=6512bd43d9caa6e02c990b0a82652dca')).text();
      });
      answer();
      await vi.waitFor(() => expect(reads).toBe(2), { timeout: 20_000 });
      await whenKnown(0);
    }),
  );

  it(
    'shares the cart between tabs: a change is told by one of them',
    visiting(async ({ server, shop, visitor, page, whenKnown, open, leave, post, names }) => {
      await open('/shop/', 0);
      const other = await visitor.newPage();
      await other.goto(shop.url('/product/belt/'));
      await page.bringToFront();
      await post('/?wc-ajax=add_to_cart', { product_id: '11' });
      await whenKnown(1);
      await other.bringToFront();
      await other.reload();
      await other.waitForFunction(
        () => (window as unknown as ShopWindow).etappe.recall?.('shop')?.cart?.items.length === 1,
      );
      await other.close();
      await leave();
      await server.whenQuiet();
      expect(names().filter((name) => name === 'add_to_cart')).toHaveLength(1);
    }),
  );
});
