// What a first visit stores and sends, with default settings, while nobody has said yes to anything.
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Contestant } from '../contestants/contestant.ts';
import { withVisitor } from '../stage/browser.ts';
import type { Stage } from '../stage/server.ts';

const lookMs = 2000;

export interface Silence {
  /** Names of cookies, and of what is in the page's stores. */
  stored: string[];
  /** Names of the events. */
  sent: string[];
  otherRequests: number;
}

export const measureSilence = (browser: Browser, stage: Stage, contestant: Contestant): Promise<Silence> =>
  withVisitor(browser, async ({ page }) => {
    const { shop, requests } = stage.visit(contestant, { hasConsent: false });
    await page.goto(`${shop}/product/4711?utm_source=letter`, { waitUntil: 'load' });
    await wait(lookMs);
    const stores = await page.evaluate(async () => [
      ...Object.keys(localStorage).map((name) => `localStorage ${name}`),
      ...Object.keys(sessionStorage).map((name) => `sessionStorage ${name}`),
      ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
    ]);
    const cookies = (await page.context().cookies()).map(({ name }) => `cookie ${name}`);
    await page.close();
    await wait(500);
    return {
      stored: [...cookies, ...stores],
      sent: requests.flatMap(({ events }) => events),
      otherRequests: requests.filter(({ events, method }) => !events.length && method !== 'OPTIONS').length,
    };
  });
