// WooCommerce's captured confirmation page: each order is told once, with what was in the cart, whatever happens around it.
import { describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { whyNoWooCommerceShop } from '../../helpers/shop-fixtures/woocommerce-shop.ts';
import { beanie, belt, createVisiting } from '../../helpers/shop-fixtures/woocommerce-visit.ts';

const reason = whyNoWooCommerceShop();
describe.skipIf(reason).concurrent(`WooCommerce’s orders${reason ? `: ${reason}` : ''}`, () => {
  const visiting = createVisiting();

  it(
    'tells a purchase once, with the cart that was ordered, through reloads and the way back',
    visiting(async ({ server, shop, page, whenKnown, whenBegun, leave, fillCart, names }) => {
      await fillCart();
      await page.goto(shop.url('/checkout/'));
      await whenBegun();
      const url = shop.url('/checkout/order-received/13/?key=wc_order_CKJDtUS8boLRf');
      await expectPayloads(server, {
        action: async () => {
          await page.goto(url);
          await server.whenEvents([{ name: 'purchase' }]);
          await page.reload();
          await whenKnown(0);
          await page.goto(shop.url('/shop/'));
          await whenKnown(0);
          await page.goBack({ waitUntil: 'commit' });
          await page.goto(shop.url('/shop/'));
          await page.goto(url);
          await leave();
        },
        expected: [
          {
            name: 'purchase',
            params: {
              transaction_id: '13',
              currency: 'EUR',
              value: 2343.1,
              tax: 374.11,
              shipping: 4.9,
              coupon: 'ten',
              tax_included: true,
              items: [{ ...belt, quantity: 2 }],
            },
            visitor: { purchases: 1 },
          },
        ],
        // An order empties the cart; nobody removed anything.
        refuted: [{ name: 'remove_from_cart' }],
      });
      expect(names().filter((name) => name === 'purchase')).toHaveLength(1);
    }),
  );

  it(
    'tells the items of an order whose cart was seen empty on the way to its confirmation page',
    visiting(async ({ server, shop, page, whenKnown, whenBegun, leave, post, fillCart }) => {
      await fillCart();
      await page.goto(shop.url('/checkout/'));
      await whenBegun();
      await page.check('#payment_method_cod', { force: true });
      await expectPayloads(server, {
        action: async () => {
          await post('/?wc-ajax=checkout', { billing_email: 'erika@example.com' });
          // A slow shop: the empty cart is read before the visitor is led on.
          await whenKnown(0);
          await page.goto(shop.url('/checkout/order-received/13/?key=wc_order_1'));
          await server.whenEvents([{ name: 'purchase' }]);
          await leave();
        },
        expected: [
          { name: 'add_payment_info', params: { payment_type: 'cod', value: 2343.1 } },
          {
            name: 'purchase',
            params: { transaction_id: '13', value: 2343.1, coupon: 'ten', items: [{ ...belt, quantity: 2 }] },
          },
        ],
        refuted: [{ name: 'remove_from_cart' }],
      });
    }),
  );

  it(
    'tells a purchase whose page is left at once',
    visiting(async ({ server, shop, page, leave, fillCart }) => {
      await fillCart();
      await expectPayloads(server, {
        action: async () => {
          await page.goto(shop.url('/checkout/order-received/13/?key=wc_order_1'), { waitUntil: 'load' });
          await leave();
        },
        expected: [
          { name: 'purchase', params: { transaction_id: '13', value: 2343.1, items: [{ ...belt, quantity: 2 }] } },
        ],
      });
    }),
  );

  it(
    'tells the next order as well',
    visiting(async ({ server, shop, page, whenKnown, open, whenBegun, leave, post, fillCart }) => {
      await fillCart();
      await page.goto(shop.url('/checkout/order-received/13/?key=wc_order_1'));
      await server.whenEvents([{ name: 'purchase' }]);
      await expectPayloads(server, {
        action: async () => {
          await open('/shop/', 0);
          await post('/?wc-ajax=add_to_cart', { product_id: '10' });
          await whenKnown(1);
          await page.goto(shop.url('/checkout/'));
          await whenBegun();
          await leave();
        },
        expected: [
          { name: 'add_to_cart', params: { items: [beanie] } },
          { name: 'begin_checkout', params: { items: [beanie] } },
        ],
      });
    }),
  );

  it(
    'takes no failed payment for a purchase',
    visiting(async ({ server, shop, visitor, page, leave, fillCart }) => {
      await fillCart();
      await visitor.route('**/order-received/**', async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replaceAll(
          'woocommerce-order-overview',
          'woocommerce-thankyou-order-failed',
        );
        await route.fulfill({ response, body });
      });
      await expectPayloads(server, {
        action: async () => {
          await page.goto(shop.url('/checkout/order-received/13/?key=wc_order_1'));
          await leave();
        },
        expected: [{ name: 'page_leave', page: { url: /order-received/ } }],
        refuted: [{ name: 'purchase' }],
      });
    }),
  );

  it(
    'calls nothing removed when the order was confirmed on a page that was not ours to see',
    visiting(async ({ server, shop, visitor, page, open, whenBegun, leave, fillCart }) => {
      await fillCart();
      await page.goto(shop.url('/checkout/'));
      await whenBegun();
      await leave();
      shop.cart.clear();
      await expectPayloads(server, {
        action: async () => {
          await visitor.clearCookies();
          await open('/shop/', 0);
          await leave();
        },
        expected: [{ name: 'page_leave', page: { url: /shop/ } }],
        refuted: [{ name: 'remove_from_cart' }],
      });
    }),
  );
});
