// What becomes of the events when a collector fails, and of those that a page could not deliver: a later page takes them up.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedger, type FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { createTemporaryDirectory, engines, type PageHandle, type Session } from '../helpers/engines/index.ts';

declare const etappe: (method: string, ...args: unknown[]) => unknown;

const minuteMs = 60_000;

/** @param aheadMs how far the page's clock runs ahead of the real one */
const toPage = (title: string, aheadMs: number, tag = '<script src="/dist/etappe.js" data-endpoint="/e"></script>') =>
  `<!doctype html><html lang="en"><head><title>${title}</title><script>
    { const now = Date.now; Date.now = () => now.call(Date) + ${aheadMs} }
    window.etappe = function () { (etappe.q = etappe.q || []).push(arguments) };
    etappe('consent', { analytics: true, source: 'test' });
  </script>${tag}</head><body></body></html>`;

/** What the outbox holds, each event as its page's title and its number; nothing when there is no outbox at all. */
const listKept = (page: PageHandle) =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('etappe')) return undefined;
    return new Promise<string[] | undefined>((resolve) => {
      const opening = indexedDB.open('etappe');
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onerror = () => resolve(undefined);
      // While a page comes or goes, WebKit may never answer.
      setTimeout(() => resolve(undefined), 1_000);
      opening.onsuccess = () => {
        const database = opening.result;
        const reading = database.transaction('events').objectStore('events').getAll();
        reading.onsuccess = () => {
          database.close();
          const stamped = reading.result.map(({ text }) => JSON.parse(text));
          resolve(stamped.map(({ page, event }) => `${page.title} ${event.n}`));
        };
      };
    });
  });
const whenKept = async (page: PageHandle, isRight: (kept: readonly string[] | undefined) => boolean) => {
  while (!isRight((await listKept(page)) ?? undefined)) {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  }
};

/** Takes up at once what others left: of its own accord a page waits two to four seconds. */
const hurrying =
  '{ const later = setTimeout; window.setTimeout = (run, ms) => later(run, ms < 2000 || ms > 4000 ? ms : 0) }';

const identityOf = ({ page, n }: FlatEvent) => `${page.title} ${n}`;

