// Hostile pages, wrong tags and junk: one clear message at most, nothing thrown into the page, and the rest still works.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { engines, type PageHandle, type Session } from '../helpers/engines/index.ts';
import { readSightings, readStore, type Sighting, type SpiedPage, toSpiedPage } from '../helpers/spy.ts';

declare const etappe: (method?: unknown, ...args: unknown[]) => unknown;

const toTag = (attributes = 'data-endpoint="/e"', file = 'etappe.js') =>
  `<script src="/dist/${file}" ${attributes}></script>`;
const granting =
  "<script>window.etappe=function(){(etappe.q=etappe.q||[]).push(arguments)};etappe('consent',{analytics:true,source:'test'})</script>";
const inline = (script: string) => `<script>${script}</script>`;

describe.each(engines)('in $name', ({ open }) => {
  let server: CollectingServer;
  let session: Session;
  let pages: PageHandle[];
  /** Sightings in documents that were left. */
  let seen: Sighting[];

  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    server = await createCollectingServer();
    pages = [];
    seen = [];
  });
  afterEach(async () => {
    for (const page of pages) seen.push(...(await readSightings(page)));
    const uncaught = seen.filter(({ kind }) => kind === 'uncaught');
    // Firefox tells its driver of a blocked request as if it were an error of the page.
    const unheard = pages
      .flatMap((page) => page.messages?.() ?? [])
      .filter(({ kind, text }) => kind === 'uncaught' && !text.startsWith('Content-Security-Policy'));
    for (const page of pages) await page.close();
    await server.close();
    expect([...uncaught, ...unheard]).toEqual([]);
  });

  const openPage = async (address = '/') => {
    const page = await session.newPage(server.url + address);
    pages.push(page);
    return page;
  };
  /** Serves the page at `/`, with a grant in its head unless that is given, and opens it. */
  const openSpied = ({ tag = toTag(), head = '', ...rest }: Partial<SpiedPage> = {}) => {
    server.page('/', toSpiedPage({ head: head + granting, tag, ...rest }));
    return openPage();
  };
  const listOurs = async (page: PageHandle): Promise<Sighting[]> =>
    (await readSightings(page)).filter(({ kind, detail }) => kind === 'console' && /etappe/.test(detail));
  const track = (page: PageHandle, name: string, params = {}) =>
    page.evaluate((name, params) => void etappe('track', name, params), name, params);

  /** What has arrived by the time that something has is a batch that a collector takes. */
  const expectReadable = async () => {
    await expect.poll(() => server.requests().some(({ method }) => method === 'POST')).toBe(true);
    expect(server.takeUnreadable().map(({ reason }) => reason)).toEqual([]);
  };
  /** Leaves for a page without a tracker: what the left one has not sent by then stays unsent. */
  const leave = async (page: PageHandle) => {
    seen.push(...(await readSightings(page)));
    await page.goto(server.page('/elsewhere', toSpiedPage({ tag: '' })));
  };

  /** The tracker counts the page and one event more; the collector gets them while the page lives. */
  const expectCounting = async (page: PageHandle, title = 'Page') => {
    await track(page, 'search', { search_term: title });
    await page.evaluate(() => etappe('flush'));
    return server.whenEvents([
      { name: 'page_view', n: 1, page: { title } },
      { name: 'search', n: 2, params: { search_term: title } },
    ]);
  };

  describe('a tag', () => {
    it('without a usable endpoint says so once and leaves the page alone', async () => {
      const counting = inline(`
        window.listeners = [];
        const original = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (type, ...rest) {
          if (this === window || this === document) window.listeners.push(type);
          return original.call(this, type, ...rest);
        };`);
      const endpoints = ['', 'data-endpoint', 'data-endpoint="javascript:alert(1)"', 'data-endpoint="http://[junk"'];
      for (const endpoint of endpoints) {
        const page = await openSpied({ tag: toTag(endpoint), head: counting });
        await page.evaluate(async () => {
          etappe('consent', { analytics: true, marketing: true });
          etappe('track', 'search', { search_term: 'mug' });
          etappe('page');
          history.pushState(null, '', '/pushed');
          await etappe('flush');
        });
        await page.hide();
        await page.show();
        // A grant allows it to read; nothing allows it more.
        const sightings = (await readSightings(page)).filter(({ api }) => !/^localStorage(.getItem)?$/.test(api));
        expect(sightings, endpoint).toEqual([
          { kind: 'console', api: 'console.error', detail: expect.stringMatching(/etappe.*endpoint/) },
        ]);
        expect(await page.evaluate('listeners'), endpoint).toEqual([]);
        expect(await readStore(page), endpoint).toEqual({});
      }
      await server.whenQuiet();
      expect(server.requests().filter(({ method }) => method === 'POST')).toEqual([]);
    });

    it.each(['etappe.js', 'etappe.shop.js'])(
      'on the page twice, the second time %s, counts once and warns once',
      async (file) => {
        const page = await openSpied({ tag: toTag() + toTag(undefined, file) });
        await expectCounting(page);
        await page.hide();
        await server.whenEvents([{ name: 'page_leave', n: 3 }]);
        await server.whenQuiet();
        expect(server.events()).toHaveLength(3);
        expect(await listOurs(page)).toEqual([
          { kind: 'console', api: 'console.warn', detail: expect.stringContaining('twice') },
        ]);
      },
    );

    it.each(['etappe.js', 'etappe.shop.js'])(
      'in the head, before title and body exist, counts with %s',
      async (file) => {
        server.page(
          '/',
          toSpiedPage({
            title: '',
            head: granting,
            tag: `${inline('window.had = document.body')}${toTag(undefined, file)}<title>Late</title>`,
          }).replace('<title></title>', ''),
        );
        const page = await openPage();
        expect(await page.evaluate('had')).toBe(null);
        await expectCounting(page, 'Late');
        expect(await listOurs(page)).toEqual([]);
      },
    );

    it('that another script puts into the page counts', async () => {
      const injecting = `const tag = document.createElement('script');
        tag.src = '/dist/etappe.js'; tag.dataset.endpoint = '/e'; tag.onload = () => { window.isLoaded = true };
        document.head.append(tag);`;
      const page = await openSpied({ tag: inline(injecting) });
      await expect.poll(() => page.evaluate('window.isLoaded')).toBe(true);
      await expectCounting(page);
    });
  });

  describe('a page', () => {
    const throwing = 'get() { throw new DOMException("denied", "SecurityError") }';
    it.each([
      ['throws when it is looked at', `Object.defineProperty(window, 'localStorage', { ${throwing} })`],
      ['is null', "Object.defineProperty(window, 'localStorage', { value: null })"],
      ['is full', 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }'],
    ])('whose localStorage %s counts, as one visitor in one session', async (_, script) => {
      const page = await openSpied({ head: inline(script) });
      const found = await expectCounting(page);
      expect(new Set(found.map(({ visitor, session }) => `${visitor?.id} ${session?.id}`)).size).toBe(1);
      await page.hide();
      await server.whenEvents([{ name: 'page_leave', n: 3, params: { bounced: false } }]);
      expect(await listOurs(page)).toEqual([]);
    });

    it('in a sandboxed frame without an origin counts, and throws nothing', async () => {
      const reporting = inline("addEventListener('message', () => parent.postMessage(spy.sightings, '*'))");
      const framed = toSpiedPage({ title: 'Framed', head: reporting + granting, tag: toTag() });
      const body = `<iframe sandbox="allow-scripts" srcdoc="${framed.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
      server.page('/', toSpiedPage({ tag: '', body }));
      const page = await openPage();
      await page.hide();
      await server.whenEvents([{ name: 'page_view', page: { title: 'Framed' } }, { name: 'page_leave' }]);
      await page.show();
      const sightings = await page.evaluate(
        () =>
          new Promise<Sighting[]>((resolve) => {
            addEventListener('message', ({ data }) => resolve(data), { once: true });
            frames[0]?.postMessage('tell', '*');
          }),
      );
      expect(sightings.filter(({ kind }) => /uncaught|console/.test(kind))).toEqual([]);
    });

    const noFetch = 'delete window.fetch; delete Window.prototype.fetch;';
    const noBeacon = 'delete Navigator.prototype.sendBeacon;';
    it.each([
      ['without fetch', noFetch],
      ['without sendBeacon', noBeacon],
      ['whose sendBeacon throws', 'Navigator.prototype.sendBeacon = () => { throw new TypeError("no") };'],
    ])('%s counts', async (_, script) => {
      const page = await openSpied({ head: inline(script) });
      await expectCounting(page);
      await page.hide();
      await page.show();
      await page.evaluate(() => etappe('flush'));
      await server.whenEvents([{ name: 'page_leave' }]);
      expect(await listOurs(page)).toEqual([]);
    });

    it.each([
      ['has neither fetch nor sendBeacon', noFetch + noBeacon],
      [
        'has a fetch that throws, and no sendBeacon',
        `window.fetch = () => { throw new Error('blocked') }; ${noBeacon}`,
      ],
    ])('that %s stays as it is', async (_, script) => {
      const page = await openSpied({ head: inline(script) });
      await track(page, 'search', { search_term: 'mug' });
      await page.evaluate(() => etappe('flush'));
      await page.hide();
      await page.show();
      await page.evaluate(() => etappe('flush'));
      expect(await listOurs(page)).toEqual([]);
      await server.whenQuiet();
      expect(server.batches()).toEqual([]);
    });

    it('that forbids all connections hears of it once, and is asked no more', async () => {
      server.page('/', {
        headers: { 'content-type': 'text/html;charset=utf-8', 'content-security-policy': "connect-src 'none'" },
        body: toSpiedPage({ head: granting, tag: toTag() }),
      });
      const page = await openPage();
      await track(page, 'search', { search_term: 'mug' });
      await page.evaluate(() => etappe('flush'));
      for (let round = 0; round < 3; round++) {
        await page.hide();
        await page.show();
      }
      await server.whenQuiet();
      const attempts = (await readSightings(page)).filter(({ kind }) => kind === 'request');
      expect(attempts.length).toBeGreaterThan(0);
      // The first try; the farewell, and half of it.
      expect(attempts.length).toBeLessThanOrEqual(3);
      expect(await listOurs(page)).toEqual([
        { kind: 'console', api: 'console.error', detail: expect.stringContaining('connect-src') },
      ]);
      expect(server.batches()).toEqual([]);
    });

    it('that forbids something else of the collector’s origin goes on counting', async () => {
      server.page('/', {
        headers: { 'content-type': 'text/html;charset=utf-8', 'content-security-policy': "img-src 'none'" },
        body: toSpiedPage({
          head: granting,
          tag: `${toTag()}${inline("addEventListener('securitypolicyviolation', () => { window.isStopped = true })")}<img src="/e" alt="">`,
        }),
      });
      const page = await openPage();
      await expect.poll(() => page.evaluate('window.isStopped')).toBe(true);
      await expectCounting(page);
      expect(await listOurs(page)).toEqual([]);
    });

    it.each(['etappe.js', 'etappe.shop.js'])(
      'whose browser has nothing that came after 2021 counts with %s',
      async (file) => {
        const names: Record<string, string> = {
          'Array.prototype': 'at findLast findLastIndex toReversed toSorted toSpliced with',
          'String.prototype': 'at isWellFormed toWellFormed',
          'Set.prototype': 'difference intersection isSubsetOf union',
          Array: 'fromAsync',
          Object: 'groupBy hasOwn',
          Map: 'groupBy',
          Promise: 'try withResolvers',
          AbortSignal: 'any timeout',
          Intl: 'supportedValuesOf',
          'Crypto.prototype': 'randomUUID',
          window: 'fetchLater navigation scheduler Iterator Temporal',
        };
        const script = Object.entries(names).flatMap(([owner, added]) =>
          added.split(' ').map((name) => `delete ${owner}.${name};`),
        );
        const page = await openSpied({ head: inline(script.join('')), tag: toTag(undefined, file) });
        await expectCounting(page);
        await page.hide();
        await server.whenEvents([{ name: 'page_leave', n: 3 }]);
        expect(await listOurs(page)).toEqual([]);
      },
    );

    it('whose collector cuts every connection does not storm it', async () => {
      server.answer({ reset: true });
      const page = await openSpied({ tag: toTag('data-endpoint="/e" data-flush-after-ms="1"') });
      for (let count = 0; count < 30; count++) await track(page, 'search', { search_term: `${count}` });
      await server.whenQuiet({ quietMs: 600 });
      // Engines try a cut keepalive request once more on their own.
      expect(server.batches().length).toBeLessThanOrEqual(8);
      expect(await listOurs(page)).toEqual([]);
    });

    it.each([
      [
        'adds enumerable methods to arrays and objects',
        'Array.prototype.each = Array.prototype.last = Object.prototype.extend = function () { return this };',
        'delete Array.prototype.each; delete Array.prototype.last; delete Object.prototype.extend;',
      ],
      [
        'gives arrays a toJSON, as Prototype.js did',
        'Array.prototype.toJSON = function () { return "[" + this.map((each) => JSON.stringify(each)).join(", ") + "]" };',
        'delete Array.prototype.toJSON;',
      ],
      [
        'replaces Array.from, as MooTools did',
        'Array.from = (item) => item == null ? [] : typeof item === "string" ? [item] : Array.prototype.slice.call(item);',
        '',
      ],
      [
        'freezes the built-in prototypes',
        'for (const type of [Object, Array, Function, String, RegExp, Promise, Map, Set]) Object.freeze(type.prototype);',
        '',
      ],
      [
        'freezes history and navigator',
        'Object.freeze(history); Object.freeze(History.prototype); Object.freeze(navigator);',
        '',
      ],
    ])('that %s counts', async (_, script, undo) => {
      const items = [{ item_id: 'MUG', item_name: 'Mug', price: 9, quantity: 1 }, { item_id: 'BELT' }];
      const params = { currency: 'EUR', value: 9, items };
      // WebKit's driver serializes in the page: it would stumble over these prototypes when it brings arguments.
      const tracking = `etappe('track', 'add_to_cart', ${JSON.stringify(params)});
        etappe('flush').then(() => { ${undo} window.isFlushed = true })`;
      const page = await openSpied({ head: inline(script), tag: toTag() + inline(tracking) });
      await expect.poll(() => page.evaluate('window.isFlushed')).toBe(true);
      await page.hide();
      const [view, add] = await server.whenEvents([
        { name: 'page_view', n: 1 },
        { name: 'add_to_cart', n: 2 },
        { name: 'page_leave', n: 3 },
      ]);
      expect(add?.params).toEqual(params);
      expect(view?.visitor).toMatchObject({ visits: 1 });
      expect(view?.device.viewport).toEqual([expect.any(Number), expect.any(Number)]);
      expect(await listOurs(page)).toEqual([]);
    });
  });

  describe('a store', () => {
    const replaceAndTrack = async (page: PageHandle, texts: readonly string[]) => {
      await page.evaluate(async (texts) => {
        for (const [index, text] of texts.entries()) {
          localStorage.setItem('etappe', text);
          etappe('track', 'search', { search_term: `${index}` });
          await etappe('flush');
          etappe('journey');
          etappe('recall', 'key');
        }
      }, texts);
    };
    const listTerms = () => new Set(server.events().map(({ params }) => params.search_term));

    it('with junk under our name counts as an empty one', async () => {
      const junk = [
        'null',
        '0',
        '"text"',
        '[]',
        '{}',
        '{',
        'undefined',
        '\u0000',
        '{"visitor":null}',
        '{"visitor":{},"session":{}}',
        '{"__proto__":{"visitor":1}}',
        `"${'x'.repeat(100_000)}"`,
        `${'['.repeat(5000)}${']'.repeat(5000)}`,
      ];
      server.page(
        '/',
        toSpiedPage({ head: inline(`localStorage.setItem('etappe', '{"visitor":7}')`) + granting, tag: toTag() }),
      );
      const page = await openPage();
      await expectCounting(page);
      await replaceAndTrack(page, junk);
      expect(listTerms()).toEqual(new Set([undefined, 'Page', ...junk.map((_, index) => `${index}`)]));
      expect(await listOurs(page)).toEqual([]);
    });

    it('with a record whose values nobody could have written spoils no batch', async () => {
      const page = await openSpied();
      await page.evaluate(() => void etappe('remember', 'key', { deep: [1] }));
      await expectCounting(page);
      const record = JSON.parse((await readStore(page)).etappe ?? '');
      const values = [null, '', 'x'.repeat(5000), -1, 1.5, 1e300, true, [], {}];
      const toMutants = (part: unknown): unknown[] =>
        typeof part === 'object' && part !== null
          ? Object.entries(part).flatMap(([key, inner]) =>
              [...values, ...toMutants(inner)].map((value) =>
                Array.isArray(part) ? part.with(Number(key), value) : { ...part, [key]: value },
              ),
            )
          : [];
      const mutants = toMutants(record).map((mutant) => JSON.stringify(mutant));
      expect(mutants.length).toBeGreaterThan(100);
      await replaceAndTrack(page, mutants);
      const refused = server.takeUnreadable().map(({ reason }) => reason);
      expect([...new Set(refused)]).toEqual([]);
      expect(listTerms().size).toBe(mutants.length + 2);
    });
  });

  describe('a call', () => {
    it('of nonsense does nothing, early and late', async () => {
      const nonsense = `{
        const calls = [[], [null], [5], [{}], ['nonsense'], ['toString'], ['track'], ['consent'], ['consent', null],
          ['consent', 'yes'], ['consent', 5], ['page', null], ['remember'], ['recall'], ['on'], ['journey', 1]];
        for (const call of calls) etappe(...call);
      }`;
      const page = await openSpied({ tag: inline(nonsense) + toTag() + inline(nonsense) });
      await track(page, 'search', { search_term: 'good' });
      await page.evaluate(() => etappe('flush'));
      await server.whenEvents([{ name: 'page_view' }, { name: 'search', params: { search_term: 'good' } }]);
      expect(await listOurs(page)).toEqual([]);
    });

    it.each(['5', '{ q: "track" }', '{ q: [["track", "share"], null, 5, "track", [], [[]]] }'])(
      'queue that is %s keeps nothing from counting',
      async (stub) => {
        server.page('/', toSpiedPage({ head: inline(`window.etappe = ${stub}`), tag: toTag() }));
        const page = await openPage();
        await page.evaluate(() => void etappe('consent', { analytics: true, source: 'test' }));
        await page.evaluate(() => etappe('flush'));
        await server.whenEvents([{ name: 'page_view' }]);
        expect(server.events().filter(({ name }) => name === 'share')).toHaveLength(stub.includes('share') ? 1 : 0);
      },
    );

    it('to track with params that JSON cannot say throws nothing, and the event counts', async () => {
      const page = await openSpied();
      const names = await page.evaluate(() => {
        const fail = () => {
          throw new Error('hostile');
        };
        const cyclic: Record<string, unknown> = { kept: 1 };
        cyclic.self = cyclic;
        cyclic.both = [cyclic, cyclic];
        const getter = Object.defineProperty({ kept: 1 }, 'thrown', { enumerable: true, get: fail });
        const params = {
          cyclic,
          getter,
          big: 12345678901234567890n,
          json: { toJSON: fail },
          symbol: Symbol('s'),
          act: () => 1,
          node: document.body,
          frame: window,
          number: Number.NaN,
          date: new Date(Number.NaN),
          map: new Map([[1, 2]]),
          proxy: new Proxy({}, { ownKeys: fail }),
        };
        for (const [key, value] of Object.entries(params)) etappe('track', `try_${key}`, { [key]: value, kept: 1 });
        etappe('track', 'try_all', params);
        etappe('track', 'try_itself', getter);
        return Object.keys(params);
      });
      await leave(page);
      const found = await server.whenEvents([...names, 'all', 'itself'].map((name) => ({ name: `try_${name}` })));
      expect(found.slice(0, names.length).map(({ params }) => params.kept)).toEqual(names.map(() => 1));
      expect(found[names.indexOf('big')]?.params.big).toBe('12345678901234567890');
      await server.whenEvents([{ name: 'page_view' }, { name: 'page_leave' }]);
    });

    it('to track with a megabyte costs no other event', async () => {
      const page = await openSpied();
      await page.evaluate(() => {
        etappe('track', 'search', { search_term: 'x'.repeat(1_000_000) });
        etappe('track', 'search', { search_term: 'Mug 1! '.repeat(150_000) });
        etappe('track', 'share', { method: 'mail' });
      });
      await leave(page);
      await server.whenEvents([{ name: 'page_view' }, { name: 'share' }, { name: 'page_leave' }]);
    });

    it.each([
      [
        'names and params of the wrong kind',
        [
          ['track', 5],
          ['track', { name: 'search' }],
          ['track', 'x'.repeat(300)],
          ['track', ''],
          ['track', 'search', 'mug'],
          ['track', 'search', ['mug']],
          ['track', 'search', 5],
        ],
      ],
      [
        'a decision with junk beside it',
        [
          ['consent', { analytics: 'no', marketing: 1, source: 'junk' }],
          ['consent', { analytics: true, source: 5, at: 'soon', version: {}, id: [] }],
          ['consent', { analytics: true, source: 'x'.repeat(5000), version: 'x'.repeat(5000), id: 'x'.repeat(5000) }],
        ],
      ],
    ])('with %s costs no other event', async (_, calls) => {
      const page = await openSpied();
      const thrown = await page.evaluate(
        (calls) =>
          calls.flatMap((call) => {
            try {
              etappe(...call);
              return [];
            } catch (error) {
              return `${call}: ${error}`;
            }
          }),
        calls,
      );
      expect(thrown).toEqual([]);
      await track(page, 'share', { method: 'mail' });
      await page.hide();
      await expectReadable();
      await server.whenEvents([{ name: 'page_view' }, { name: 'share' }, { name: 'page_leave' }]);
    });

    it('for a page that is no text is counted under what is one', async () => {
      const page = await openSpied();
      await page.evaluate(() => {
        etappe('page', { url: 5, title: {} });
        etappe('page', { url: null, title: null });
      });
      await page.hide();
      await expectReadable();
      await server.whenEvents([{ page: { kind: 'load' } }, { page: { kind: 'manual' } }, { page: { kind: 'manual' } }]);
    });
  });

  it('counts a page whose title, address and campaign are longer than any collector takes', async () => {
    const long = 'long '.repeat(1200).trim();
    const path = `/${'way-'.repeat(1200)}`;
    server.page(path, toSpiedPage({ title: long, head: granting, tag: toTag() }));
    const page = await openPage(`${path}?utm_source=${encodeURIComponent(long)}`);
    await page.hide();
    await expectReadable();
    await server.whenEvents([{ name: 'page_view' }, { name: 'page_leave' }]);
  });
});
