// React, Vue, Svelte, Next, Nuxt and Astro as they are built and served: one visitor who agrees, and one who does not.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedger, type FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../helpers/engines/playwright.ts';
import { type Framework, factsOf, frameworks } from '../helpers/frameworks/folder.ts';
import { prepareFrameworks } from '../helpers/frameworks/prepare.ts';
import { type ServedShop, serveFramework } from '../helpers/frameworks/serve.ts';
import { landing, walkFrameworkShop } from '../helpers/frameworks/walk.ts';

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
const readStored = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...document.cookie.split('; '),
      ...(await indexedDB.databases()).map(({ name }) => `${name}`),
    ].filter((name) => name.includes('etappe')),
  );

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

    const toPath = (url: string) => url.replace(shop.url, '');
    const leave = () => page.goto('about:blank');

    it('tells each page once under its own title, and the way from the newsletter to the order', async () => {
      await walkFrameworkShop(page, shop.url, async (stop) => {
        if (stop === 'list' || stop === 'product') {
          expect(await readStored(page)).toEqual([]);
          expect(server.requests()).toEqual([]);
        }
        if (stop === 'product') await page.locator('[data-consent=yes]').click();
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
      expect(views.map((view) => [view.page.kind, toPath(view.page.url), view.page.title])).toEqual([
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
      expect(complaints).toEqual([]);
    });

    it('hears nothing of a visitor who refuses', async () => {
      await walkFrameworkShop(page, shop.url, async (stop) => {
        if (stop === 'product') await page.locator('[data-consent=no]').click();
      });
      expect(await readStored(page)).toEqual([]);
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
