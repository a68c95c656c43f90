// What one call costs when many come in a row: CPU time of the page's main thread, promises of the calls included.
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright-core';
import type { Contestant } from '../contestants/contestant.ts';
import { withVisitor } from '../stage/browser.ts';
import type { Stage } from '../stage/server.ts';

/** A row that takes longer is cut off. */
const limitMs = 4000;

export interface Calls {
  made: number;
  /** Microseconds. */
  eachUs: number;
}

interface ShopPage {
  shop: { item: object; order: object; add_to_cart(item: object, order: object): void };
}

const readThreadMs = async (devTools: CDPSession): Promise<number> => {
  const { metrics } = await devTools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0) * 1000;
};

export const measureCalls = (
  browser: Browser,
  stage: Stage,
  contestant: Contestant,
  count: number,
): Promise<Calls | undefined> =>
  withVisitor(browser, async ({ page, devTools }) => {
    await devTools.send('Performance.enable');
    await page.goto(`${stage.visit(contestant).shop}/product/1`, { waitUntil: 'load' });
    await wait(300);
    const before = await readThreadMs(devTools);
    const calling = page.evaluate(
      ({ count, limitMs }) => {
        const { shop } = window as unknown as ShopPage;
        const end = performance.now() + limitMs;
        let made = 0;
        while (made < count) {
          shop.add_to_cart(shop.item, shop.order);
          if (++made % 50 === 0 && performance.now() > end) break;
        }
        return made;
      },
      { count, limitMs },
    );
    // The work of some piles up in promises, without end.
    const made = await Promise.race([calling, wait(5 * limitMs, undefined)]).catch(() => undefined);
    return made ? { made, eachUs: ((await readThreadMs(devTools)) - before) * (1000 / made) } : undefined;
  });
