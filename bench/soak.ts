// Whether anything grows in a profile that is used for long: npx node bench/soak.ts [--engine chromium] [--loads 100] [--views 100] [--events 50]
// So many page loads, then so many views of one document, each with its events. Prints what is kept as it goes on.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createLedger } from '../src/wire/index.ts';
import { createCollectingServer } from '../test/helpers/collecting-server.ts';
import { engines, type PageHandle } from '../test/helpers/engines/index.ts';

declare const etappe: (method: string, ...args: unknown[]) => unknown;

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'chromium' },
    loads: { type: 'string', default: '100' },
    views: { type: 'string', default: '100' },
    events: { type: 'string', default: '50' },
  },
});
const [loads, views, events] = [Number(values.loads), Number(values.views), Number(values.events)] as const;

const engine = engines.find(({ name }) => name === values.engine);
if (!engine) throw new Error(`no ${values.engine} on this machine`);
const print = (line: string) => process.stdout.write(`${line}\n`);

const server = await createCollectingServer();
const toPage = (aheadMs: number) =>
  `<!doctype html><html lang="en"><head><title>Shop</title><script>
    { const now = Date.now; Date.now = () => now.call(Date) + ${aheadMs} }
    window.etappe = function () { (etappe.q = etappe.q || []).push(arguments) };
    etappe('consent', { analytics: true, source: 'bench' });
  </script><script src="/dist/etappe.js" data-endpoint="/e"></script></head><body></body></html>`;
server.page('/*', toPage(0));
server.page('/later', toPage(10 * 60_000));
const session = await engine.open({ chromiumArgs: ['--enable-precise-memory-info', '--js-flags=--expose-gc'] });
const page = await session.newPage(`${server.url}/`);

const track = (page: PageHandle) =>
  page.evaluate((count) => {
    for (let event = 0; event < count; event++) {
      etappe('track', 'add_to_cart', { currency: 'EUR', value: 9, items: [{ item_id: `MUG-${event}`, price: 9 }] });
    }
    return etappe('flush');
  }, events);

/** Only Chromium tells how large its heap is. */
const readSizes = async () => {
  // The outbox is written 200 ms after what happened.
  await wait(500);
  return page.evaluate(async () => {
    const { gc, performance } = window as unknown as {
      gc?(): void;
      performance: { memory?: { usedJSHeapSize: number } };
    };
    gc?.();
    const heapBytes = performance.memory?.usedJSHeapSize;
    const kept = await new Promise<number>((resolve) => {
      const opening = indexedDB.open('etappe');
      opening.onsuccess = () => {
        const counting = opening.result.transaction('events').objectStore('events').count();
        counting.onsuccess = () => {
          opening.result.close();
          resolve(counting.result);
        };
      };
    });
    const storedLength = Object.entries(localStorage).join().length;
    return { heapBytes, kept, storedLength };
  });
};

const report = async (done: number, what: string) => {
  const { heapBytes, kept, storedLength } = await readSizes();
  const heap = heapBytes ? (heapBytes / 1024).toFixed(0) : '–';
  print(`| ${done} ${what} | ${server.events().length} | ${heap} | ${kept} | ${storedLength} |`);
};

print(`${engine.name}, ${events} events a view\n`);
print('| after | events arrived | heap, KiB | events in IndexedDB | localStorage, characters |');
print('| --- | ---: | ---: | ---: | ---: |');
const startedAt = performance.now();
for (let load = 1; load <= loads; load++) {
  if (load > 1) await page.goto(`${server.url}/product/${load}`);
  await track(page);
  if (load === 1 || load % Math.ceil(loads / 4) === 0) await report(load, 'page loads');
}
for (let view = 1; view <= views; view++) {
  await page.evaluate((path) => history.pushState(null, '', path), `/view/${view}`);
  await track(page);
  if (view === 1 || view % Math.ceil(views / 4) === 0) await report(view, 'views of one document');
}
// What beacons took stays until a later page has sent it again.
await page.goto(`${server.url}/later`);
const giveUpAt = performance.now() + 15_000;
while ((await readSizes()).kept > 0 && performance.now() < giveUpAt) await page.evaluate(() => etappe('flush'));
await report(1, 'page ten minutes later');
await server.whenQuiet();
const ledger = createLedger();
const arrivals = ledger.enter(server.events());
const doubles = arrivals.filter((arrival) => arrival === 'double').length;
// Each with its view and its totals; the last page has its view only.
const tracked = (loads + views) * (events + 2) + 1;
print(
  `\n${tracked} tracked, ${arrivals.length - doubles} arrived, ${doubles} double, ${ledger.gaps().length} page views with gaps, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
);
await session.close();
await server.close();
