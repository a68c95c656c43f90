// WooCommerce's captured pages in a real browser: what a visitor does in the shop, and what a collector learns of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCollectingServer } from '../../helpers/collecting-server.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../../helpers/engines/playwright.ts';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { listNames } from '../../helpers/shop-fixtures/visit.ts';
import {
  addWooCommerceShop,
  findPackageFile,
  whyNoWooCommerceShop,
} from '../../helpers/shop-fixtures/woocommerce-shop.ts';

interface ShopPage {
  etappe: {
    (method: 'consent', decision: object): void;
    recall(key: 'shop'): { cart?: { items: { quantity: number }[] }; checkout?: { errors: number } } | undefined;
  };
  dataLayer: unknown[];
  told: string[];
  jQuery?: { post(url: string, data: object): Promise<unknown> };
}

const stub = `window.told = []; window.etappe = window.etappe || function () { (etappe.q = etappe.q || []).push(arguments) };
  etappe('on', 'event', ({ name }) => told.push(name));`;
const grant = "etappe('consent', { analytics: true, source: 'test' });";
const tag = '<script async src="/dist/etappe.shop.js" data-endpoint="/e" data-site="woo"></script>';

const belt = { item_id: 'BEL', item_name: 'Belt', price: 1299 };
const beanie = { item_id: 'BEA', item_name: 'Beanie', price: 19.99 };

/** A shop and a visitor of its own for one test. */
const startVisit = async (browser: PlaywrightChromium, script: string) => {
  const server = await createCollectingServer();
  const shop = await addWooCommerceShop(server, `<script>${script}</script>${tag}`);
  const visitor = await browser.newVisitor();
  const page = await visitor.newPage();

  /** The page has been looked at, and so many pieces are known to be in the cart. */
  const whenKnown = (pieces: number) =>
    page.waitForFunction(
      (wanted) =>
        (window as unknown as ShopPage).etappe
          .recall?.('shop')
          ?.cart?.items.reduce((sum, { quantity }) => sum + quantity, 0) === wanted,
      pieces,
    );
  const open = async (path: string, pieces: number) => {
    await page.goto(shop.url(path));
    await whenKnown(pieces);
  };
  /** The page has tracked it. */
  const whenTold = (name: string) =>
    page.waitForFunction((wanted) => (window as unknown as ShopPage).told.includes(wanted), name);
  const whenBegun = () => page.waitForFunction(() => (window as unknown as ShopPage).etappe.recall?.('shop')?.checkout);
  const leave = () => page.goto('about:blank');
  const post = (path: string, form: Record<string, string>) =>
    page.evaluate(
      async ([url, fields]) => {
        await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
      },
      [path, form] as const,
    );
  const fillCart = async () => {
    await open('/shop/', 0);
    await post('/?wc-ajax=add_to_cart', { product_id: '11', quantity: '2' });
    await post('/?wc-ajax=apply_coupon', { coupon_code: 'ten' });
    await whenKnown(2);
  };
  const namesOf = () => listNames(server);
  const end = async () => {
    await visitor.close();
    await server.close();
  };
  return { server, shop, visitor, page, whenKnown, open, whenTold, whenBegun, leave, post, fillCart, namesOf, end };
};
type Visit = Awaited<ReturnType<typeof startVisit>>;

