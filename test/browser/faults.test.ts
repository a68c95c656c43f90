// What still arrives when browsers, networks, storages and clocks fail, and what none of it may cost the shop's page.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedger, type FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import {
  createTemporaryDirectory,
  engines,
  type PageHandle,
  type Session,
  type StartedBrowser,
} from '../helpers/engines/index.ts';

declare const etappe: (method: string, ...args: unknown[]) => unknown;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Runs in the page, which asks for `/kept` once the outbox holds so many of its events. */
const tellWhenKept = (count: number) => {
  const look = async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('etappe')) return setTimeout(look, 50);
    const opening = indexedDB.open('etappe');
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => setTimeout(look, 50);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('events').objectStore('events').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        const own = reading.result.filter(({ text }) => JSON.parse(text).page.title === document.title);
        if (own.length < count) setTimeout(look, 50);
        else fetch(`/kept?page=${document.title}`);
      };
    };
  };
  look();
};

interface PageOptions {
  /** How far the page's clock runs ahead of the real one. */
  aheadMs?: number;
  /** Runs before the tracker is there. */
  before?: string;
  /** Tells when so many events are in the outbox. */
  keeps?: number;
  endpoint?: string;
  body?: string;
}

const toPage = (
  title: string,
  { aheadMs = 0, before = '', keeps = 0, endpoint = '/e', body = '' }: PageOptions = {},
) => `<!doctype html><html lang="en"><head><title>${title}</title><script>
    { const now = Date.now; Date.now = () => now.call(Date) + ${aheadMs} }
    window.etappe = function () { (etappe.q = etappe.q || []).push(arguments) };
    etappe('consent', { analytics: true, source: 'test' });
    ${before}
  </script><script src="/dist/etappe.js" data-endpoint="${endpoint}"></script></head>
  <body>${body}<script>if (${keeps}) (${tellWhenKept})(${keeps})</script></body></html>`;

/** Waits for nothing before it takes up what others left, or for `takeUp`: a page of its own accord waits two to four seconds. */
const toLaterPage = ({ aheadMs = 10 * minuteMs, isHeld = false } = {}) =>
  toPage('Later', {
    aheadMs,
    before: `const held = []; const { setTimeout: later } = window;
      window.takeUp = () => held.splice(0).map((run) => run()).length;
      window.setTimeout = (run, ms) => {
        if (ms < 2000 || ms > 4000) return later(run, ms);
        return ${isHeld} ? held.push(run) : later(run);
      };`,
  });
const takeUp = (page: PageHandle) => page.evaluate(() => (window as unknown as { takeUp(): number }).takeUp());

const twoSearches = "etappe('track', 'search', { search_term: 'a' }); etappe('track', 'search', { search_term: 'b' });";
const track = (page: PageHandle, term: string) =>
  page.evaluate((term) => void etappe('track', 'search', { search_term: term }), term);
const identityOf = ({ page, n }: FlatEvent) => `${page.title} ${n}`;

