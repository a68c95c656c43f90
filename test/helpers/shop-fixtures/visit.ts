// A visit to a fixture shop in Chromium: a consented visitor, the built tag on every page, and waiting for what it knows.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../collecting-server.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../engines/playwright.ts';
import type { LoggedRequest, Reply } from '../origin.ts';

/** The page's globals that tests look at. */
export interface ShopWindow {
  etappe: {
    (method: 'consent', decision: object): void;
    recall?(key: 'shop'): { cart?: { items: { quantity: number }[] }; checkout?: { errors: number } } | undefined;
  };
  dataLayer: unknown[];
  /** The names of the events so far. */
  told: string[];
}

/** A document of which nothing has come yet has none of them. */
type EarlyWindow = Partial<ShopWindow>;

const stub = `window.told = []; window.etappe = window.etappe || function () { (etappe.q = etappe.q || []).push(arguments) };
  etappe('on', 'event', ({ name }) => told.push(name));`;
export const grant = "etappe('consent', { analytics: true, source: 'test' });";

/** What goes into the head of every page. @param script what the consent manager says, and when */
export const toHead = (script = grant) =>
  `<script>${stub}${script}</script><script async src="/dist/etappe.shop.js" data-endpoint="/e" data-site="shop"></script>`;

export interface Visit {
  server: CollectingServer;
  visitor: BrowserContext;
  page: Page;
  /** Answers a path with a page: head and body by itself, or another reply. */
  route(
    path: string,
    answer: (request: LoggedRequest) => { body: string; head?: string; bodyTag?: string } | Reply,
  ): void;
  open(path: string): Promise<void>;
  /** So many pieces are known to be in the cart. */
  whenKnown(pieces: number): Promise<void>;
  /** The page has tracked it. */
  whenTold(name: string): Promise<void>;
  leave(): Promise<void>;
  /** Names of all events that arrived, without those of pages. */
  names(): string[];
  end(): Promise<void>;
}

/** Names of all events, without those of pages. A batch that was sent again is still the same events. */
export const listNames = (server: CollectingServer): string[] =>
  [...new Map(server.events().map(({ id, name }) => [id, name])).values()].filter((name) => !/^page_/.test(name));

/** Resolves once so many pieces are known to be in the cart. */
export const whenKnown = async (page: Page, pieces: number): Promise<void> => {
  await page.waitForFunction(
    (wanted) =>
      (window as unknown as EarlyWindow).etappe
        ?.recall?.('shop')
        ?.cart?.items.reduce((sum, { quantity }) => sum + quantity, 0) === wanted,
    pieces,
  );
};

export const startVisit = async (browser: PlaywrightChromium): Promise<Visit> => {
  const server = await createCollectingServer();
  const visitor = await browser.newVisitor();
  const page = await visitor.newPage();
  return {
    server,
    visitor,
    page,
    route(path, answer) {
      server.page(path, (request) => {
        const reply = answer(request) as { body: string; head?: string; bodyTag?: string } & Reply;
        if (reply.status || reply.headers) return reply;
        return `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Shop</title>${reply.head ?? ''}${toHead()}</head>${reply.bodyTag ?? '<body>'}${reply.body}</body></html>`;
      });
    },
    open: async (path) => {
      await page.goto(server.url + path);
    },
    whenKnown: (pieces) => whenKnown(page, pieces),
    whenTold: async (name) => {
      await page.waitForFunction((wanted) => (window as unknown as EarlyWindow).told?.includes(wanted), name);
    },
    leave: async () => {
      await page.goto('about:blank');
    },
    names: () => listNames(server),
    end: async () => {
      await visitor.close();
      await server.close();
    },
  };
};

/** Chromium for a suite, and a visit for each of its tests. @param begin is given each visit, to serve the shop for it */
export const visitEach = (begin: (visit: Visit) => void | Promise<void>): void => {
  let browser: PlaywrightChromium;
  let visit: Visit | undefined;

  beforeAll(async () => {
    browser = await launchPlaywrightChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    visit = await startVisit(browser);
    await begin(visit);
  });
  afterEach(() => visit?.end());
};

export const json = (body: unknown, more: Reply = {}): Reply => ({
  ...more,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...more.headers },
});
