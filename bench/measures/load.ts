// What a first visit to a page costs: its load, and the leaving of it, which is when much that was put off is done.
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { Contestant } from '../contestants/contestant.ts';
import { withVisitor } from '../stage/browser.ts';
import type { Stage } from '../stage/server.ts';
import { addUp, type Cost, findThread, record } from '../stage/trace.ts';

/** Until half a second after the load event. What is put off any longer is seen in `leave` at the latest. */
const settleMs = 500;

export interface Load {
  load: Cost;
  leave: Cost;
}

/** @param slowdown of the CPU; nominal, since Chromium makes the thread spin */
export const measureLoad = (
  browser: Browser,
  stage: Stage,
  contestant: Contestant | undefined,
  slowdown: number,
): Promise<Load> =>
  withVisitor(browser, async ({ page, devTools }) => {
    const { shop, collector } = stage.visit(contestant);
    if (slowdown > 1) await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const loading = await record(devTools, async () => {
      await page.goto(`${shop}/product/1?utm_source=letter&utm_medium=email`, { waitUntil: 'load' });
      await wait(settleMs);
    });
    const leaving = await record(devTools, async () => {
      await Promise.all([
        page.waitForURL(stage.elsewhere),
        page.evaluate((url) => location.assign(url), stage.elsewhere),
      ]);
      await wait(100);
    });
    const thread = findThread(loading, shop);
    const isTheirs = (url: string) => url.startsWith(collector) || url === `${shop}/begin.js`;
    return { load: addUp(loading, thread, isTheirs), leave: addUp(leaving, thread, isTheirs) };
  });
