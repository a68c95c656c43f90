// Proves the harness itself: engines, collecting server and expectPayloads, with a page that needs no etappe.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { engines, type Session, skippedEngines } from '../helpers/engines/index.ts';
import { launchPlaywrightChromium } from '../helpers/engines/playwright.ts';
import { expectPayloads } from '../helpers/expect-payloads.ts';
import { openWooCommerce, skipWithoutWooCommerce } from '../helpers/woocommerce.ts';

/** A page that beacons a batch at each moment of its life, numbered within its page view. */
const toBeaconPage = (
  endpoint: string,
) => `<!doctype html><title>Beacons</title><meta name="viewport" content="width=device-width">
<a href="/two">on</a> <input> <button onclick="report('click', event)">press</button>
<script>
  let view, kind, n;
  const begin = (how) => { view = Math.random().toString(36).slice(2); kind = how; n = 0; };
  const toBatch = (name, params) => JSON.stringify({
    v: 1, site: 'harness', batch: Math.random().toString(36).slice(2), sent_at: Date.now(),
    consent: { analytics: 'granted', marketing: 'denied' }, device: { class: 'desktop' },
    pages: { [view]: { url: location.href, referrer: document.referrer, kind } },
    events: [{ n: ++n, page: view, name, at: Date.now(), params }],
  });
  const report = (name, { isTrusted, persisted }) => navigator.sendBeacon('${endpoint}',
    toBatch(name, { trusted: isTrusted, persisted, visibility: document.visibilityState }));
  begin('load');
  addEventListener('pageshow', (event) => {
    if (event.persisted) begin('restore');
    report('pageshow', event);
  });
  addEventListener('pagehide', (event) => report('pagehide', event));
  document.addEventListener('visibilitychange', (event) => report('visibilitychange', event));
</script>`;

let server: CollectingServer;
beforeEach(async () => {
  server = await createCollectingServer();
  for (const path of ['/one', '/two']) server.page(path, toBeaconPage(server.endpoint));
});
afterEach(() => server.close());

it('has Chromium', () => {
  expect(engines.map(({ name }) => name)).toContain('chromium');
});
for (const { name, reason } of skippedEngines) {
  process.stderr.write(`${name}: skipped: ${reason}\n`);
  it.skip(`${name}: ${reason}`);
}

