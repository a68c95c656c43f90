// What the shop script costs on the demo's product page: the same page with it and without it, on a slow CPU.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startDemo } from '../examples/shop/demo.ts';
import { openBrowser, withVisitor } from './stage/browser.ts';
import { addUp, type Cost, findThread, record } from './stage/trace.ts';
import { type Summary, summarise } from './statistics.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '8' }, slowdown: { type: 'string', default: '4' } },
});

/** https://w3c.github.io/longtasks/ */
const longTaskMs = 50;
const product = '/de/';

const browser = await openBrowser();
const demo = await startDemo({ port: 0, dataFile: ':memory:', quiet: true });

/** A visitor who agreed on the page before loads a product's page, scrolls it, presses on nothing, and leaves. */
const measure = (hasScript: boolean): Promise<Cost> =>
  withVisitor(browser, async ({ page, devTools }) => {
    if (!hasScript) await page.route('**/etappe.shop.js', (route) => route.abort());
    await page.goto(demo.url + product);
    await page.locator('.klaro .cm-btn-success').click();
    const path = await page.locator('main a[href*="/de/"]:has(img), main article a').first().getAttribute('href');
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: Number(values.slowdown) });
    const events = await record(devTools, async () => {
      await page.goto(new URL(path ?? '', demo.url).href, { waitUntil: 'load' });
      await wait(1000);
      await page.mouse.wheel(0, 400);
      await page.mouse.click(5, 300);
      await wait(500);
      await page.goto('about:blank');
    });
    return addUp(events, findThread(events, demo.url), (url) => url.endsWith('/etappe.shop.js'));
  });

const costs = { with: [] as Cost[], without: [] as Cost[] };
for (let round = 0; round < Number(values.rounds); round++) {
  for (const hasScript of round % 2 ? [true, false] : [false, true])
    costs[hasScript ? 'with' : 'without'].push(await measure(hasScript));
}
await browser.close();
await demo.close();

const toText = (summary: Summary | undefined) =>
  summary ? `${summary.median.toFixed(1)} (${summary.min.toFixed(1)}–${summary.max.toFixed(1)})` : '–';
const row = (title: string, pick: (cost: Cost) => number) =>
  `| ${title} | ${toText(summarise(costs.without.map(pick)))} | ${toText(summarise(costs.with.map(pick)))} |`;

process.stdout.write(`The demo's product page with the CPU at 1/${values.slowdown}, ${values.rounds} loads each, CPU milliseconds, median (range).

|  | without | with etappe.shop.js |
| --- | ---: | ---: |
${row('main thread', ({ mainMs }) => mainMs)}
${row('all scripts of the page', ({ scriptMs }) => scriptMs)}
${row('longest run of our code', ({ longestMs }) => longestMs)}
${row('layout and style forced by our code', ({ forcedMs }) => forcedMs)}

Long tasks of ours (over ${longTaskMs} ms): ${costs.with.filter(({ longestMs }) => longestMs > longTaskMs).length} in ${costs.with.length} loads.
`);