describe.each(engines)('in $name', ({ name, open, start }) => {
  let server: CollectingServer;
  let session: Session;

  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    server = await createCollectingServer();
  });
  afterEach(() => server.close());

  describe('the outbox', () => {
    it('brings what three pages could not deliver, in order and once, when the collector is up again', async () => {
      const titles = ['One', 'Two', 'Three'];
      for (const [index, title] of titles.entries()) server.page(`/${title}`, toPage(title, index * minuteMs));
      server.page('/later', toPage('Later', 10 * minuteMs).replace('{ const now', `${hurrying} { const now`));
      server.answer({ reset: true });
      const page = await session.newPage(`${server.url}/One`);
      await whenKept(page, (kept) => kept?.includes('One 1') ?? false);
      for (const title of ['Two', 'Three']) {
        await page.goto(`${server.url}/${title}`);
        await whenKept(page, (kept) => kept?.includes(`${title} 1`) ?? false);
      }
      server.answer({});
      await page.goto(`${server.url}/later`);
      const found = await server.whenEvents([
        { name: 'page_view', n: 1, page: { title: 'One' } },
        { name: 'page_view', n: 1, page: { title: 'Two' } },
        { name: 'page_view', n: 1, page: { title: 'Three' } },
      ]);
      expect(new Set(found.map(({ visitor }) => visitor?.id)).size).toBe(1);
      await whenKept(page, (kept) => !kept?.some((each) => /One|Two|Three/.test(each)));
      await page.close();
      const arrived = new Set(server.events().map(identityOf));
      // WebKit loses what is written while a page goes: of those, only the beacon of the last page was answered.
      if (name !== 'webkit') expect([...arrived]).toEqual(expect.arrayContaining(['One 2', 'Two 2']));
      const ledger = createLedger();
      const arrivals = ledger.enter(server.events());
      // The last page's beacon found the collector up again, which nobody could know.
      const doubles = server.events().filter((_, index) => arrivals[index] !== 'new');
      expect(doubles.filter(({ page }) => page.title !== 'Three')).toEqual([]);
      expect(ledger.gaps()).toEqual([]);
    });

    it('is taken up by one of several tabs, and forgotten when it is answered', async () => {
      server.page('/', toPage('Lost', 0));
      server.page('/later', toPage('Later', 10 * minuteMs));
      server.answer({ reset: true });
      const lost = await session.newPage(`${server.url}/`);
      await whenKept(lost, (kept) => kept?.includes('Lost 1') ?? false);
      await lost.close();
      await server.whenQuiet();
      server.answer({});
      const tabs = [await session.newPage(`${server.url}/later`), await session.newPage(`${server.url}/later`)];
      await server.whenEvents([{ name: 'page_view', page: { title: 'Lost' } }]);
      for (const tab of tabs) await tab.evaluate(() => etappe('flush'));
      const [tab] = tabs as [PageHandle];
      await whenKept(tab, (kept) => !kept?.includes('Lost 1'));
      expect(server.events().filter(({ page, n }) => page.title === 'Lost' && n === 1)).toHaveLength(1);
      for (const each of tabs) await each.close();
    });

    it('is gone with a withdrawal, from every tab, and does not come back', async () => {
      server.page('/', toPage('Page', 0));
      server.answer({ reset: true });
      const tabs = [await session.newPage(`${server.url}/`), await session.newPage(`${server.url}/`)] as const;
      for (const tab of tabs) await whenKept(tab, (kept) => !!kept?.length);
      await tabs[0].evaluate(() => etappe('consent', { analytics: false, marketing: false, source: 'test' }));
      await whenKept(tabs[0], (kept) => !kept);
      await tabs[1].evaluate(() => etappe('track', 'search', { search_term: 'a' }));
      // An event is written after a second.
      await tabs[1].evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_300)));
      expect((await listKept(tabs[1])) ?? undefined).toBeUndefined();
      for (const tab of tabs) await tab.close();
    });

    it('is emptied with a withdrawal of marketing alone, which takes no grant away, in no tab', async () => {
      server.page('/', toPage('Page', 0).replace('analytics: true', 'analytics: true, marketing: true'));
      server.answer({ reset: true });
      const tabs = [await session.newPage(`${server.url}/`), await session.newPage(`${server.url}/`)] as const;
      for (const tab of tabs) await whenKept(tab, (kept) => kept?.length === 2);
      await tabs[0].evaluate(() => etappe('consent', { analytics: true, marketing: false, source: 'test' }));
      await whenKept(tabs[0], (kept) => kept?.length === 0);
      const readPermissions = () => {
        const states: unknown[] = [];
        const stop = etappe('on', 'consent', ({ analytics, marketing }: Record<string, string>) =>
          states.push(analytics, marketing),
        ) as () => void;
        stop();
        return states;
      };
      expect(await tabs[0].evaluate(readPermissions)).toEqual(['granted', 'denied']);
      expect(await tabs[1].evaluate(readPermissions)).toEqual(['granted', 'granted']);
      expect(await tabs[1].evaluate(() => localStorage.getItem('etappe'))).toContain('visitor');
      for (const tab of tabs) await tab.close();
    });

    it('goes with a refusal on a later page', async () => {
      server.page('/', toPage('Page', 0));
      server.page('/refused', toPage('Refused', 0).replace('analytics: true', 'analytics: false'));
      const page = await session.newPage(`${server.url}/`);
      await whenKept(page, (kept) => !!kept?.length);
      await page.goto(`${server.url}/refused`);
      await whenKept(page, (kept) => !kept);
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
      await page.close();
    });

    it.each([
      ['is missing', 'Object.defineProperty(window, "indexedDB", { value: undefined })'],
      ['throws', 'IDBFactory.prototype.open = () => { throw new Error("forbidden") }'],
      ['never answers', 'IDBFactory.prototype.open = () => ({})'],
      ['is somebody else’s', 'indexedDB.open("etappe").onupgradeneeded = () => undefined'],
    ])('costs nothing but itself where the database %s', async (_, script) => {
      server.page('/', toPage('Page', 0).replace('{ const now', `${script}; { const now`));
      const page = await session.newPage(`${server.url}/`);
      await page.evaluate(() => etappe('flush'));
      await server.whenEvents([{ name: 'page_view' }]);
      expect(page.messages?.() ?? []).toEqual([]);
      await page.close();
    });
  });

  // Firefox and WebKit know no fetchLater: there, the totals of a killed page are lost.
  it.skipIf(name !== 'chromium')('a page whose process is killed has left its totals with the browser', async () => {
    // The five seconds until the promise pass at once; then the page says so.
    const hurried = `{ const later = setTimeout, { fetchLater } = window;
      window.setTimeout = (run, ms) => later(run, ms === 5000 ? 0 : ms);
      window.fetchLater = (...args) => { fetchLater(...args); fetch('/promised') };
      addEventListener('load', async () => { await etappe('flush'); dispatchEvent(new Event('pointerdown')) });
    }`;
    server.page('/', toPage('Killed', 0).replace('{ const now', `${hurried} { const now`));
    server.page('/promised', { status: 204 });
    const profile = createTemporaryDirectory('etappe-profile-');
    const browser = await start({ profile: profile.path, urls: [`${server.url}/`] });
    try {
      await expect
        .poll(() => server.requests().filter(({ path }) => path === '/promised').length, { timeout: 20_000 })
        .toBe(1);
      await browser.killPages();
      await server.whenEvents([{ name: 'page_leave', n: 2, params: { interactions: 1 } }]);
      expect(server.events().map(identityOf)).toEqual(['Killed 1', 'Killed 2']);
    } finally {
      await browser.kill();
      profile.remove();
    }
  });

  describe('a collector', () => {
    const openPage = async (answer: () => void) => {
      server.page('/', toPage('Page', 0));
      answer();
      return session.newPage(`${server.url}/`);
    };

    it('that is overloaded is asked again when it says so, with the same batch', async () => {
      const page = await openPage(() => server.answerNext({ status: 429, retryAfter: 1 }, { status: 503 }));
      // Of the seconds that the page may add at random, the shortest.
      await page.evaluate(() => {
        Math.random = () => 0.05;
      });
      await page.evaluate(() => etappe('flush'));
      await server.whenEvents([{ name: 'page_view' }]);
      const batches = server.batches();
      expect(batches.map(({ status }) => status)).toEqual([429, 503, 204]);
      expect(new Set(batches.map(({ events }) => events[0]?.batch)).size).toBe(1);
      const [first, second] = server.requests().filter(({ method }) => method === 'POST');
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
      await page.close();
    });

    it('that finds a batch too large gets it in parts', async () => {
      const page = await openPage(() => server.answerNext({ status: 413 }, { status: 413 }));
      await page.evaluate(() => {
        for (const term of 'abcdefgh') etappe('track', 'search', { search_term: term });
        return etappe('flush');
      });
      const events = await server.whenEvents((events) => events.length >= 9);
      expect(events.map(({ n }) => n).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      await page.close();
    });

    it('that refuses is not asked the same again', async () => {
      const page = await openPage(() => server.answerNext({ status: 400 }));
      await page.evaluate(() => etappe('flush'));
      await page.evaluate(() => {
        etappe('track', 'search', { search_term: 'a' });
        return etappe('flush');
      });
      await server.whenEvents([{ name: 'search', n: 2 }]);
      expect(server.batches().map(({ status, events }) => [status, events.length])).toEqual([
        [400, 1],
        [204, 1],
      ]);
      await page.close();
    });

    it('that the page’s policy forbids is named once, and left alone from then on', async () => {
      server.page('/', {
        body: toPage('Page', 0, `<script src="/dist/etappe.js" data-endpoint="${server.foreign.endpoint}"></script>`),
        headers: { 'content-type': 'text/html', 'content-security-policy': "connect-src 'self'" },
      });
      const page = await session.newPage(`${server.url}/`);
      const stopped = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let count = 0;
            addEventListener('securitypolicyviolation', () => count++);
            etappe('flush');
            setTimeout(async () => {
              etappe('track', 'search', { search_term: 'a' });
              await etappe('flush');
              setTimeout(() => resolve(count), 200);
            }, 300);
          }),
      );
      // The first, the farewell, and its half where the browser says that it did not take it.
      expect(stopped).toBeLessThanOrEqual(3);
      const ours = (page.messages?.() ?? []).filter(({ text }) => text.includes('[etappe]'));
      if (page.messages) expect(ours).toEqual([{ kind: 'error', text: expect.stringContaining('connect-src') }]);
      await page.close();
    });
  });
});
