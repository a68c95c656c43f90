// React, Vue, Svelte, Next, Nuxt and Astro as they are built and served: one visitor who agrees, and one who does not.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedger, type FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { type Engine, engines, type Session } from '../helpers/engines/index.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../helpers/engines/playwright.ts';
import { type Framework, factsOf, frameworks } from '../helpers/frameworks/folder.ts';
import { prepareFrameworks } from '../helpers/frameworks/prepare.ts';
import { type ServedShop, serveFramework } from '../helpers/frameworks/serve.ts';
import { landing, type Tab, walkFrameworkShop } from '../helpers/frameworks/walk.ts';

/** `ETAPPE_FRAMEWORKS=vue,nuxt` takes these only. */
const wanted = process.env.ETAPPE_FRAMEWORKS?.split(',') ?? Object.keys(frameworks);
const names = (Object.keys(frameworks) as Framework[]).filter((name) => wanted.includes(name));
const standings = await prepareFrameworks(names);

const cases = [
  ...names.map((name) => ({ name, script: 'start' as const, as: 'built and served' })),
  // Only in development: https://react.dev/reference/react/StrictMode
  ...names
    .filter((name) => name === 'react')
    .map((name) => ({ name, script: 'dev' as const, as: 'developed, in strict mode, which runs effects twice' })),
];

const mug = { item_id: 'MUG', item_name: 'Enamel mug', price: 13.9, quantity: 1 };

/** What the library has left on the device, under any name that tells. */
const readStored = ({ evaluate }: Pick<Tab, 'evaluate'>): Promise<string[]> =>
  evaluate(async () =>
    [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...document.cookie.split('; '),
      ...(await indexedDB.databases()).map(({ name }) => `${name}`),
    ].filter((name) => name.includes('etappe')),
  );

/** Goes the way from the newsletter to the order and away, then looks at what arrived. */
const expectJourney = async (server: CollectingServer, url: string, tab: Tab, leave: () => Promise<unknown>) => {
  await walkFrameworkShop(tab, url, async (stop) => {
    if (stop === 'list' || stop === 'product') {
      expect(await readStored(tab)).toEqual([]);
      expect(server.requests()).toEqual([]);
    }
    if (stop === 'product') await tab.click('[data-consent=yes]');
    // It is told when its page is shown, and a driver is quicker than that.
    if (stop === 'thanks') await server.whenEvents([{ name: 'purchase' }]);
  });
  await leave();
  const isFarewell = ({ name }: FlatEvent) => name === 'page_leave';
  await server.whenEvents((events) => new Set(events.filter(isFarewell).map(({ page }) => page.id)).size === 5);
  await server.whenQuiet();

  const ledger = createLedger();
  const events = server.events();
  expect(new Set(ledger.enter(events))).toEqual(new Set(['new']));
  expect(ledger.gaps()).toEqual([]);
  const views = events.filter((event) => event.name === 'page_view').sort((one, other) => one.at - other.at);
  const ids = views.map((view) => view.page.id);
  expect(views.map((view) => [view.page.kind, view.page.url.replace(url, ''), view.page.title])).toEqual([
    ['load', landing, 'Shop – Feldweg'],
    ['history', '/products/mug', 'Enamel mug – Feldweg'],
    ['history', '/cart', 'Cart – Feldweg'],
    ['history', '/thanks', 'Thank you – Feldweg'],
    ['history', '/cart', 'Cart – Feldweg'],
  ]);
  // Whatever batch an event left in, its page has its own title by then.
  expect(new Set(events.map(({ page }) => `${page.id} ${page.title}`)).size).toBe(5);
  const deeds = events.filter((event) => !/^page_/.test(event.name)).sort((one, other) => one.at - other.at);
  expect(deeds).toMatchObject([
    { name: 'add_to_cart', page: { id: ids[1] }, params: { currency: 'EUR', value: 13.9, items: [mug] } },
    {
      name: 'purchase',
      page: { id: ids[3] },
      params: { transaction_id: expect.stringMatching(/./), currency: 'EUR', value: 13.9, items: [mug] },
      visitor: { visits: 1, purchases: 1 },
      source: { first: { source: 'newsletter', medium: 'email', landing: '/' } },
    },
  ]);
  expect(new Set(events.map(({ session }) => session?.id)).size).toBe(1);
  expect(new Set(events.map(({ consent }) => consent.analytics))).toEqual(new Set(['granted']));
};

