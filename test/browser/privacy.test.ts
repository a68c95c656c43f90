// What the tracker touches, keeps and sends at each decision, judged by a spy that was in the page before it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { engines, type PageHandle, type Session } from '../helpers/engines/index.ts';
import { expectPayloads } from '../helpers/expect-payloads.ts';
import { readCookies, readSightings, readStore, type Sighting, toSpiedPage } from '../helpers/spy.ts';

declare const etappe: (method: string, ...args: unknown[]) => unknown;

const toTag = (attributes = '') => `<script src="/dist/etappe.js" data-endpoint="/e" ${attributes}></script>`;
const stub = '<script>window.etappe=window.etappe||function(){(etappe.q=etappe.q||[]).push(arguments)}</script>';
const refusing = `${stub}<script>etappe('consent', { analytics: false, marketing: false, source: 'test' })</script>`;
const landing = '/?utm_source=news&utm_medium=email&gclid=SECRET-CLICK&mail=jane%40example.org#top';
const served = ['/', '/two', '/dist/etappe.js', '/favicon.ico'];

const decide = (page: PageHandle, analytics: boolean, marketing: boolean) =>
  page.evaluate(
    (analytics, marketing) => void etappe('consent', { analytics, marketing, source: 'test' }),
    analytics,
    marketing,
  );

/** Everything a page and its visitor can do short of leaving. */
const doEverything = async (page: PageHandle) => {
  await page.click('button');
  await page.evaluate(async () => {
    etappe('track', 'search', { search_term: 'mug' });
    etappe('track', 'purchase', { transaction_id: 'A-1', currency: 'EUR', value: 1, items: [] });
    etappe('page', { title: 'By hand' });
    etappe('remember', 'key', 'value');
    etappe('recall', 'key');
    etappe('journey');
    history.pushState(null, '', '/pushed');
    history.replaceState(null, '', '/');
    await etappe('flush');
  });
  await page.hide();
  await page.show();
};

/** Deleting what an earlier grant may have left, and taking hold of the store for that. */
const isForgetting = ({ api, detail }: Sighting) =>
  /^(localStorage|indexedDB)$/.test(api) ||
  (/^(localStorage.removeItem|indexedDB.deleteDatabase)$/.test(api) && detail === 'etappe') ||
  (api === 'document.cookie =' && /^etappe=;.*max-age=0/.test(detail));

/** Whether there is still a database of ours. Asks the browser, so the spy sees it: to be the last question. */
const hasDatabase = (page: PageHandle) =>
  page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'etappe'));

/** Every value in a batch beside its path; keys that are ids count as values. */
const listLeaves = (value: unknown, path = ''): [path: string, value: unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => {
        const name = path === 'pages' || Array.isArray(value) ? '*' : key;
        const own: [string, unknown][] = path === 'pages' ? [['pages.key', key]] : [];
        return [...own, ...listLeaves(part, path ? `${path}.${name}` : name)];
      })
    : [[path, value]];

