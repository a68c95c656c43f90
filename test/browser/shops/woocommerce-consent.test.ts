// WooCommerce's captured pages and a visitor who decides later: nothing of the shop is read before the grant.
import { describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { grant, type ShopWindow } from '../../helpers/shop-fixtures/visit.ts';
import { whyNoWooCommerceShop } from '../../helpers/shop-fixtures/woocommerce-shop.ts';
import { belt, createVisiting } from '../../helpers/shop-fixtures/woocommerce-visit.ts';

const reason = whyNoWooCommerceShop();
describe.skipIf(reason).concurrent(`WooCommerce with a visitor who decides later${reason ? `: ${reason}` : ''}`, () => {
  const visiting = createVisiting();

  it(
    'reads nothing of the shop until then, and tells what happens from then on',
    visiting(async ({ server, shop, page, whenKnown, leave, post, names }) => {
      shop.cart.set('10', 1);
      await page.goto(shop.url('/shop/'));
      await post('/?wc-ajax=add_to_cart', { product_id: '11' });
      await server.whenQuiet({ quietMs: 1_500 });
      expect(shop.reads()).toBe(0);
      expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
      expect(server.batches()).toEqual([]);
      await page.evaluate(() => {
        (window as unknown as ShopWindow).etappe('consent', { analytics: true, source: 'late' });
      });
      await whenKnown(2);
      await expectPayloads(server, {
        action: async () => {
          await post('/?wc-ajax=add_to_cart', { product_id: '11' });
          await whenKnown(3);
          await leave();
        },
        expected: [{ name: 'add_to_cart', params: { items: [belt] }, consent: { source: 'late' } }],
      });
      expect(names()).toEqual(['add_to_cart']);
    }, ''),
  );

  it(
    'waits for a slow answer of a known visitor, so that the purchase has its items',
    visiting(async ({ server, shop, page, whenKnown, open, post }) => {
      // The consent manager needs two seconds on every page.
      await open('/shop/', 0);
      await post('/?wc-ajax=add_to_cart', { product_id: '11', quantity: '2' });
      await whenKnown(2);
      await expectPayloads(server, {
        action: async () => {
          await page.goto(shop.url('/checkout/order-received/13/?key=wc_order_1'));
          await server.whenEvents([{ name: 'purchase' }]);
        },
        expected: [{ name: 'purchase', params: { transaction_id: '13', items: [{ ...belt, quantity: 2 }] } }],
      });
    }, `setTimeout(() => { ${grant} }, 2_000)`),
  );

  it(
    'neither tells nor reads anything after a refusal',
    visiting(async ({ server, shop, page, leave, post }) => {
      shop.cart.set('10', 1);
      await page.goto(shop.url('/shop/'));
      await page.evaluate(() => {
        (window as unknown as ShopWindow).etappe('consent', { analytics: false, source: 'late' });
      });
      await post('/?wc-ajax=add_to_cart', { product_id: '11' });
      await server.whenQuiet({ quietMs: 1_500 });
      expect(shop.reads()).toBe(0);
      await leave();
      await server.whenQuiet();
      expect(server.batches()).toEqual([]);
    }, ''),
  );
});
