// The Web Vitals of each page view, as real engines measure them and a collector receives them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PageKind } from '../../src/types.ts';
import type { FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { type EngineName, engines, type PageHandle, type Session } from '../helpers/engines/index.ts';

const library = readFileSync(join(import.meta.dirname, '../../node_modules/web-vitals/dist/web-vitals.js'), 'utf8');

/** The package as a shop's own module would use it; the import map stands for its bundler. */
const head = `<script type="importmap">{"imports":{"web-vitals":"/web-vitals.js"}}</script>
<script type="module">
import { createTracker } from '/dist/index.js';
import { vitals } from '/dist/integrations/vitals.js';
const tracker = createTracker({ endpoint: '/e', consent: { analytics: true, source: 'test' } });
tracker.use(vitals());
tracker.start();
</script>`;

/** Each click takes long enough for the engines to report it, and the first one of `more` opens another view. */
const body = `<h1>Mugs</h1><button id="press">press</button><button id="more">more</button><a href="/two">on</a>
<script>
addEventListener('click', ({ target }) => {
  const end = performance.now() + 60;
  while (performance.now() < end);
  if (target.id === 'more') history.pushState(null, '', '/more');
  document.body.insertAdjacentHTML('beforeend', '<h2>Larger than anything that was here before</h2>');
});
</script>`;

/** What the engines measure today, on a page that was loaded and clicked in. */
const loaded: Record<EngineName, string[]> = {
  chromium: ['cls', 'fcp_ms', 'inp_ms', 'lcp_ms', 'rating', 'ttfb_ms'],
  // No layout shifts: https://bugzilla.mozilla.org/show_bug.cgi?id=1651528
  firefox: ['fcp_ms', 'inp_ms', 'lcp_ms', 'rating', 'ttfb_ms'],
  // WebKitGTK knows neither largest paints nor event timing; Safari has both since 26.2.
  webkit: ['fcp_ms', 'ttfb_ms'],
};
/** On a view that came without a document, only an engine that reports soft navigations measures anything. */
const single: Record<EngineName, string[] | undefined> = {
  chromium: ['cls', 'fcp_ms', 'inp_ms', 'lcp_ms', 'rating'],
  firefox: undefined,
  webkit: undefined,
};

interface Awaiting {
  whenReported?: Promise<void>;
}

/** Begins to wait for the engine's next report of this type. Short interactions are reported only to who listened before. */
const expectReport = (page: PageHandle, type: string) =>
  page.evaluate((type) => {
    (window as Awaiting).whenReported = new Promise((resolve) => {
      if (!PerformanceObserver.supportedEntryTypes.includes(type)) return resolve();
      new PerformanceObserver((list, observer) => {
        // A click also reports the pointer's coming.
        if (type === 'event' && !list.getEntriesByName('click')[0]) return;
        observer.disconnect();
        // The library looks at its entries a microtask later, and at interactions when the page is idle: after a second
        // in any case.
        if (type !== 'event' || !window.requestIdleCallback) setTimeout(resolve);
        else setTimeout(() => requestIdleCallback(() => resolve(), { timeout: 1200 }));
      }).observe({ type, buffered: type !== 'event', durationThreshold: 16 } as PerformanceObserverInit);
    });
  }, type);
const whenReported = (page: PageHandle) => page.evaluate(() => (window as Awaiting).whenReported);

const whenPainted = async (page: PageHandle) => {
  for (const type of ['paint', 'largest-contentful-paint']) {
    await expectReport(page, type);
    await whenReported(page);
  }
};
/** A click, until the engine has reported what it cost or led to. */
const press = async (page: PageHandle, selector: string, type: string) => {
  await expectReport(page, type);
  await page.click(selector);
  await whenReported(page);
};

describe.each(engines)('in $name', ({ name, open }) => {
  let server: CollectingServer;
  let session: Session;
  let page: PageHandle;

  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    server = await createCollectingServer();
    server.page('/web-vitals.js', { body: library, headers: { 'content-type': 'text/javascript' } });
    const html = `<!doctype html><html lang="en"><head><title>Page</title>${head}</head><body>${body}</body></html>`;
    // An answer within a millisecond has no time in WebKit, and is none to the library.
    const headers = { 'content-type': 'text/html;charset=utf-8' };
    for (const path of ['/', '/two']) server.page(path, { body: html, headers, delayMs: 20 });
    page = await session.newPage(`${server.url}/`);
  });
  afterEach(async () => {
    await page.close();
    await server.close();
  });

  /** The events of the page views of a kind when the page is hidden, without the views that came before. */
  const hide = async (kind: PageKind): Promise<FlatEvent[]> => {
    await page.hide();
    await server.whenEvents([{ name: 'page_leave', page: { kind } }]);
    await server.whenQuiet();
    return server.events().filter((event) => event.page.kind === kind);
  };
  const findVitals = (events: readonly FlatEvent[]) => events.filter(({ name }) => name === 'web_vitals');
  const keysOf = (event: FlatEvent | undefined) => event && Object.keys(event.params).sort();

  it('tells what it measures of a page, in the batch of its totals', async () => {
    await whenPainted(page);
    await press(page, '#press', 'event');
    const events = await hide('load');
    expect(events.map(({ name, n }) => [name, n])).toEqual([
      ['page_view', 1],
      ['web_vitals', 2],
      ['page_leave', 3],
    ]);
    const [, vitals, leave] = events;
    expect(vitals?.batch).toBe(leave?.batch);
    expect(vitals?.page.id).toBe(leave?.page.id);
    expect(keysOf(vitals)).toEqual(loaded[name]);
    const { cls = 0, rating = 'good', ...times } = vitals?.params ?? {};
    for (const ms of Object.values(times)) expect(ms).toSatisfy(Number.isSafeInteger);
    expect(times.fcp_ms).toBeGreaterThanOrEqual(times.ttfb_ms as number);
    if (name !== 'webkit') expect(times.inp_ms).toBeGreaterThanOrEqual(56);
    // What moved, moved within half a second of a click, and does not count: https://web.dev/articles/cls
    expect(cls).toBe(0);
    expect(rating).toMatch(/^(good|needs-improvement|poor)$/);
  });

  it('gives a page that comes out of the back/forward cache figures of its own', async () => {
    await whenPainted(page);
    await page.follow('a');
    await whenPainted(page);
    await page.back();
    // A restored page is painted without a report.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        }),
    );
    await press(page, '#press', 'event');
    const [restored, ...others] = findVitals(await hide('restore'));
    expect(others).toEqual([]);
    expect(keysOf(restored)).toEqual(loaded[name].filter((key) => key !== 'ttfb_ms'));
    // The click that led on may have been told late, once more for its page.
    expect(new Set(findVitals(server.events()).map(({ page }) => page.id)).size).toBe(3);
  });

  it('gives a view of a single-page app its own figures, or none', async () => {
    await whenPainted(page);
    await press(page, '#more', 'soft-navigation');
    await press(page, '#press', 'event');
    const [view, ...others] = findVitals(await hide('history'));
    expect(others).toEqual([]);
    expect(keysOf(view)).toEqual(single[name]);
    const [first, ...more] = findVitals(server.events().filter(({ page }) => page.kind === 'load'));
    expect(more).toEqual([]);
    expect(first?.params.fcp_ms).toBeGreaterThan(0);
  });
});