describe.each(engines)('in $name', ({ name, open }) => {
  let server: CollectingServer;
  let session: Session;

  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    server = await createCollectingServer();
    serve(toTag());
  });
  afterEach(() => server.close());

  const serve = (tag: string, head = stub) => {
    const body = '<button>press</button><a href="/two">on</a>';
    server.page('/', toSpiedPage({ title: 'One', tag, head, body }));
    server.page('/two', toSpiedPage({ title: 'Two', tag, head, body }));
  };
  const openPage = (path: string) => session.newPage(server.url + path);
  const listAsks = () => server.requests().filter(({ path }) => !served.includes(path));

  it.each([
    ['before any decision', stub, () => false],
    ['after a refusal, which deletes', refusing, isForgetting],
  ])('reads nothing, writes nothing and asks for nothing %s', async (_, head, isAllowed) => {
    const listBreaches = async (page: PageHandle) =>
      (await readSightings(page)).filter((sighting) => !isAllowed(sighting));
    serve(toTag(), head);
    const page = await openPage(landing);
    await doEverything(page);
    await page.follow('a');
    expect(await listBreaches(page)).toEqual([]);
    // The document as it was left, with what it did on the way out.
    await page.back();
    expect(await page.evaluate(() => document.title)).toBe('One');
    await doEverything(page);
    expect(await listBreaches(page)).toEqual([]);
    expect([await readStore(page), await readCookies(page), await hasDatabase(page)]).toEqual([{}, '', false]);
    await page.close();
    await server.whenQuiet();
    expect(listAsks()).toEqual([]);
  });

  it('deletes on a refusal what a grant on an earlier page has left', async () => {
    const page = await openPage('/');
    await decide(page, true, true);
    await page.evaluate(() => etappe('flush'));
    await page.follow('a');
    expect(Object.keys(await readStore(page))).toEqual(['etappe']);
    await decide(page, false, false);
    expect((await readSightings(page)).filter((sighting) => !isForgetting(sighting))).toEqual([]);
    expect([await readStore(page), await readCookies(page)]).toEqual([{}, '']);
    await expect.poll(() => hasDatabase(page)).toBe(false);
    await page.close();
  });

  it('touches one key, one database and asks for one address after a grant', async () => {
    const page = await openPage(landing);
    await decide(page, true, true);
    await doEverything(page);
    await server.whenEvents([{ name: 'search' }, { name: 'page_leave' }]);
    const sightings = await readSightings(page);
    expect(
      sightings.filter(({ kind, api, detail }) => {
        const isOurKey = /^(localStorage(\.[gs]etItem)?|indexedDB(\.open)?)$/.test(api) && /^(etappe)?$/.test(detail);
        // The record may stand in a cookie since the owner had a cookieDomain.
        const isOurCookie = api === 'document.cookie';
        const isOurEndpoint = kind === 'request' && detail === server.endpoint;
        // With a grant, the tab may be asked where it came to the site.
        return !isOurKey && !isOurCookie && !isOurEndpoint && api !== 'navigation.entries';
      }),
    ).toEqual([]);
    expect(Object.keys(await readStore(page))).toEqual(['etappe']);
    expect(await readCookies(page)).toBe('');
    expect(new Set(listAsks().map(({ path }) => path))).toEqual(new Set(['/e']));
    expect(listAsks().flatMap(({ cookies }) => Object.keys(cookies))).toEqual([]);
    await page.close();
  });

  it('forgets within the call that withdraws, and then touches nothing and sends nothing', async () => {
    const page = await openPage(landing);
    await decide(page, true, true);
    await page.evaluate(() => etappe('flush'));
    await server.whenEvents([{ name: 'page_view' }]);
    await page.evaluate(() => void etappe('track', 'search', { search_term: 'queued' }));
    const before = (await readSightings(page)).length;
    const left = await page.evaluate(() => {
      etappe('track', 'search', { search_term: 'same task' });
      etappe('consent', { analytics: false, marketing: false, source: 'test' });
      return Object.keys((window as unknown as { spy: { readStore(): object } }).spy.readStore());
    });
    expect(left).toEqual([]);
    const during = (await readSightings(page)).slice(before);
    const removal = during.findIndex(({ api }) => api === 'localStorage.removeItem');
    expect(removal).toBeGreaterThan(-1);
    // Cookies are deleted unseen, in case that there are some.
    expect(during.slice(removal + 1).filter(({ detail }) => !/^etappe=;.*max-age=0/.test(detail))).toEqual([]);

    await doEverything(page);
    await page.follow('a');
    await page.back();
    await doEverything(page);
    expect((await readSightings(page)).slice(before + during.length)).toEqual([]);
    expect([await readStore(page), await readCookies(page)]).toEqual([{}, '']);
    await expect.poll(() => hasDatabase(page)).toBe(false);
    await page.close();
    await server.whenQuiet();
    expect(server.events().map(({ name }) => name)).toEqual(['page_view']);
    expect(server.batches()).toHaveLength(1);
  });

  it('is withdrawn on a page in the back/forward cache, too, when a later page withdraws', async () => {
    const page = await openPage('/');
    await decide(page, true, true);
    await page.evaluate(() => {
      (window as unknown as { isFirst: boolean }).isFirst = true;
      return etappe('flush');
    });
    await page.follow('a');
    await decide(page, false, false);
    await server.whenQuiet();
    const before = server.batches().length;
    await page.back();
    expect(await page.evaluate(() => (window as unknown as { isFirst: boolean }).isFirst)).toBe(true);
    await doEverything(page);
    expect([await readStore(page), await readCookies(page)]).toEqual([{}, '']);
    await page.close();
    await server.whenQuiet();
    expect(server.batches()).toHaveLength(before);
  });

  it('does not send again what was in flight when consent was withdrawn', async () => {
    server.answerNext({ status: 503, delayMs: 200 });
    const page = await openPage('/');
    await decide(page, true, false);
    await page.evaluate(() => void etappe('flush'));
    await expect.poll(() => server.batches().length).toBe(1);
    await decide(page, false, false);
    await server.whenQuiet();
    await page.evaluate(() => etappe('flush'));
    await page.hide();
    await page.close();
    await server.whenQuiet();
    expect(server.batches().map(({ status }) => status)).toEqual([503]);
  });

  it('counts the current page under fresh ids when consent is given again', async () => {
    const page = await openPage('/');
    await decide(page, true, true);
    await page.evaluate(() => etappe('flush'));
    const [first] = await server.whenEvents([{ name: 'page_view' }]);
    await decide(page, false, false);
    await page.evaluate(() => void etappe('track', 'search', { search_term: 'denied' }));
    const deniedAt = await page.evaluate(() => Date.now());
    const [second, search] = await expectPayloads(server, {
      action: async () => {
        await decide(page, true, true);
        await page.evaluate(() => void etappe('track', 'search', { search_term: 'granted' }));
        await page.hide();
      },
      expected: [
        { name: 'page_view', n: 1, page: { title: 'One', kind: 'load' }, visitor: { visits: 1, purchases: 0 } },
        { name: 'search', n: 2, params: { search_term: 'granted' } },
        { name: 'page_leave', n: 3 },
      ],
      refuted: [{ params: { search_term: 'denied' } }],
    });
    expect(second?.at).toBeGreaterThanOrEqual(deniedAt);
    expect(second?.visitor?.since).toBeGreaterThanOrEqual(deniedAt);
    expect(second?.page.id).not.toBe(first?.page.id);
    expect(second?.visitor?.id).not.toBe(first?.visitor?.id);
    expect(second?.session?.id).not.toBe(first?.session?.id);
    expect(search?.visitor?.id).toBe(second?.visitor?.id);
    await page.close();
  });

  it('is withdrawn in every tab by a withdrawal in one', async () => {
    const one = await openPage('/');
    await decide(one, true, true);
    await one.evaluate(() => etappe('flush'));
    const two = await openPage('/two');
    await decide(two, true, true);
    await two.evaluate(() => etappe('flush'));
    await server.whenEvents([{ page: { title: 'One' } }, { page: { title: 'Two' } }]);
    // Two windows of an automated WebKitGTK share a store, but no storage event passes between them.
    if (name !== 'webkit') {
      await two.evaluate(() => {
        (window as unknown as { heard: Promise<void> }).heard = new Promise((resolve) =>
          addEventListener('storage', () => resolve()),
        );
      });
      await decide(one, false, false);
      await two.evaluate(() => (window as unknown as { heard: Promise<void> }).heard);
      const before = (await readSightings(two)).length;
      const received = server.batches().length;
      await doEverything(two);
      expect((await readSightings(two)).slice(before)).toEqual([]);
      await server.whenQuiet();
      expect(server.batches()).toHaveLength(received);
    }
    expect(Object.keys(await readStore(two))).toEqual(name === 'webkit' ? ['etappe'] : []);
    await one.close();
    await two.close();
  });

  describe('anonymous', () => {
    it.each([
      ['undecided', stub, () => false],
      ['refused', refusing, isForgetting],
    ])('sends without storage, ids, query or source while consent is %s', async (_, head, isAllowed) => {
      serve(toTag('data-anonymous data-site="shop"'), head);
      const page = await openPage(landing);
      await expectPayloads(server, {
        action: () => doEverything(page),
        expected: [
          { name: 'page_view', page: { url: `${server.url}/` }, visitor: undefined, session: undefined },
          { name: 'search', source: undefined },
          { name: 'page_leave' },
        ],
        refuted: [{ page: { url: /\?/ } }, { page: { referrer: /\?/ } }],
      });
      await page.follow('a');
      await server.whenEvents((events) => events.some(({ page: { title } }) => title === 'One'));
      await page.evaluate(() => etappe('flush'));
      await server.whenEvents([{ name: 'page_view', page: { title: 'Two', referrer: `${server.url}/` } }]);
      await page.back();
      const touched = (await readSightings(page)).filter(({ kind }) => kind !== 'request');
      expect(touched.filter((sighting) => !isAllowed(sighting))).toEqual([]);
      expect([await readStore(page), await readCookies(page)]).toEqual([{}, '']);
      await page.close();
      for (const { request } of server.batches()) {
        expect(request.body).not.toMatch(/SECRET-CLICK|jane|news|utm_|gclid|visitor|session|first/);
        expect(request.cookies).toEqual({});
      }
    });

    it('says nothing in two visits that would join them, but the class of the device', async () => {
      serve(toTag('data-anonymous data-site="shop"'));
      const visit = async (path: string, term: string) => {
        const since = server.batches().length;
        const page = await openPage(path);
        await page.evaluate((term) => void etappe('track', 'search', { search_term: term }), term);
        await page.hide();
        await page.close();
        await server.whenEvents((events) => events.some((event) => event.params.search_term === term));
        await server.whenQuiet();
        return server
          .batches()
          .slice(since)
          .flatMap(({ batch }) => listLeaves(batch));
      };
      const [first, second] = [await visit(landing, 'mug'), await visit('/two?gclid=SECRET-CLICK', 'belt')];
      // That a program drives the browser is true of every test, and of no visitor.
      const paths = [...new Set([...first, ...second].map(([path]) => path))].filter((path) => path !== 'device.bot');
      expect(
        paths.filter((path) => /visitor|session|source\.(first|last)|viewport|language|time_zone/.test(path)),
      ).toEqual([]);
      const isShared = (path: string) => {
        const values = first.flatMap(([at, value]) => (at === path ? [value] : []));
        return second.some(([at, value]) => at === path && values.includes(value));
      };
      const measures = /^events\.\*\.params\.(engaged_ms|visible_ms|scroll_percent|interactions|bounced)$/;
      expect(paths.filter((path) => isShared(path) && !measures.test(path)).sort()).toEqual([
        'consent.analytics',
        'consent.marketing',
        'device.class',
        'events.*.n',
        'events.*.name',
        'pages.*.kind',
        'site',
        'v',
      ]);
    });
  });

  describe('click ids', () => {
    const listTraces = async (page: PageHandle) => ({
      inStore: /SECRET-CLICK/.test(JSON.stringify(await readStore(page))),
      inBodies: server.batches().some(({ request }) => request.body.includes('SECRET-CLICK')),
    });
    const leaveFor = async (page: PageHandle, title: string) => {
      await page.hide();
      await server.whenEvents([{ name: 'page_leave', page: { title } }]);
    };

    it('are neither kept nor sent without marketing, on the landing page and after it', async () => {
      const page = await openPage(landing);
      await decide(page, true, false);
      await leaveFor(page, 'One');
      await page.show();
      expect(await listTraces(page)).toEqual({ inStore: false, inBodies: false });
      await page.follow('a');
      await decide(page, true, false);
      await leaveFor(page, 'Two');
      expect(await listTraces(page)).toEqual({ inStore: false, inBodies: false });
      expect(server.events().map(({ source }) => source?.first.source)).toEqual(server.events().map(() => 'news'));
      await page.close();
    });

    it('are kept and sent with marketing, and never as part of an address', async () => {
      const page = await openPage(landing);
      await decide(page, true, true);
      await leaveFor(page, 'One');
      expect(await listTraces(page)).toEqual({ inStore: true, inBodies: true });
      for (const { source, page } of server.events()) {
        expect(source?.first.click).toEqual({ name: 'gclid', id: 'SECRET-CLICK' });
        expect([page.url, page.referrer]).toEqual([`${server.url}/?utm_source=news&utm_medium=email`, undefined]);
      }
      await page.close();
    });

    it('go with the marketing they came with: from the store, and from what waits', async () => {
      const page = await openPage(landing);
      await decide(page, true, true);
      expect(await listTraces(page)).toEqual({ inStore: true, inBodies: false });
      await decide(page, true, false);
      await page.evaluate(() => void etappe('track', 'search', { search_term: 'mug' }));
      await leaveFor(page, 'One');
      expect(await listTraces(page)).toEqual({ inStore: false, inBodies: false });
      await page.close();
    });

    it.each([
      ['', 'denied', undefined],
      ['data-respect-gpc="false"', 'granted', 'SECRET-CLICK'],
    ])('stay out where the browser sends Global Privacy Control (%s)', async (attribute, marketing, id) => {
      const signal =
        '<script>Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { configurable: true, get: () => true })</script>';
      serve(toTag(attribute), stub + signal);
      const page = await openPage(landing);
      await decide(page, true, true);
      await page.evaluate(() => etappe('flush'));
      const [view] = await server.whenEvents([{ name: 'page_view' }]);
      expect(view?.consent).toMatchObject({ analytics: 'granted', marketing, source: 'test' });
      expect(view?.source?.first.click?.id).toBe(id);
      expect((await listTraces(page)).inStore).toBe(Boolean(id));
      await page.close();
    });
  });
});
