// When a change of the address is a page view, in single-page apps and beside other scripts that wrap history.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { engines, type PageHandle, type Session } from '../helpers/engines/index.ts';
import { readSightings, toSpiedPage } from '../helpers/spy.ts';

declare const etappe: (method: string, ...args: unknown[]) => unknown;

const granting =
  "<script>window.etappe=function(){(etappe.q=etappe.q||[]).push(arguments)};etappe('consent',{analytics:true,source:'test'})</script>";
const toTag = (attributes = '') => `<script src="/dist/etappe.js" data-endpoint="/e" ${attributes}></script>`;

describe.each(engines)('in $name', ({ open }) => {
  let server: CollectingServer;
  let session: Session;
  let page: PageHandle;

  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    server = await createCollectingServer();
  });
  afterEach(async () => {
    const uncaught = (await readSightings(page)).filter(({ kind }) => kind === 'uncaught');
    await page.close();
    await server.close();
    expect(uncaught).toEqual([]);
  });

  /** @param early runs after the grant and before the tag, @param foot comes after the tag */
  const openApp = async ({ path = '/', attributes = '', head = '', early = '', foot = '' } = {}) => {
    const tag = `<script>${early}</script>${toTag(attributes)}${foot}`;
    server.page('/', toSpiedPage({ title: 'Start', head: head + granting, tag }));
    page = await session.newPage(server.url + path);
  };
  const push = (url: string, title?: string) =>
    page.evaluate(
      (url, title) => {
        history.pushState(null, '', url);
        // Frameworks render after they have changed the address.
        if (title) document.title = title;
      },
      url,
      title ?? '',
    );
  const replace = (url: string) => page.evaluate((url) => history.replaceState(null, '', url), url);
  const goBack = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          // A task later, everybody else has heard it as well.
          addEventListener('popstate', () => setTimeout(resolve), { once: true });
          history.back();
        }),
    );
  const setHash = (hash: string) =>
    page.evaluate(
      (hash) =>
        new Promise<void>((resolve) => {
          addEventListener('hashchange', () => setTimeout(resolve), { once: true });
          location.hash = hash;
        }),
      hash,
    );
  /** Hides the page, which sends everything, and returns the page views in their order. */
  const listViews = async (): Promise<FlatEvent[]> => {
    await page.hide();
    await server.whenEvents((events) => events.some(({ name }) => name === 'page_leave'));
    await server.whenQuiet();
    return server.events().filter(({ name }) => name === 'page_view');
  };
  const shortly = ({ page: { url, title, referrer, kind } }: FlatEvent) => [
    kind,
    url.replace(server.url, ''),
    title,
    referrer?.replace(server.url, ''),
  ];

  it('counts a new path once, from the previous address, under the title that it gets', async () => {
    await openApp();
    await push('/mugs', 'Mugs');
    const views = await listViews();
    expect(views.map(shortly)).toEqual([
      ['load', '/', 'Start', undefined],
      ['history', '/mugs', 'Mugs', '/'],
    ]);
    expect(views.map(({ n }) => n)).toEqual([1, 1]);
    expect(new Set(views.map(({ session }) => session?.id)).size).toBe(1);
    const leaves = server.events().filter(({ name }) => name === 'page_leave');
    expect(leaves.map(({ page, n }) => [page.id, n])).toEqual(views.map(({ page }) => [page.id, 2]));
  });

  it('keeps each title with its own path when several come before anything is sent', async () => {
    await openApp();
    await push('/mugs', 'Mugs');
    await push('/mugs/blue', 'Blue mug');
    expect((await listViews()).map(shortly)).toEqual([
      ['load', '/', 'Start', undefined],
      ['history', '/mugs', 'Mugs', '/'],
      ['history', '/mugs/blue', 'Blue mug', '/mugs'],
    ]);
  });

  it('gives events to the page view that they happened in', async () => {
    await openApp();
    await page.evaluate(() => {
      etappe('track', 'search', { search_term: 'before' });
      history.pushState(null, '', '/mugs');
      etappe('track', 'search', { search_term: 'after' });
    });
    const [first, second] = await listViews();
    const found = server.events().filter(({ name }) => name === 'search');
    expect(found.map(({ page, n, params }) => [params.search_term, page.id, n])).toEqual([
      ['before', first?.page.id, 2],
      ['after', second?.page.id, 2],
    ]);
  });

  it('counts no filter, no cleaned-up campaign, no fragment and no state', async () => {
    await openApp({ path: '/?utm_source=news' });
    await replace('/');
    await push('/?color=blue&page=2');
    await replace('/?color=red');
    await push('/?color=red#reviews');
    await setHash('description');
    await page.evaluate(() => history.replaceState({ scroll: 1 }, ''));
    await goBack();
    expect((await listViews()).map(shortly)).toEqual([['load', '/?utm_source=news', 'Start', undefined]]);
  });

  it('counts a new path that replaces the old one', async () => {
    await openApp();
    await replace('/mugs');
    expect((await listViews()).map(shortly)).toEqual([
      ['load', '/', 'Start', undefined],
      ['history', '/mugs', 'Start', '/'],
    ]);
  });

  it('counts another value of a query key that the owner named', async () => {
    await openApp({ path: '/?product=1', attributes: 'data-query-params="product, category"' });
    await push('/?product=1&color=blue');
    await push('/?product=2&color=blue');
    await push('/?color=red&product=2');
    expect((await listViews()).map(shortly)).toEqual([
      ['load', '/?product=1', 'Start', undefined],
      ['history', '/?product=2', 'Start', '/?product=1'],
    ]);
  });

  it('counts going back', async () => {
    await openApp();
    await push('/mugs', 'Mugs');
    await goBack();
    const views = await listViews();
    expect(views.map(({ page: { kind, url } }) => [kind, url.replace(server.url, '')])).toEqual([
      ['load', '/'],
      ['history', '/mugs'],
      ['history', '/'],
    ]);
    expect(new Set(views.map(({ page }) => page.id)).size).toBe(3);
  });

  it('counts fragments where they are the routes', async () => {
    await openApp({ attributes: 'data-navigation="hash"' });
    await setHash('/mugs');
    await setHash('/belts');
    await goBack();
    await page.evaluate(() => history.replaceState(null, '', '#/mugs'));
    const views = await listViews();
    // A fragment may hold anything, so it is never sent.
    expect(views.map(({ page: { kind, url } }) => [kind, url])).toEqual([
      ['load', `${server.url}/`],
      ['hash', `${server.url}/`],
      ['hash', `${server.url}/`],
      ['hash', `${server.url}/`],
    ]);
    expect(server.batches().some(({ request }) => /mugs|belts/.test(request.body))).toBe(false);
  });

  describe('by hand', () => {
    const attributes = 'data-navigation="manual"';

    it('counts nothing by itself', async () => {
      await openApp({ attributes });
      await push('/mugs', 'Mugs');
      await goBack();
      await setHash('reviews');
      await page.hide();
      await page.show();
      await page.evaluate(() => etappe('flush'));
      await server.whenQuiet();
      expect(server.events()).toEqual([]);
    });

    it('counts what it was told before it was there', async () => {
      await openApp({ attributes, early: "etappe('page', { title: 'Early' })" });
      const [view, ...others] = await listViews();
      expect(view && shortly(view)).toEqual(['manual', '/', 'Early', undefined]);
      expect(others).toEqual([]);
    });

    it('counts what it is told, the first one as the arrival that it is', async () => {
      server.page('/from', toSpiedPage({ tag: '', body: '<a href="/?utm_source=news">on</a>' }));
      await openApp({ path: '/from', attributes });
      await page.follow('a');
      await page.evaluate(() => void etappe('page'));
      await push('/mugs');
      await page.evaluate(() => void etappe('page', { title: 'Mugs' }));
      await page.evaluate(() => void etappe('page', { url: `${location.origin}/virtual?secret=1`, title: 'Virtual' }));
      const views = await listViews();
      expect(views.map(shortly)).toEqual([
        ['manual', '/?utm_source=news', 'Start', '/from'],
        ['manual', '/mugs', 'Mugs', '/?utm_source=news'],
        ['manual', '/virtual', 'Virtual', '/mugs'],
      ]);
      expect(views.map(({ n, source }) => [n, source?.first.source])).toEqual([
        [1, 'news'],
        [1, 'news'],
        [1, 'news'],
      ]);
      expect(new Set(server.events().map(({ page }) => page.id)).size).toBe(3);
    });
  });

  it('counts once beside other scripts that wrap history, before it and after it, and they hear everything', async () => {
    const wrap = (name: string) => `<script>{
      const original = history.pushState;
      window.${name} = [];
      history.pushState = function (...state) {
        window.${name}.push(state[2]);
        const result = original.apply(this, state);
        dispatchEvent(new Event('locationchange'));
        return result;
      };
    }</script>`;
    await openApp({ head: wrap('early'), foot: wrap('late') });
    await push('/mugs');
    await push('/mugs/blue');
    expect(await page.evaluate('[early, late]')).toEqual([
      ['/mugs', '/mugs/blue'],
      ['/mugs', '/mugs/blue'],
    ]);
    expect((await listViews()).map(({ page: { url } }) => url.replace(server.url, ''))).toEqual([
      '/',
      '/mugs',
      '/mugs/blue',
    ]);
  });

  it('lets what history refuses fail as it would without it', async () => {
    await openApp();
    const refusals = await page.evaluate(() =>
      [
        () => history.pushState(() => 1, '', '/uncloneable'),
        () => history.pushState(null, '', 'https://elsewhere.example/'),
      ].map((act) => {
        try {
          act();
          return 'nothing';
        } catch (error) {
          return (error as DOMException).name;
        }
      }),
    );
    expect(refusals).toEqual(['DataCloneError', 'SecurityError']);
    await push('/mugs');
    expect((await listViews()).map(({ page: { url } }) => url.replace(server.url, ''))).toEqual(['/', '/mugs']);
  });

  it('counts nothing after it was stopped, listens to nothing, and history still works', async () => {
    const counting = `<script>
      window.listening = [];
      for (const target of [window, document, window.navigation]) {
        if (!target) continue;
        const { addEventListener, removeEventListener } = target;
        target.addEventListener = function (type, ...rest) {
          listening.push(type);
          return addEventListener.call(target, type, ...rest);
        };
        target.removeEventListener = function (type, ...rest) {
          listening.splice(listening.indexOf(type), 1);
          return removeEventListener.call(target, type, ...rest);
        };
      }
    </script>`;
    await openApp({ head: counting });
    expect(await page.evaluate('listening')).toContain('visibilitychange');
    await page.evaluate(() => void etappe('stop'));
    expect(await page.evaluate('listening')).toEqual([]);
    await server.whenEvents([{ name: 'page_view' }]);
    await push('/mugs');
    await goBack();
    await page.hide();
    await page.show();
    await page.evaluate(() => etappe('flush'));
    await server.whenQuiet();
    expect(server.events().filter(({ name }) => name === 'page_view')).toHaveLength(1);
    expect(await page.evaluate(() => location.pathname)).toBe('/');
  });
});