describe.each(engines)('$name', ({ name, open }) => {
  let session: Session;
  beforeAll(async () => {
    session = await open();
  }, 60_000);
  afterAll(() => session?.close(), 60_000);

  const openPage = (path: string) => session.newPage(server.url + path);

  it('delivers what a page sends while the visitor goes on to the next one', async () => {
    const page = await openPage('/one');
    await expectPayloads(server, {
      action: () => page.follow('a'),
      expected: [
        { name: 'pagehide', page: { url: /\/one$/, referrer: '' }, params: { trusted: true } },
        { name: 'visibilitychange', page: { url: /\/one$/ }, params: { trusted: true, visibility: 'hidden' } },
        { name: 'pageshow', page: { url: /\/two$/, referrer: /\/one$/ } },
      ],
      refuted: [{ page: { kind: 'restore' } }],
    });
    expect(await page.url()).toBe(`${server.url}/two`);
    await page.close();
  });

  it('hides and shows a page for real', async () => {
    const page = await openPage('/one');
    await expectPayloads(server, {
      action: () => page.hide(),
      expected: [{ name: 'visibilitychange', params: { trusted: true, visibility: 'hidden' } }],
      refuted: [{ name: 'pagehide' }],
    });
    await expectPayloads(server, {
      action: () => page.show(),
      expected: [{ name: 'visibilitychange', params: { trusted: true, visibility: 'visible' } }],
    });
    await page.close();
  });

  // One farewell of three tabs is enough: Firefox loses some when its driver closes a tab, more on a busy machine.
  it('delivers what a page sends while its tab is closed', async () => {
    for (const count of [1, 2, 3]) {
      const page = await openPage('/one');
      await server.whenEvents((events) => events.filter(({ name }) => name === 'pageshow').length === count);
      await page.close();
    }
    await server.whenEvents((events) => events.some(({ name }) => name !== 'pageshow'));
  });

  it('restores a page from the back/forward cache, and goes on from there', async () => {
    const page = await openPage('/one');
    await page.follow('a');
    await expectPayloads(server, {
      action: () => page.back(),
      expected: [{ name: 'pageshow', n: 1, page: { url: /\/one$/, kind: 'restore' }, params: { persisted: true } }],
      refuted: [{ page: { url: /\/one$/, kind: 'load' }, name: 'pageshow' }],
    });
    await page.forward();
    expect(await page.url()).toBe(`${server.url}/two`);
    await expectPayloads(server, {
      action: () => page.reload(),
      expected: [{ name: 'pageshow', page: { url: /\/two$/, kind: 'load' }, params: { persisted: false } }],
    });
    await page.back();
    await page.goto(`${server.url}/two?again`);
    expect(await page.url()).toBe(`${server.url}/two?again`);
    await page.close();
  });

  it('presses, types, and brings values out of the page', async () => {
    const page = await openPage('/one');
    await expectPayloads(server, {
      action: () => page.click('button'),
      expected: [{ name: 'click', params: { trusted: true } }],
    });
    await page.type('input', 'mug');
    expect(
      await page.evaluate(async (selector: string) => document.querySelector('input')?.matches(selector), 'input'),
    ).toBe(true);
    expect(await page.evaluate('document.querySelector("input").value')).toBe('mug');
    await expect(page.evaluate(() => Promise.reject(new Error('from the page')))).rejects.toThrow('from the page');
    await page.close();
  });

  it.skipIf(name === 'webkit')('hears what a page says', async () => {
    const page = await openPage('/one');
    await page.evaluate("console.warn('careful', 1)");
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('boom');
      });
      void Promise.reject(new Error('nobody caught it'));
    });
    await expect
      .poll(() => page.messages?.())
      .toEqual([
        { kind: 'warn', text: 'careful 1' },
        { kind: 'uncaught', text: expect.stringContaining('boom') },
        { kind: 'uncaught', text: expect.stringContaining('nobody caught it') },
      ]);
    await page.close();
  });
});

it('walks with a phone in Playwright, where pages are restored too', async () => {
  const playwright = await launchPlaywrightChromium();
  onTestFinished(playwright.close);
  const phone = await playwright.newPhoneVisitor();
  const page = await phone.newPage();
  await page.goto(`${server.url}/one`);
  expect(await page.evaluate(() => [navigator.userAgent.includes('Mobile'), innerWidth < 500])).toEqual([true, true]);
  await page.tap('a');
  await server.whenEvents([{ name: 'pageshow', page: { url: /two$/ } }]);
  await page.goBack({ waitUntil: 'commit' });
  await server.whenEvents([{ name: 'pageshow', page: { kind: 'restore' } }]);
});

it('serves the captured shop and asks nobody else for it', async (context) => {
  skipWithoutWooCommerce(context);
  const playwright = await launchPlaywrightChromium();
  onTestFinished(playwright.close);
  const shop = await openWooCommerce('<script>window.hasTag = true</script>');
  onTestFinished(shop.close);
  const page = await (await playwright.newVisitor()).newPage();
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  for (const [path, text] of [
    ['/shop/?utm_source=news', 'Beanie'],
    ['/cart/', 'Proceed to checkout'],
    ['/checkout/', 'Billing details'],
    ['/checkout/order-received/13/?key=wc_order_1', 'Order received'],
    ['/bcart/', 'Proceed to Checkout'],
    ['/bcheckout/', 'Place Order'],
  ] as const) {
    await page.goto(shop.url(path));
    expect(await page.evaluate(() => 'hasTag' in window)).toBe(true);
    expect(await page.innerText('body')).toContain(text);
  }
  await page.goto(shop.url('/'));
  await page.click('a[href$="/product/belt/"]');
  await page.click('button[name="add-to-cart"]');
  expect(page.url()).toBe(shop.url('/product/belt/'));
  const cart = await page.evaluate(async () => (await fetch('/wp-json/wc/store/v1/cart')).json());
  expect(cart.items).toMatchObject([{ name: 'Beanie' }, { name: 'Belt', permalink: shop.url('/product/belt/') }]);
  expect([...hosts]).toEqual([new URL(shop.url('/')).origin]);
});

