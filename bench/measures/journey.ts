// One shop visit over five documents, as its collector sees it: how many requests and bytes, and what is in them.
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Contestant, Step } from '../contestants/contestant.ts';
import { withVisitor } from '../stage/browser.ts';
import type { Stage } from '../stage/server.ts';
import { take } from './steps.ts';

const way: readonly [path: string, steps: readonly Step[]][] = [
  ['/?utm_source=letter&utm_medium=email&utm_campaign=autumn', []],
  ['/category/mugs', []],
  ['/product/4711', ['add_to_cart']],
  ['/product/4712', ['add_to_cart']],
  ['/checkout', ['begin_checkout', 'add_shipping_info', 'add_payment_info', 'purchase']],
];
const lookMs = 1200;
const stepMs = 200;
/** The confirmation of an order is looked at a little longer. */
const lastLookMs = 2500;
const expected = [
  'page_view',
  'page_view',
  'page_view',
  'page_view',
  'page_view',
  ...way.flatMap(([, steps]) => steps),
];

export interface Journey {
  /** Requests that carried events. */
  requests: number;
  /** Of these: bodies and queries, as they were sent. */
  bytes: number;
  /** Preflights, settings and the like. */
  otherRequests: number;
  /** What arrived of page views and shop events, doubles aside. */
  arrived: number;
  expected: number;
  events: string[];
  problems: string[];
}

export const measureJourney = (browser: Browser, stage: Stage, contestant: Contestant): Promise<Journey> =>
  withVisitor(browser, async ({ page }) => {
    const { shop, requests, problems } = stage.visit(contestant, { latencyMs: 40 });
    for (const [path, steps] of way) {
      if (path === way[0]?.[0]) await page.goto(shop + path, { referer: 'https://search.example/' });
      else await Promise.all([page.waitForURL(shop + path), page.evaluate((url) => location.assign(url), shop + path)]);
      await wait(lookMs);
      for (const step of steps) {
        await take(page, step);
        await wait(stepMs);
      }
    }
    await wait(lastLookMs);
    await page.close();
    await wait(1500);
    const events = requests.flatMap((request) => request.events);
    const left = [...events];
    const found = expected.filter((name) => {
      const index = left.indexOf(name);
      if (index >= 0) left.splice(index, 1);
      return index >= 0;
    });
    const carrying = requests.filter((request) => request.events.length);
    return {
      requests: carrying.length,
      bytes: carrying.reduce((total, { bytes }) => total + bytes, 0),
      otherRequests: requests.length - carrying.length,
      arrived: found.length,
      expected: expected.length,
      events,
      problems,
    };
  });