const reason = whyNoWooCommerceShop();
// Side by side: nearly all of the time goes by while a page gives others the time to tell first.
describe.skipIf(reason).concurrent(`WooCommerce${reason ? `: ${reason}` : ''}`, () => {
  let browser: PlaywrightChromium;

  beforeAll(async () => {
    browser = await launchPlaywrightChromium();
  });
  afterAll(() => browser?.close());

  const visiting =
    (test: (visit: Visit) => Promise<void>, script = stub + grant) =>
    async () => {
      const visit = await startVisit(browser, script);
      try {
        await test(visit);
      } finally {
        await visit.end();
      }
    };

  describe('with a visitor who has consented', () => {
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
              (window as unknown as ShopPage).jQuery?.post('/?wc-ajax=add_to_cart', { product_id: '10', quantity: 1 }),
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
      visiting(async ({ server, page, whenKnown, open, leave, namesOf }) => {
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
        expect(namesOf().filter((name) => name === 'add_to_cart')).toHaveLength(1);
      }),
    );

    it(
      'tells what happens on the cart page: the view, quantities, coupons and removals',
      visiting(async ({ server, page, whenKnown, open, whenTold, leave, post, namesOf }) => {
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
            await page.evaluate(() => fetch('/cart/?remove_item=d3d9446802a44259755d38e6d163e820').then(() => {}));
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
        expect(namesOf().filter((name) => name === 'view_cart')).toHaveLength(1);
      }),
    );

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
      visiting(async ({ server, shop, page, whenKnown, whenBegun, leave, fillCart, namesOf }) => {
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
        expect(namesOf().filter((name) => name === 'begin_checkout')).toHaveLength(1);
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
              () => (window as unknown as ShopPage).etappe.recall('shop')?.checkout?.errors === 1,
            );
            await leave();
          },
          expected: [{ name: 'page_leave', params: { checkout: { errors: 1 } } }],
        });
      }),
    );

    it(
      'tells a purchase once, with the cart that was ordered, through reloads and the way back',
      visiting(async ({ server, shop, page, whenKnown, whenBegun, leave, fillCart, namesOf }) => {
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
        expect(namesOf().filter((name) => name === 'purchase')).toHaveLength(1);
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

    it(
      'lets a push of the shop’s own win, and counts nothing twice',
      visiting(async ({ server, page, whenKnown, open, leave, post, namesOf }) => {
        await open('/shop/', 0);
        const pushed = { item_id: 'woo-11', item_name: 'Belt', price: 1299, quantity: 1, item_brand: 'Acme' };
        await expectPayloads(server, {
          action: async () => {
            await page.evaluate((item) => {
              (window as unknown as ShopPage).dataLayer.push({
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
        expect(namesOf()).toEqual(['add_to_cart']);
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
      'shares the cart between tabs: a change is told by one of them',
      visiting(async ({ server, shop, visitor, page, whenKnown, open, leave, post, namesOf }) => {
        await open('/shop/', 0);
        const other = await visitor.newPage();
        await other.goto(shop.url('/product/belt/'));
        await page.bringToFront();
        await post('/?wc-ajax=add_to_cart', { product_id: '11' });
        await whenKnown(1);
        await other.bringToFront();
        await other.reload();
        await other.waitForFunction(
          () => (window as unknown as ShopPage).etappe.recall?.('shop')?.cart?.items.length === 1,
        );
        await other.close();
        await leave();
        await server.whenQuiet();
        expect(namesOf().filter((name) => name === 'add_to_cart')).toHaveLength(1);
      }),
    );
  });

  describe('with a visitor who decides later', () => {
    it(
      'reads nothing of the shop until then, and tells what happens from then on',
      visiting(async ({ server, shop, page, whenKnown, leave, post, namesOf }) => {
        shop.cart.set('10', 1);
        await page.goto(shop.url('/shop/'));
        await post('/?wc-ajax=add_to_cart', { product_id: '11' });
        await server.whenQuiet({ quietMs: 1_500 });
        expect(shop.reads()).toBe(0);
        expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
        expect(server.batches()).toEqual([]);
        await page.evaluate(() => {
          (window as unknown as ShopPage).etappe('consent', { analytics: true, source: 'late' });
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
        expect(namesOf()).toEqual(['add_to_cart']);
      }, stub),
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
      }, `${stub}setTimeout(() => { ${grant} }, 2_000)`),
    );

    it(
      'neither tells nor reads anything after a refusal',
      visiting(async ({ server, shop, page, leave, post }) => {
        shop.cart.set('10', 1);
        await page.goto(shop.url('/shop/'));
        await page.evaluate(() => {
          (window as unknown as ShopPage).etappe('consent', { analytics: false, source: 'late' });
        });
        await post('/?wc-ajax=add_to_cart', { product_id: '11' });
        await server.whenQuiet({ quietMs: 1_500 });
        expect(shop.reads()).toBe(0);
        await leave();
        await server.whenQuiet();
        expect(server.batches()).toEqual([]);
      }, stub),
    );
  });
});
