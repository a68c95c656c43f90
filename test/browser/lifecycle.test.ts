// What becomes of the events when a page is hidden, left, restored, never seen, or its collector fails.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { engines, type PageHandle, type Session } from '../helpers/engines/index.ts';
import { expectPayloads } from '../helpers/expect-payloads.ts';
import { readSightings, toSpiedPage } from '../helpers/spy.ts';

declare const etappe: (method: string, ...args: unknown[]) => unknown;

const granting =
  "<script>window.etappe=function(){(etappe.q=etappe.q||[]).push(arguments)};etappe('consent',{analytics:true,source:'test'})</script>";
const toPage = (title: string, tag: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${granting}${tag}</head><body style="height:5000px"><a href="/two">on</a><button>press</button></body></html>`;
const toTag = (endpoint: string, attributes = '') =>
  `<script src="/dist/etappe.js" data-endpoint="${endpoint}" ${attributes}></script>`;

const flush = (page: PageHandle) => page.evaluate(() => etappe('flush'));
const track = (page: PageHandle, name: string, params = {}) =>
  page.evaluate((name, params) => void etappe('track', name, params), name, params);

/** Numbers of each page view's events, ascending, doubles included. */
const listNumbers = (events: readonly FlatEvent[]) => {
  const numbers: Record<string, number[]> = {};
  for (const { page, n } of events) numbers[page.id] = [...(numbers[page.id] ?? []), n].sort((a, b) => a - b);
  return Object.values(numbers);
};
const expectNoGaps = (events: readonly FlatEvent[]) => {
  for (const numbers of listNumbers(events)) expect(numbers).toEqual(numbers.map((_, index) => index + 1));
};

describe.each(engines)('in $name', ({ name, open }) => {
  let server: CollectingServer;
  let session: Session;

  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    server = await createCollectingServer();
    serve(toTag('/e'));
  });
  afterEach(() => server.close());

  const serve = (tag: string) => {
    for (const [path, title] of [
      ['/', 'One'],
      ['/two', 'Two'],
    ] as const)
      server.page(path, toPage(title, tag));
  };
  const openPage = (path = '/') => session.newPage(server.url + path);
  const whenLeft = (title: string) => ({ name: 'page_leave', page: { title } });

  describe('a page', () => {
    it('tells its totals when it is hidden, and larger ones when it is hidden again', async () => {
      const page = await openPage();
      const [, first] = await expectPayloads(server, {
        action: async () => {
          await page.click('button');
          await page.hide();
        },
        expected: [
          { name: 'page_view', n: 1 },
          { name: 'page_leave', n: 2, params: { interactions: 1, bounced: true, scroll_percent: expect.any(Number) } },
        ],
      });
      const [second] = await expectPayloads(server, {
        action: async () => {
          await page.show();
          await page.click('button');
          await page.evaluate(
            () =>
              new Promise<void>((resolve) => {
                addEventListener('scroll', () => resolve(), { once: true });
                scrollTo(0, 4000);
              }),
          );
          await page.hide();
        },
        expected: [{ name: 'page_leave', n: 3, page: { id: first?.page.id as string }, params: { interactions: 2 } }],
        refuted: [{ name: 'page_view' }],
      });
      for (const total of ['visible_ms', 'engaged_ms', 'scroll_percent'])
        expect(second?.params[total]).toBeGreaterThan(first?.params[total] as number);
      expect(second?.params.scroll_percent).toBeLessThanOrEqual(100);
      expectNoGaps(server.events());
      await page.close();
    });

    it('keeps the visitor engaged who is in a frame of it, such as a payment form', async () => {
      const frame = server.foreign.page('/pay', '<input>').replace('127.0.0.1', 'localhost');
      server.page('/', `${toPage('One', toTag('/e'))}<iframe src="${frame}"></iframe>`);
      const page = await openPage();
      await page.click('button');
      await page.hide();
      const [before] = await server.whenEvents([whenLeft('One')]);
      await page.show();
      await page.click('button');
      await page.click('iframe');
      await page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 2_000)));
      await page.hide();
      const [, after] = await server.whenEvents([whenLeft('One'), whenLeft('One')]);
      const grown = (total: string) => (after?.params[total] as number) - (before?.params[total] as number);
      expect(grown('engaged_ms')).toBeGreaterThan(grown('visible_ms') - 1_500);
      await page.close();
    });

    it('was not seen whole when its content came after it', async () => {
      const late = "setTimeout(() => { document.querySelector('main').style.height = '9000px' }, 300)";
      const page = await session.newPage(
        server.page(
          '/late',
          `<!doctype html><title>Late</title>${granting}${toTag('/e')}<main>…</main><script>${late}</script>`,
        ),
      );
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const check = () =>
              document.documentElement.scrollHeight > 9_000 ? resolve() : void requestAnimationFrame(check);
            check();
          }),
      );
      await page.hide();
      const [left] = await server.whenEvents([whenLeft('Late')]);
      expect(left?.params.scroll_percent).toBeLessThan(30);
      await page.close();
    });

    it('says nothing new while it stays hidden', async () => {
      const page = await openPage();
      await page.hide();
      await server.whenEvents([{ name: 'page_leave' }]);
      await page.close();
      await server.whenQuiet();
      expect(server.events().map(({ name }) => name)).toEqual(['page_view', 'page_leave']);
    });

    it('tells its totals when it is reloaded, and is another page view then', async () => {
      const page = await openPage();
      await page.reload();
      await page.hide();
      const found = await server.whenEvents([
        { name: 'page_view', n: 1 },
        { name: 'page_leave', n: 2 },
        { name: 'page_view', n: 1, page: { kind: 'load' } },
        { name: 'page_leave', n: 2 },
      ]);
      expect(new Set(found.map(({ page }) => page.id)).size).toBe(2);
      expectNoGaps(server.events());
      await page.close();
    });

    it('tells its totals when the visitor goes on, and the next one knows where they came from', async () => {
      const page = await openPage();
      await track(page, 'search', { search_term: 'mug' });
      await page.follow('a');
      await page.hide();
      const found = await server.whenEvents([
        { name: 'search', n: 2 },
        { name: 'page_leave', n: 3, page: { title: 'One' } },
        { name: 'page_view', n: 1, page: { title: 'Two', kind: 'load', referrer: `${server.url}/` } },
        { name: 'page_leave', n: 2, page: { title: 'Two' }, params: { bounced: false } },
      ]);
      expect(new Set(found.map(({ session }) => session?.id)).size).toBe(1);
      expectNoGaps(server.events());
      await page.close();
    });

    it('tells its totals when its tab is closed', async () => {
      for (const path of ['/', '/two', '/', '/two', '/']) {
        const page = await openPage(path);
        await page.close();
      }
      // Firefox loses some beacons when its driver closes a tab, more of them on a busy machine: docs/delivery.md.
      const least = name === 'firefox' ? 3 : 5;
      await server.whenEvents((events) => events.filter(({ name }) => name === 'page_leave').length >= least);
      await server.whenQuiet();
      expectNoGaps(server.events());
    });

    it('knows where a visitor without a referrer has landed', async () => {
      const page = await openPage('/two');
      await flush(page);
      const [view] = await server.whenEvents([{ name: 'page_view' }]);
      expect(view?.source).toEqual({ first: { at: expect.any(Number), landing: '/two' } });
      await page.close();
    });

    it('is another page view when it comes back from the back/forward cache', async () => {
      const page = await openPage();
      await page.follow('a');
      await page.evaluate(() => {
        (window as unknown as { isKept: boolean }).isKept = true;
      });
      await page.back();
      const found = await expectPayloads(server, {
        action: async () => {
          await page.click('button');
          await page.hide();
        },
        expected: [
          { name: 'page_view', n: 1, page: { title: 'One', kind: 'restore', url: `${server.url}/` } },
          { name: 'page_leave', n: 2, page: { kind: 'restore' }, params: { interactions: 1 } },
        ],
      });
      await server.whenQuiet();
      const kinds = server.events().flatMap(({ name, page }) => (name === 'page_view' ? [page.kind] : []));
      expect(kinds).toEqual(['load', 'load', 'restore']);
      const [restored] = found;
      expect(server.events().filter(({ page }) => page.id === restored?.page.id)).toHaveLength(2);
      // The time in the cache is nobody's: both totals are of one document.
      expect(restored?.source).toEqual(server.events()[0]?.source);
      expectNoGaps(server.events());
      await page.close();
    });

    it('sends on when it comes back, although it had gone with a request under way', async () => {
      let answer = () => {};
      server.answerNext({
        until: new Promise<void>((resolve) => {
          answer = resolve;
        }),
      });
      const page = await openPage();
      await page.evaluate(() => void etappe('flush'));
      await expect.poll(() => server.requests().filter(({ method }) => method === 'POST').length).toBe(1);
      await page.follow('a');
      answer();
      await server.whenEvents([{ name: 'page_view', page: { kind: 'load', title: 'One' } }]);
      await page.back();
      await flush(page);
      await server.whenEvents([{ name: 'page_view', n: 1, page: { kind: 'restore' } }]);
      await page.close();
    });

    it('counts from when it is first seen, and never when nobody sees it', async () => {
      const page = await session.newPage();
      await page.hide();
      await page.goto(`${server.url}/`);
      expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
      await track(page, 'search', { search_term: 'mug' });
      await flush(page);
      await page.goto(`${server.url}/two`);
      await flush(page);
      await server.whenQuiet();
      expect(server.batches()).toEqual([]);

      const openedAt = await page.evaluate(() => Date.now());
      await page.show();
      await page.hide();
      const [view] = await server.whenEvents([
        { name: 'page_view', n: 1, page: { title: 'Two' }, visitor: { visits: 1 } },
        whenLeft('Two'),
      ]);
      expect(view?.at).toBeGreaterThanOrEqual(openedAt);
      await page.close();
      await server.whenQuiet();
      expect(server.events().filter(({ page }) => page.title === 'One')).toEqual([]);
    });
  });

  it('knows one visitor in one session, in whichever tab', async () => {
    const one = await openPage();
    const two = await openPage('/two');
    await track(two, 'search', { search_term: 'two' });
    await track(one, 'search', { search_term: 'one' });
    await flush(one);
    await flush(two);
    const found = await server.whenEvents([
      { name: 'page_view', page: { title: 'One' } },
      { name: 'page_view', page: { title: 'Two' } },
      { params: { search_term: 'one' } },
      { params: { search_term: 'two' } },
    ]);
    expect(new Set(found.map(({ visitor, session }) => `${visitor?.id} ${session?.id}`)).size).toBe(1);
    expect(found.map(({ visitor }) => visitor?.visits)).toEqual([1, 1, 1, 1]);
    await one.close();
    await two.close();
  });

  it('sends a purchase at once and alone, ahead of what waits', async () => {
    const page = await openPage();
    await track(page, 'add_to_cart', { currency: 'EUR', value: 9, items: [{ item_id: 'MUG' }] });
    await track(page, 'purchase', { transaction_id: 'A-1', currency: 'EUR', value: 9, items: [{ item_id: 'MUG' }] });
    await server.whenEvents([{ name: 'purchase', n: 3 }]);
    expect(server.batches().map(({ events }) => events.map(({ name }) => name))).toEqual([['purchase']]);
    await page.hide();
    await server.whenEvents([
      { name: 'page_view', n: 1 },
      { name: 'add_to_cart', n: 2 },
      { name: 'page_leave', n: 4 },
    ]);
    expectNoGaps(server.events());
    await page.close();
  });

  it('counts an order once, however often its page is opened', async () => {
    const page = await openPage();
    const order = { transaction_id: 'A-1', currency: 'EUR', value: 9, items: [] };
    await track(page, 'purchase', order);
    await track(page, 'purchase', order);
    await page.reload();
    await track(page, 'purchase', order);
    await page.hide();
    await server.whenEvents((events) => events.filter(({ name }) => name === 'page_leave').length === 2);
    await server.whenQuiet();
    expect(server.events().filter(({ name }) => name === 'purchase')).toHaveLength(1);
    expectNoGaps(server.events());
    await page.close();
  });

  describe('the collector', () => {
    /** The first try again comes at a random moment within two seconds: here at the hundredth millisecond. */
    const hurry = (page: PageHandle) =>
      page.evaluate(() => {
        Math.random = () => 0.05;
      });
    const listStatus = () => server.batches().map(({ status }) => status);
    const listBatchIds = () => [...new Set(server.batches().map(({ batch }) => batch.batch))];

    it('gets the same batch again after a 503, and nothing of it twice', async () => {
      server.answerNext({ status: 503 });
      const page = await openPage();
      await hurry(page);
      await flush(page);
      await server.whenEvents([{ name: 'page_view' }]);
      expect(listStatus()).toEqual([503, 204]);
      expect(listBatchIds()).toHaveLength(1);
      await page.hide();
      await server.whenEvents([{ name: 'page_leave' }]);
      await server.whenQuiet();
      expect(listNumbers(server.events())).toEqual([[1, 2]]);
      await page.close();
    });

    it('is not asked again after a refusal that will not change', async () => {
      server.answerNext({ status: 404 });
      const page = await openPage();
      await flush(page);
      expect(listStatus()).toEqual([404]);
      await page.hide();
      const [leave] = await server.whenEvents([{ name: 'page_leave' }]);
      await server.whenQuiet();
      // The gap in the numbers tells the collector what it threw away.
      expect(server.events()).toHaveLength(1);
      expect(leave?.n).toBe(2);
      await page.close();
    });

    it('gets what waited for it, once it is up again', async () => {
      serve(toTag(server.foreign.endpoint));
      await server.foreign.down();
      const page = await openPage();
      await hurry(page);
      await track(page, 'search', { search_term: 'mug' });
      await flush(page);
      expect(listStatus()).toEqual([]);
      await server.foreign.up();
      await server.whenEvents([{ name: 'page_view' }, { name: 'search' }]);
      await page.hide();
      await server.whenEvents([{ name: 'page_leave', n: 3 }]);
      await server.whenQuiet();
      expect(listNumbers(server.events())).toEqual([[1, 2, 3]]);
      await page.close();
    });

    it('gets the next page whole after it missed the end of one', async () => {
      serve(toTag(server.foreign.endpoint));
      await server.foreign.down();
      const page = await openPage();
      await track(page, 'search', { search_term: 'mug' });
      await page.follow('a');
      await server.foreign.up();
      await page.hide();
      await server.whenEvents([
        { name: 'page_view', n: 1, page: { title: 'Two' }, visitor: { visits: 1 } },
        { name: 'page_leave', n: 2, page: { title: 'Two' } },
      ]);
      await server.whenQuiet();
      expectNoGaps(server.events().filter(({ page }) => page.title === 'Two'));
      await page.close();
    });

    it.each([204, 503])('is asked once per batch where it sends no CORS headers, even with a %i', async (status) => {
      serve(toTag(server.foreign.endpoint));
      server.foreign.answer({ status });
      const page = await openPage();
      await flush(page);
      await track(page, 'search', { search_term: 'mug' });
      await flush(page);
      await page.hide();
      await expect.poll(() => server.batches().length).toBe(3);
      await page.close();
      await server.whenQuiet();
      expect(server.batches().map(({ events }) => events.map(({ name }) => name))).toEqual([
        ['page_view'],
        ['search'],
        ['page_leave'],
      ]);
      expect(server.requests().filter(({ method }) => method === 'OPTIONS')).toEqual([]);
    });

    it('is asked again after a 503 on another origin with data-cors', async () => {
      serve(toTag(server.foreign.endpoint, 'data-cors'));
      server.foreign.answer({ cors: true });
      server.foreign.answerNext({ status: 503, cors: true });
      const page = await openPage();
      await hurry(page);
      await flush(page);
      await server.whenEvents([{ name: 'page_view' }]);
      expect(listStatus()).toEqual([503, 204]);
      expect(listBatchIds()).toHaveLength(1);
      expect(server.requests().filter(({ method }) => method === 'OPTIONS')).toEqual([]);
      await page.close();
    });

    it('gets only beacons with data-transport="beacon"', async () => {
      server.page('/', toSpiedPage({ head: granting, tag: toTag('/e', 'data-transport="beacon"') }));
      const page = await openPage();
      await flush(page);
      await track(page, 'purchase', { transaction_id: 'A-1', currency: 'EUR', value: 9, items: [] });
      await page.hide();
      await server.whenEvents([{ name: 'page_view' }, { name: 'purchase' }, { name: 'page_leave' }]);
      await server.whenQuiet();
      expect(listNumbers(server.events())).toEqual([[1, 2, 3]]);
      const apis = (await readSightings(page)).flatMap(({ kind, api }) => (kind === 'request' ? [api] : []));
      expect(new Set(apis)).toEqual(new Set(['navigator.sendBeacon']));
      await page.close();
    });
  });

  it.runIf(name === 'chromium')('counts a prerendered page when it is shown, and not at all before', async () => {
    server.page(
      '/',
      toPage('One', toTag('/e')).replace(
        '</head>',
        `<script type="speculationrules">{"prerender":[{"urls":["/two"],"eagerness":"immediate"}]}</script></head>`,
      ),
    );
    const page = await openPage();
    // The prerendered page has run when it has asked for its script.
    await expect.poll(() => server.requests().filter(({ path }) => path === '/dist/etappe.js').length).toBe(2);
    await flush(page);
    await server.whenEvents([{ name: 'page_view', page: { title: 'One' } }]);
    await server.whenQuiet();
    expect(server.events().filter(({ page: { title } }) => title === 'Two')).toEqual([]);
    const activatedAt = Date.now();
    await page.follow('a');
    await page.hide();
    const [view] = await server.whenEvents([
      { name: 'page_view', n: 1, page: { title: 'Two', kind: 'prerender' } },
      { name: 'page_leave', n: 2, page: { title: 'Two' } },
    ]);
    expect(view?.at).toBeGreaterThanOrEqual(activatedAt);
    expect(server.requests().filter(({ path }) => path === '/two')).toHaveLength(1);
    await page.close();
  });
});