describe.each(engines)('in $name', ({ open, start }) => {
  let server: CollectingServer;
  let session: Session;

  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    server = await createCollectingServer();
    server.page('/kept', { status: 204 });
    server.page('/later', toLaterPage());
  });
  afterEach(() => server.close());

  const whenKept = (title: string, pages = 1) =>
    expect
      .poll(
        () => server.requests().filter(({ path, query }) => path === '/kept' && query.get('page') === title).length,
        {
          timeout: 20_000,
        },
      )
      .toBe(pages);

  /** What a collector with a ledger has got: each event once, without a gap. */
  const readLedger = () => {
    const ledger = createLedger();
    const arrivals = ledger.enter(server.events());
    const fresh = server.events().filter((_, index) => arrivals[index] === 'new');
    expect(ledger.gaps()).toEqual([]);
    return { fresh: fresh.map(identityOf).sort(), doubles: arrivals.length - fresh.length };
  };

  const wantedOf = (title: string, numbers: readonly number[]) => numbers.map((n) => ({ n, page: { title } }));

  it.each([
    ['the whole browser was', 'kill'],
    ['the processes of its pages were', 'killPages'],
  ] as const)('brings all that was written before %s killed, once, when it is started again', async (_, kill) => {
    server.page('/', toPage('Lost', { before: twoSearches, keeps: 3 }));
    const profile = createTemporaryDirectory('etappe-profile-');
    let browser: StartedBrowser | undefined;
    try {
      browser = await start({ profile: profile.path, urls: [`${server.url}/`] });
      await whenKept('Lost');
      await browser[kill]();
      await browser.kill();
      expect(server.events()).toEqual([]);
      browser = await start({ profile: profile.path, urls: [`${server.url}/later`] });
      await server.whenEvents(wantedOf('Lost', [1, 2, 3]), { timeoutMs: 30_000 });
      await server.whenQuiet();
      expect(readLedger()).toEqual({ fresh: expect.arrayContaining(['Lost 1', 'Lost 2', 'Lost 3']), doubles: 0 });
    } finally {
      await browser?.kill();
      profile.remove();
    }
  });

  it('brings what five tabs left in one outbox, each event once, though five tabs take it up at the same moment', async () => {
    const titles = ['One', 'Two', 'Three', 'Four', 'Five'];
    server.answer({ reset: true });
    for (const title of titles) server.page(`/${title}`, toPage(title, { before: twoSearches, keeps: 3 }));
    const lost: PageHandle[] = [];
    for (const title of titles) {
      lost.push(await session.newPage(`${server.url}/${title}`));
      await whenKept(title);
    }
    for (const page of lost) await page.close();
    await server.whenQuiet();
    server.answer({});
    const tabs = await Promise.all(titles.map(() => session.newPage()));
    server.page('/later', toLaterPage({ isHeld: true }));
    await Promise.all(tabs.map((tab) => tab.goto(`${server.url}/later`)));
    // Only the tab in front is seen, and a page that was never seen takes nothing up.
    for (const tab of tabs) await tab.show();
    expect(await Promise.all(tabs.map(takeUp))).toEqual([1, 1, 1, 1, 1]);
    const wanted = titles.flatMap((title) => wantedOf(title, [1, 2, 3]));
    await server.whenEvents(wanted, { timeoutMs: 15_000 });
    await server.whenQuiet();
    for (const tab of tabs) await tab.close();
    expect(readLedger().doubles).toBe(0);
  });

  it('sends what waited as soon as the network is back, however far away the next try is', async () => {
    server.page('/', toPage('Page', { endpoint: server.foreign.endpoint }));
    const page = await session.newPage(`${server.url}/`);
    // In half an hour: what follows is not the next try. More than a week would look like a clock that was set back.
    await page.evaluate(() => {
      Math.random = () => 1_000;
    });
    // WebKit's driver has no such command: there the collector goes away, and the event is made by hand alone.
    const { setOffline } = page;
    if (setOffline) await setOffline(true);
    else await server.foreign.down();
    await track(page, 'a');
    await page.evaluate(() => etappe('flush'));
    expect(server.events()).toEqual([]);
    if (setOffline) {
      await page.evaluate(() => {
        (window as unknown as { heard: Promise<void> }).heard = new Promise((resolve) =>
          addEventListener('online', () => resolve()),
        );
      });
      await setOffline(false);
      await page.evaluate(async () => {
        await (window as unknown as { heard: Promise<void> }).heard;
        // Chromium's driver says so a moment before requests go through: the first may fail once more.
        while (!(await fetch('/kept').catch(() => undefined))) await new Promise((resolve) => setTimeout(resolve, 20));
      });
    } else await server.foreign.up();
    await page.evaluate(() => void dispatchEvent(new Event('online')));
    await server.whenEvents(wantedOf('Page', [1, 2]));
    // The collector has it before the page knows: closed in between is another case.
    await page.evaluate(() => etappe('flush'));
    await page.close();
    await server.whenQuiet();
    expect(readLedger().doubles).toBe(0);
  });

  it('never lets a tracked link wait for the collector', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked: string[] = [];
    server.page('/held', async ({ body }) => {
      asked.push(body);
      await released;
      return { status: 204 };
    });
    const link = `<a href="/two" onclick="etappe('track', 'search', { search_term: 'on' }); etappe('flush')">on</a>`;
    server.page('/', toPage('One', { endpoint: '/held', body: link }));
    server.page('/two', toPage('Two'));
    const page = await session.newPage(`${server.url}/`);
    // Two requests are open already when the link is followed.
    await page.evaluate(
      () => void etappe('track', 'purchase', { transaction_id: 'A', currency: 'EUR', value: 1, items: [] }),
    );
    await page.evaluate(() => void etappe('flush'));
    await page.follow('a');
    // It has arrived, while the collector has not answered at all.
    expect(new URL(await page.url()).pathname).toBe('/two');
    expect(asked.length).toBeGreaterThan(0);
    release();
    await expect.poll(() => asked.join()).toContain('"search"');
    await page.close();
  });

  it('loses nothing to a collector that answers when the page has gone, and names what comes twice', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.page('/', toPage('Slow', { before: twoSearches, keeps: 3 }));
    server.page('/next', toPage('Next', { before: twoSearches }));
    server.answer({ until: released });
    const page = await session.newPage(`${server.url}/`);
    await whenKept('Slow');
    await page.evaluate(() => void etappe('flush'));
    await track(page, 'while it is on its way');
    await page.goto(`${server.url}/next`);
    const flushed = page.evaluate(() => etappe('flush'));
    const hasAsked = () => server.batches().some(({ events }) => events.some(({ page }) => page.title === 'Next'));
    await expect.poll(hasAsked).toBe(true);
    server.answer({});
    release();
    await flushed;
    await page.goto(`${server.url}/later`);
    await server.whenEvents([...wantedOf('Slow', [1, 2, 3, 4, 5]), ...wantedOf('Next', [1, 2, 3])]);
    await page.evaluate(() => etappe('flush'));
    await page.close();
    await server.whenQuiet();
    const { fresh } = readLedger();
    expect(fresh.filter((each) => each.startsWith('Slow'))).toHaveLength(5);
  });

  it('costs neither an event nor a message where the storage is full', async () => {
    const fill = `for (let text = 'x'.repeat(1 << 20); text; )
      try { localStorage.setItem(Math.random(), text) } catch { text = text.slice(text.length / 2 + 1) }`;
    server.page('/', toPage('Full', { before: `localStorage.clear(); ${fill}; ${twoSearches}` }));
    const page = await session.newPage(`${server.url}/`);
    await page.evaluate(() => etappe('flush'));
    const found = await server.whenEvents(wantedOf('Full', [1, 2, 3]));
    expect(new Set(found.map(({ visitor, session }) => `${visitor?.id} ${session?.id}`)).size).toBe(1);
    expect(await page.evaluate(() => localStorage.getItem('etappe'))).toBeNull();
    expect(page.messages?.() ?? []).toEqual([]);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it('brings everything, in the order of its numbers, while the clock jumps a day back and a month ahead', async () => {
    server.page('/', toPage('Jumps', { keeps: 1 }));
    const page = await session.newPage(`${server.url}/`);
    for (const aheadMs of [-dayMs, 30 * dayMs, -2 * dayMs]) {
      await page.evaluate((aheadMs) => {
        const now = Date.now;
        Date.now = () => now.call(Date) + aheadMs;
      }, aheadMs);
      await track(page, `${aheadMs}`);
      await page.evaluate(() => etappe('flush'));
    }
    await page.hide();
    const events = await server.whenEvents(wantedOf('Jumps', [1, 2, 3, 4, 5]));
    const { visible_ms, engaged_ms } = events[4]?.params ?? {};
    for (const total of [visible_ms, engaged_ms]) {
      expect(total).toBeGreaterThanOrEqual(0);
      expect(total).toBeLessThan(minuteMs);
    }
    await page.close();
    await server.whenQuiet();
    expect(readLedger()).toEqual({ fresh: [1, 2, 3, 4, 5].map((n) => `Jumps ${n}`), doubles: 0 });
  });

  it('takes up what was written while the clock ran a month ahead', async () => {
    server.page('/', toPage('Ahead', { aheadMs: 30 * dayMs, before: twoSearches, keeps: 3 }));
    server.page('/now', toLaterPage({ aheadMs: 0 }));
    server.answer({ reset: true });
    const page = await session.newPage(`${server.url}/`);
    await whenKept('Ahead');
    await page.close();
    await server.whenQuiet();
    server.answer({});
    const later = await session.newPage(`${server.url}/now`);
    await server.whenEvents(wantedOf('Ahead', [1, 2, 3]));
    await later.close();
    expect(readLedger().doubles).toBe(0);
  });

  it.each([
    ['answers', 204],
    ['fails', 503],
  ])('multiplies nothing when a page reloads itself over and over while the collector %s', async (_, status) => {
    const loads = 8;
    const body = `<script>
      const count = (+sessionStorage.count || 0) + 1;
      sessionStorage.count = count;
      if (count < ${loads}) onload = () => setTimeout(() => location.reload());
      else fetch('/kept?page=Loop');
    </script>`;
    server.page('/', toPage('Loop', { body }));
    server.answer({ status });
    const page = await session.newPage();
    await page.evaluate((url) => void setTimeout(() => location.assign(url)), `${server.url}/`);
    await whenKept('Loop');
    // One farewell each; the last page has nothing to say yet.
    await server.whenQuiet();
    expect(server.batches().length).toBeLessThan(loads);
    server.answer({});
    await page.goto(`${server.url}/later`);
    await page.evaluate(() => etappe('flush'));
    await page.close();
    await server.whenQuiet();
    const { fresh, doubles } = readLedger();
    // Only the last page lived long enough to be written. Nobody heard of its beacon, so it comes once more.
    expect(doubles).toBeLessThanOrEqual(2);
    if (status === 204) expect(fresh.filter((each) => each.startsWith('Loop'))).toHaveLength(2 * loads);
  });

  it.each([
    ['the collector is gone', ''],
    ['fetch throws', 'window.fetch = () => { throw new Error("forbidden") }'],
    ['fetch rejects with nothing', 'window.fetch = () => Promise.reject()'],
    ['fetch answers with nothing', 'window.fetch = () => Promise.resolve()'],
    [
      'every database fails',
      'IDBObjectStore.prototype.put = IDBObjectStore.prototype.openCursor = () => { throw new Error("broken") }',
    ],
    ['the beacon throws', 'navigator.sendBeacon = () => { throw new Error("forbidden") }'],
  ])('never leaves the page a rejection or an error where %s', async (_, script) => {
    const listening = `window.heard = [];
      for (const type of ['error', 'unhandledrejection']) addEventListener(type, ({ message, reason }) => heard.push(String(reason || message)));
      Math.random = () => 0.5;`;
    server.page('/', toPage('Page', { before: `${listening} ${script}; ${twoSearches}` }));
    server.answer({ reset: true });
    const page = await session.newPage(`${server.url}/`);
    await page.evaluate(() => void etappe('flush'));
    await page.hide();
    await page.show();
    await page.evaluate(async () => {
      etappe('consent', { analytics: false, source: 'test' });
      await etappe('flush');
    });
    // They are reported in their order, so that all others have been when the page's own one is.
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = "Promise.reject('its own')";
      document.body.append(script);
    });
    const readHeard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    await expect.poll(readHeard).toContain('its own');
    expect((await readHeard()).filter((reason) => reason !== 'its own')).toEqual([]);
    await page.close();
  });
});