let browser: PlaywrightChromium;
beforeAll(async () => {
  browser = await launchPlaywrightChromium();
}, 60_000);
afterAll(() => browser?.close());

describe.each(cases)('$name, as it is $as', ({ name, script }) => {
  const { reason, failure } = standings[name] ?? {};
  const { isServerRendered } = factsOf(name);

  describe.skipIf(reason)(reason ?? 'in Chromium', () => {
    let server: CollectingServer;
    let shop: ServedShop;
    let visitor: BrowserContext;
    let page: Page;
    let tab: Tab;
    let complaints: string[];

    beforeAll(async () => {
      if (failure) throw new Error(failure);
      shop = await serveFramework(name, script);
    }, 90_000);
    afterAll(() => shop?.close());
    beforeEach(async () => {
      server = await createCollectingServer();
      // The collector's name is known to nobody but its proxy, which is the collector itself.
      visitor = await browser.newVisitor({ proxy: { server: server.url, bypass: 'localhost' } });
      page = await visitor.newPage();
      tab = {
        goto: (url) => page.goto(url),
        click: (selector) => page.click(selector),
        back: () => page.goBack({ waitUntil: 'commit' }),
        evaluate: (pageFunction) => page.evaluate(pageFunction),
      };
      complaints = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
    });
    afterEach(async () => {
      await visitor?.close();
      await server?.close();
    });

    const leave = () => page.goto('about:blank');

    it('tells each page once under its own title, and the way from the newsletter to the order', async () => {
      await expectJourney(server, shop.url, tab, leave);
      expect(complaints).toEqual([]);
    });

    it('hears nothing of a visitor who refuses', async () => {
      await walkFrameworkShop(tab, shop.url, async (stop) => {
        if (stop === 'product') await tab.click('[data-consent=no]');
      });
      expect(await readStored(tab)).toEqual([]);
      await leave();
      await server.whenQuiet();
      expect(server.requests()).toEqual([]);
      expect(complaints).toEqual([]);
    });

    if (!isServerRendered) return;
    it('renders on the server, where the tracker does nothing', async () => {
      expect(await (await fetch(shop.url)).text()).toContain('Enamel mug');
      expect(shop.said()).not.toMatch(/error/i);
    });
  });
});

// One is enough: what differs between frameworks is nothing of the engine's.
const firefox = engines.find(({ name }) => name === 'firefox');
const { reason = firefox ? undefined : 'there is no Firefox here', failure } = standings.react ?? {
  reason: 'not asked for',
};

describe.skipIf(reason)(`react, as it is built and served, ${reason ?? 'in Firefox'}`, () => {
  let server: CollectingServer;
  let shop: ServedShop;
  let session: Session;

  beforeAll(async () => {
    if (failure) throw new Error(failure);
    server = await createCollectingServer();
    shop = await serveFramework('react', 'start');
    const { hostname, port } = new URL(server.url);
    session = await (firefox as Engine).open({
      firefoxPrefs: {
        'network.proxy.type': 1,
        'network.proxy.http': hostname,
        'network.proxy.http_port': Number(port),
        'network.proxy.no_proxies_on': 'localhost',
      },
    });
  }, 90_000);
  afterAll(async () => {
    await session?.close();
    await shop?.close();
    await server?.close();
  });

  it('tells the same way', async () => {
    const page = await session.newPage();
    await expectJourney(server, shop.url, page, page.hide);
    expect(page.messages?.().filter(({ kind }) => /error|uncaught/.test(kind))).toEqual([]);
  });
});