describe('collecting server', () => {
  const toBatch = (name: string, params = {}) =>
    JSON.stringify({
      v: 1,
      site: 'harness',
      batch: name,
      sent_at: 1,
      consent: { analytics: 'granted', marketing: 'denied' },
      device: { class: 'desktop' },
      pages: { p: { url: 'https://shop.example/', kind: 'load' } },
      events: [{ n: 1, page: 'p', name, at: 1, params }],
    });
  const post = (body: string, endpoint = server.endpoint) => fetch(endpoint, { method: 'POST', body });

  it('says what was missing and what arrived instead', async () => {
    await post(toBatch('page_view', { theme: 'dark' }));
    const waiting = server.whenEvents([{ name: 'page_view' }, { name: 'purchase', params: { value: 12 } }], {
      timeoutMs: 50,
    });
    await expect(waiting).rejects.toThrow(
      /after 50 ms missing:\n {2}1\. {"name":"purchase","params":{"value":12}}\narrived:\n {2}1\. .*"theme":"dark"/,
    );
  });

  it('gives every expected event one of its own, whatever the order', async () => {
    await post(toBatch('a', { x: 1 }));
    await post(toBatch('a'));
    const found = await server.whenEvents([{ name: 'a' }, { name: 'a', params: { x: 1 } }]);
    expect(found.map(({ params }) => params)).toEqual([{}, { x: 1 }]);
    await expect(server.whenEvents([{ params: { x: 1 } }, { params: { x: 1 } }], { timeoutMs: 20 })).rejects.toThrow(
      'missing',
    );
  });

  it('fails an expectation on what was refuted, and prints it', async () => {
    const whenExpected = expectPayloads(server, {
      action: () => Promise.all([post(toBatch('page_view')), post(toBatch('purchase'))]),
      expected: [{ name: 'page_view' }],
      refuted: [{ name: 'purchase' }],
      quietMs: 20,
    });
    await expect(whenExpected).rejects.toThrow(/refuted, but arrived:\n {2}1\. .*"purchase".*\narrived:\n.*\n {2}2\. /);
  });

  it('reports a body that is no batch to whoever asks next, and at the end', async () => {
    expect((await post('{"v":2}')).status).toBe(400);
    expect(() => server.events()).toThrow('decodeBatch refused');
    await expect(server.whenEvents([])).rejects.toThrow('decodeBatch refused');
    await expect(server.whenQuiet()).rejects.toThrow('decodeBatch refused');
    await expect(server.close()).rejects.toThrow('decodeBatch refused');
    expect(server.takeUnreadable()).toMatchObject([{ body: '{"v":2}' }]);
  });

  it('answers as it is told to, and counts only what it accepted', async () => {
    server.foreign.answerNext({ status: 503, retryAfter: 2, cors: true }, { reset: true });
    const refusal = await post(toBatch('first'), server.foreign.endpoint);
    expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([503, '2']);
    await expect(post(toBatch('second'), server.foreign.endpoint)).rejects.toThrow();
    const { status, headers } = await post(toBatch('third'), server.foreign.endpoint);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, null]);
    expect(server.batches().map(({ status, batch }) => [batch.batch, status])).toEqual([
      ['first', 503],
      ['second', 0],
      ['third', 204],
    ]);
    expect(server.events().map(({ name }) => name)).toEqual(['third']);
    await server.foreign.down();
    await expect(post(toBatch('fourth'), server.foreign.endpoint)).rejects.toThrow();
    await server.foreign.up();
    await post(toBatch('fifth'), server.foreign.endpoint);
    await server.whenEvents([{ name: 'fifth' }]);
  });

  it('logs every request with its cookies', async () => {
    await fetch(`${server.foreign.url}/nothing?here`, { headers: { cookie: 'a=1; b=x=y' } });
    expect(server.requests()).toMatchObject([
      { origin: server.foreign.url, method: 'GET', path: '/nothing', cookies: { a: '1', b: 'x=y' } },
    ]);
  });
});
