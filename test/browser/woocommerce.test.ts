// The tag as an owner pastes it into WooCommerce's captured pages, and the journey of a visitor who buys a belt.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../helpers/engines/playwright.ts';
import { listNames } from '../helpers/shop-fixtures/visit.ts';
import { addWooCommerceShop } from '../helpers/shop-fixtures/woocommerce-shop.ts';
import { openWooCommerce, skipWithoutWooCommerce } from '../helpers/woocommerce.ts';

declare const etappe: (method: string, ...args: unknown[]) => void;

/** A consent banner of the smallest kind: it asks once, and tells its answer on every page from then on. */
const banner = `<script>
  window.etappe = window.etappe || function () { (etappe.q = etappe.q || []).push(arguments) };
  window.tellDecision = () => etappe('consent', { analytics: true, marketing: true, source: 'banner' });
  window.accept = () => { document.cookie = 'banner=accepted;path=/'; tellDecision() };
  if (/banner=accepted/.test(document.cookie)) tellDecision();
</script>`;

const order = {
  transaction_id: '13',
  currency: 'EUR',
  value: 2343.1,
  items: [{ item_id: 'BEL', item_name: 'Belt', price: 1299, quantity: 2 }],
};

let playwright: PlaywrightChromium;
beforeAll(async () => {
  playwright = await launchPlaywrightChromium();
});
afterAll(() => playwright?.close());

