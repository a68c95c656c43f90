// A visitor who puts something into the cart and is gone in the same moment: does the collector learn of it?
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Contestant } from '../contestants/contestant.ts';
import { withVisitor } from '../stage/browser.ts';
import type { Stage } from '../stage/server.ts';
import { take } from './steps.ts';

export const endings = ['closed', 'left'] as const;
export type Ending = (typeof endings)[number];

const lookMs = 1000;
/** What the browser still sends when the page is gone comes within a second; a busy machine takes longer. */
const lingerMs = 8000;

/** @returns whether `add_to_cart` arrived */
export const measureEnding = (
  browser: Browser,
  stage: Stage,
  contestant: Contestant,
  ending: Ending,
): Promise<boolean> =>
  withVisitor(browser, async ({ page }) => {
    const { shop, requests } = stage.visit(contestant, { latencyMs: 40 });
    await page.goto(`${shop}/product/4711`, { waitUntil: 'load' });
    await wait(lookMs);
    if (ending === 'closed') {
      await take(page, 'add_to_cart');
      await page.close();
    } else {
      // The call and the leaving are one task.
      const leaving = `shop.add_to_cart(shop.item, shop.order); location.assign('${stage.elsewhere}')`;
      await Promise.all([page.waitForURL(stage.elsewhere), page.evaluate(leaving)]);
    }
    const hasArrived = () => requests.some(({ events }) => events.includes('add_to_cart'));
    for (let waitedMs = 0; waitedMs < lingerMs && !hasArrived(); waitedMs += 100) await wait(100);
    return hasArrived();
  });
