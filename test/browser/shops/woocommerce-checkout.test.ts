// WooCommerce's captured checkouts, classic and of blocks: where a visitor was when they gave up.
import { describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import type { ShopWindow } from '../../helpers/shop-fixtures/visit.ts';
import { whyNoWooCommerceShop } from '../../helpers/shop-fixtures/woocommerce-shop.ts';
import { beanie, belt, createVisiting } from '../../helpers/shop-fixtures/woocommerce-visit.ts';

const reason = whyNoWooCommerceShop();
describe.skipIf(reason).concurrent(`WooCommerce’s checkout${reason ? `: ${reason}` : ''}`, () => {
  const visiting = createVisiting();

  it(
    'tells where a checkout was given up, by names and never by values',
    visiting(async ({ server, shop, page, whenBegun, leave, fillCart }) => {
      await fillCart();
      await page.goto(shop.url('/checkout/'));
      await whenBegun();
      await expectPayloads(server, {
        action: async () => {
          await page.fill('#billing_first_name', 'Erika');
          await page.fill('#billing_email', 'erika@example.com');
          // The page's own script, which is not there, would open the payment boxes.
          await page.check('#payment_method_cod', { force: true });
          await page.evaluate(() => document.querySelector<HTMLElement>('#billing_postcode')?.focus());
          await leave();
        },
        expected: [
          {
            name: 'begin_checkout',
            params: {
              currency: 'EUR',
              value: 2343.1,
              tax: 374.11,
              shipping: 4.9,
              coupon: 'ten',
              items: [{ ...belt, quantity: 2 }],
            },
          },
          { name: 'add_payment_info', params: { payment_type: 'cod', value: 2343.1 } },
          {
            name: 'page_leave',
            page: { url: /checkout/ },
            params: {
              cart: { items: 2, value: 2343.1 },
              checkout: {
                step: 1,
                step_name: 'checkout',
                last_field: 'billing_postcode',
                errors: 0,
                payment_type: 'cod',
              },
            },
          },
        ],
        refuted: [{ name: 'purchase' }, { name: 'remove_from_cart' }],
      });
      expect(JSON.stringify(server.batches().map(({ request }) => request.body))).not.toMatch(/erika/i);
    }),
  );

  it(
    'begins a checkout once, however often its page is loaded',
    visiting(async ({ server, shop, page, whenKnown, whenBegun, leave, fillCart, names }) => {
      await fillCart();
      await page.goto(shop.url('/checkout/'));
      await whenBegun();
      await page.reload();
      await whenKnown(2);
      await leave();
      await page.goto(shop.url('/checkout/'));
      await whenKnown(2);
      await leave();
      await server.whenEvents([
        { name: 'page_leave', params: { checkout: { step: 1 } } },
        { name: 'page_leave', params: { checkout: { step: 1 } } },
        { name: 'page_leave', params: { checkout: { step: 1 } } },
      ]);
      await server.whenQuiet();
      expect(names().filter((name) => name === 'begin_checkout')).toHaveLength(1);
    }),
  );

  it(
    'counts what the shop refuses',
    visiting(async ({ server, shop, page, whenBegun, leave, fillCart }) => {
      await fillCart();
      await page.goto(shop.url('/checkout/'));
      await whenBegun();
      await expectPayloads(server, {
        action: async () => {
          await page.evaluate(async () => {
            const answer = await (await fetch('/?wc-ajax=checkout', { method: 'POST' })).json();
            document.querySelector('form.checkout')?.insertAdjacentHTML('afterbegin', answer.messages);
          });
          await page.waitForFunction(
            () => (window as unknown as ShopWindow).etappe.recall?.('shop')?.checkout?.errors === 1,
          );
          await leave();
        },
        expected: [{ name: 'page_leave', params: { checkout: { errors: 1 } } }],
      });
    }),
  );

  it(
    'tells the choices of the block checkout',
    visiting(async ({ server, shop, page, whenBegun, leave }) => {
      shop.cart.set('10', 1);
      await page.goto(shop.url('/bcheckout/'));
      await whenBegun();
      await expectPayloads(server, {
        action: async () => {
          await page.check('[id="radio-control-wc-payment-method-options-cod"]', { force: true });
          await page.check('[id="radio-control-0-free_shipping:2"]', { force: true });
          await leave();
        },
        expected: [
          { name: 'begin_checkout', params: { items: [beanie] } },
          { name: 'add_payment_info', params: { payment_type: 'cod' } },
          { name: 'add_shipping_info', params: { shipping_tier: 'free_shipping:2' } },
        ],
      });
    }),
  );
});