describe.each(['desktop', 'mobile'] as const)('a visitor with a %s device', (deviceClass) => {
  let server: CollectingServer;
  let shop: { url(path: string): string; close?(): Promise<void> };
  let visitor: BrowserContext;
  let page: Page;

  beforeEach(async (context) => {
    skipWithoutWooCommerce(context);
    server = await createCollectingServer();
    visitor = await (deviceClass === 'mobile' ? playwright.newPhoneVisitor() : playwright.newVisitor());
    page = await visitor.newPage();
  });
  afterEach(async () => {
    await visitor?.close();
    await shop?.close?.();
    await server?.close();
  });

  const toHead = (file: string, attributes = '') =>
    `${banner}<script async src="${server.url}/dist/${file}" data-endpoint="${server.endpoint}" data-site="woo" ${attributes}></script>`;
  /** Each step ends when the tracker is there, as a visitor's step would. */
  const whenTracked = () => page.waitForFunction(() => 'start' in etappe);
  const land = async () => {
    await page.goto(shop.url('/shop/?utm_source=google&utm_medium=cpc&utm_campaign=belts&gclid=CLICK-1&add=x'));
    await whenTracked();
  };
  const follow = async (selector: string, path: string) => {
    await page.click(selector);
    await page.waitForURL(shop.url(path));
    await whenTracked();
  };
  /** The captured theme has no menu, and the shop's scripts that would lead on are not in the captures. */
  const goOn = async (path: string) => {
    await page.evaluate((url) => {
      location.href = url;
    }, shop.url(path));
    await page.waitForURL(shop.url(path));
    await whenTracked();
  };
  const orderReceived = '/checkout/order-received/13/?key=wc_order_SECRET';
  const leave = () => page.goto('about:blank');
  const listNumbers = (events: readonly FlatEvent[], id: string) =>
    events
      .filter((event) => event.page.id === id)
      .map(({ n }) => n)
      .sort((a, b) => a - b);

  it('is one visitor on one journey, from the advertisement to the order, and unknown before the grant', async () => {
    shop = await openWooCommerce(toHead('etappe.js'));
    await land();
    await page.mouse.wheel(0, 400);
    await follow('a[href$="/product/belt/"]', '/product/belt/');
    expect(server.requests().map(({ path }) => path)).toEqual(['/dist/etappe.js', '/dist/etappe.js']);
    expect(await page.evaluate(() => [Object.keys(localStorage), document.cookie])).toEqual([[], '']);

    await page.evaluate('accept()');
    await page.click('button[name="add-to-cart"]');
    await page.waitForLoadState();
    await goOn('/cart/');
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['etappe']);
    await goOn('/checkout/');
    await goOn(orderReceived);
    await page.evaluate((order) => etappe('track', 'purchase', order), order);
    await leave();

    await server.whenEvents([{ name: 'purchase' }, { name: 'page_leave', page: { url: /order-received/ } }]);
    await server.whenQuiet();
    const events = server.events();
    const views = events.filter(({ name }) => name === 'page_view').sort((a, b) => a.at - b.at);
    const toUrl = (path: string) => shop.url(path);
    const landing = toUrl('/shop/?utm_source=google&utm_medium=cpc&utm_campaign=belts');
    expect(views.map(({ page: { url, referrer, kind } }) => [url, referrer, kind])).toEqual([
      [toUrl('/product/belt/'), landing, 'load'],
      [toUrl('/product/belt/'), toUrl('/product/belt/'), 'load'],
      [toUrl('/cart/'), toUrl('/product/belt/'), 'load'],
      [toUrl('/checkout/'), toUrl('/cart/'), 'load'],
      [toUrl('/checkout/order-received/13/'), toUrl('/checkout/'), 'load'],
    ]);
    expect(views.map(({ page }) => page.title)).toEqual([
      'Belt – Shop',
      'Belt – Shop',
      'Cart – Shop',
      'Checkout – Shop',
      expect.stringContaining('Shop'),
    ]);

    expect(new Set(events.map(({ visitor, session }) => `${visitor?.id} ${session?.id}`)).size).toBe(1);
    expect(new Set(events.map(({ visitor }) => visitor?.visits))).toEqual(new Set([1]));
    const click = { name: 'gclid', id: 'CLICK-1' };
    const touch = {
      at: expect.any(Number),
      source: 'google',
      medium: 'cpc',
      campaign: 'belts',
      landing: '/shop/',
      click,
    };
    for (const { source, device, consent, site } of events) {
      expect(source).toEqual({ first: touch });
      expect(device).toMatchObject({ class: deviceClass, viewport: [expect.any(Number), expect.any(Number)] });
      expect(consent).toMatchObject({ analytics: 'granted', marketing: 'granted', source: 'banner' });
      expect(site).toBe('woo');
    }
    expect(events.find(({ name }) => name === 'purchase')).toMatchObject({
      params: { ...order, journey: [touch] },
      visitor: { purchases: 1 },
      page: { id: views.at(-1)?.page.id },
    });

    const leaves = events.filter(({ name }) => name === 'page_leave').sort((a, b) => a.at - b.at);
    expect(leaves.map(({ page }) => page.id)).toEqual(views.map(({ page }) => page.id));
    for (const { params } of leaves) {
      expect(params).toEqual({
        engaged_ms: expect.any(Number),
        visible_ms: expect.any(Number),
        scroll_percent: expect.any(Number),
        interactions: expect.any(Number),
        bounced: expect.any(Boolean),
      });
      expect(params.visible_ms).toBeGreaterThan(0);
      expect(params.engaged_ms).toBeLessThanOrEqual(params.visible_ms as number);
    }
    // The button that adds to the cart was pressed on the first page, and with it the visit is one page longer.
    expect(leaves[0]?.params).toMatchObject({ interactions: 1, bounced: true });
    expect(leaves.slice(1).map(({ params }) => params.bounced)).toEqual([false, false, false, false]);
    expect(views.map(({ page }) => listNumbers(events, page.id))).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2, 3],
    ]);
    expect(server.batches().some(({ request }) => /SECRET|wc_order|add=x/.test(request.body))).toBe(false);
  });

  it('is recognized on the next visit, and a direct one hides no campaign', async () => {
    shop = await openWooCommerce(toHead('etappe.js'));
    await land();
    await page.evaluate('accept()');
    await leave();
    const [first] = await server.whenEvents([{ name: 'page_leave' }]);
    await page.goto(shop.url('/product/belt/'));
    await whenTracked();
    await leave();
    const [second] = await server.whenEvents([{ name: 'page_view', page: { url: /belt/ } }]);
    expect(second?.visitor?.id).toBe(first?.visitor?.id);
    expect(second?.session?.id).toBe(first?.session?.id);
    expect(second?.source).toEqual(first?.source);
  });

  // Depends on src/integrations/shops: what the shop build sees by itself, with a cart that works.
  it('has a basket and an order that the shop build finds by itself', async () => {
    shop = await addWooCommerceShop(server, toHead('etappe.shop.js', 'data-flush-after-ms="50"'));
    await land();
    await page.evaluate('accept()');
    await follow('a[href$="/product/belt/"]', '/product/belt/');
    const item = { item_id: 'BEL', item_name: 'Belt', price: 1299 };
    await server.whenEvents([{ name: 'view_item', params: { currency: 'EUR', value: 1299, items: [item] } }]);
    await page.click('button[name="add-to-cart"]');
    const items = [{ ...item, quantity: 1 }];
    await server.whenEvents([{ name: 'add_to_cart', params: { currency: 'EUR', value: 1299, items } }]);
    await goOn('/cart/');
    await server.whenEvents([{ name: 'view_cart', page: { url: /cart/ }, params: { currency: 'EUR', items } }]);
    await goOn('/checkout/');
    await server.whenEvents([
      { name: 'begin_checkout', page: { url: /checkout/ }, params: { currency: 'EUR', items } },
    ]);
    await goOn(orderReceived);
    const touch = { source: 'google', medium: 'cpc', campaign: 'belts', landing: '/shop/' };
    await server.whenEvents([
      {
        name: 'purchase',
        page: { url: shop.url('/checkout/order-received/13/') },
        params: { transaction_id: '13', currency: 'EUR', value: 2343.1, items, journey: [touch] },
        visitor: { purchases: 1 },
      },
    ]);
    // Opened again, it is the same order.
    await page.reload();
    await whenTracked();
    await leave();
    const isLeft = ({ name, page: { url } }: FlatEvent) => name === 'page_leave' && url.includes('order-received');
    await server.whenEvents((events) => events.filter(isLeft).length === 2);
    await server.whenQuiet();
    const names = listNames(server).filter((name) => name !== 'view_item');
    expect(names).toEqual(['add_to_cart', 'view_cart', 'begin_checkout', 'purchase']);
    expect(new Set(server.events().map(({ visitor, session }) => `${visitor?.id} ${session?.id}`)).size).toBe(1);
  });
});
