// From undecided to granted or denied: what is touched, what is sent, what never was.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSight } from '../browser/sight.ts';
import {
  closePage,
  everything,
  listBatches,
  listNames,
  listRequests,
  nothing,
  openedAt,
  openPage,
  openShop,
  wait,
} from './shop.ts';

beforeEach(() => openPage());
afterEach(closePage);

/** Counts every access to a place where a page can store or send something. */
const everyWay = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'fetch', 'XMLHttpRequest', 'Image'];
const watchTouches = (ways: readonly string[] = everyWay) => {
  const touches: string[] = [];
  const undos: (() => void)[] = [];
  const guard = (target: object, name: string) => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, {
      configurable: true,
      get() {
        touches.push(name);
        return undefined;
      },
      set() {
        touches.push(`${name}=`);
      },
    });
    undos.push(() => {
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    });
  };
  for (const name of ways) guard(window, name);
  guard(document, 'cookie');
  guard(navigator, 'sendBeacon');
  return {
    touches,
    undo() {
      for (const undo of undos) undo();
    },
  };
};

/** All that a visitor and a page may do before anybody has decided. */
const useThePage = async ({ tracker }: ReturnType<typeof openShop>) => {
  tracker.track('add_to_cart', { currency: 'EUR', value: 5, items: [{ item_id: 'SKU1' }] });
  tracker.track('purchase', { transaction_id: 'A', currency: 'EUR', value: 5, items: [{ item_id: 'SKU1' }] });
  tracker.remember('cart', { items: [] });
  const recalled = [tracker.recall('cart'), tracker.journey().touchpoints.length];
  history.pushState({}, '', '/next');
  await tracker.flush();
  await wait(120_000);
  changeSight(false);
  window.dispatchEvent(new Event('pagehide'));
  changeSight(true);
  await wait(120_000);
  return recalled;
};

describe('before a grant', () => {
  it.each<[state: string, options: Parameters<typeof openShop>[0]]>([
    ['undecided', {}],
    ['undecided, with a cookie for the record', { cookieDomain: 'shop.example' }],
    ['undecided, with beacons only', { transport: 'beacon' }],
    ['marketing alone is granted', { consent: { marketing: true } }],
  ])('nothing is stored, read back or sent: %s', async (_, options) => {
    const { touches, undo } = watchTouches();
    const recalled = await useThePage(openShop(options));
    undo();
    expect(recalled).toEqual([undefined, 0]);
    expect(touches).toEqual([]);
  });

  it('a refusal deletes what an earlier page may have left, and reads and writes nothing', async () => {
    localStorage.setItem('etappe', 'somebody');
    const reading = vi.spyOn(Storage.prototype, 'getItem');
    const writing = vi.spyOn(Storage.prototype, 'setItem');
    const { touches, undo } = watchTouches(['caches', 'fetch', 'XMLHttpRequest', 'Image', 'sessionStorage']);
    await useThePage(openShop({ consent: { analytics: false } }));
    undo();
    expect(localStorage.length).toBe(0);
    expect(reading.mock.calls).toEqual([]);
    expect(writing.mock.calls).toEqual([]);
    expect(touches.filter((touch) => touch !== 'cookie=')).toEqual([]);
  });

  it('none of that is true any more with a grant', async () => {
    const { touches, undo } = watchTouches();
    await useThePage(openShop({ consent: everything }));
    undo();
    expect(touches).toEqual(expect.arrayContaining(['localStorage', 'fetch', 'sendBeacon']));
  });

  it('a decision about something else leaves it so', async () => {
    const { tracker } = openShop();
    tracker.consent({ source: 'banner' });
    tracker.consent({ marketing: false, source: 'banner' });
    tracker.consent({ analytics: 'yes' as never, source: 'other' });
    await wait(60_000);
    expect(listRequests()).toEqual([]);
  });
});

describe('a grant', () => {
  it('sends the page view that happened, with its own time, and no second one', async () => {
    const { tracker, sent } = openShop();
    await wait(5000);
    tracker.track('search', { search_term: 'mug' });
    await wait(5000);
    tracker.consent(everything);
    const events = await sent();
    expect(events.map(({ n, name, at }) => [n, name, at - openedAt])).toEqual([
      [1, 'page_view', 0],
      [2, 'search', 5000],
    ]);
    expect(events[0]?.page.kind).toBe('load');
  });

  it('finds the landing although the address was cleaned up meanwhile', async () => {
    openPage({ url: 'https://shop.example/?utm_source=news&gclid=click-1', referrer: 'https://mail.example/' });
    const { tracker, sent } = openShop();
    history.replaceState({}, '', '/');
    await wait(1000);
    tracker.consent(everything);
    const [view] = await sent();
    expect(view?.source?.first).toEqual({
      at: openedAt,
      source: 'news',
      referrer: 'mail.example',
      landing: '/',
      click: { name: 'gclid', id: 'click-1' },
    });
    expect(view?.page.url).toBe('https://shop.example/?utm_source=news');
  });

  it('on a later page recovers the landing of this tab, which nothing had stored', async () => {
    openPage({ url: 'https://shop.example/cart', referrer: 'https://shop.example/?utm_source=news&gclid=click-1' });
    const { tracker, sent } = openShop();
    await wait(1000);
    tracker.consent(everything);
    const [view] = await sent();
    expect(view?.source?.first).toMatchObject({ source: 'news', landing: '/', click: { id: 'click-1' } });
    expect(view?.page.referrer).toBe('https://shop.example/?utm_source=news');
  });

  it('after a denial recovers nothing of before', async () => {
    openPage({ url: 'https://shop.example/cart', referrer: 'https://shop.example/?utm_source=news' });
    const { tracker, sent } = openShop({}, nothing);
    tracker.consent(everything);
    const [view] = await sent();
    expect(view?.source?.first).toEqual({ at: openedAt, landing: '/cart' });
  });

  it('keeps the record in a cookie where the owner wants it there, and nowhere else', async () => {
    const jar: string[] = [];
    vi.spyOn(document, 'cookie', 'set').mockImplementation((line) => jar.push(line));
    const { sent } = openShop({ cookieDomain: 'shop.example' }, everything);
    const [view] = await sent();
    expect(jar.at(-1)).toMatch(/^etappe=.+;domain=shop\.example;/);
    expect(jar.at(-1)).toContain(view?.visitor?.id);
    expect(localStorage.length).toBe(0);
  });

  it('is the evidence in every batch', async () => {
    const { sent, tracker } = openShop();
    tracker.consent({
      analytics: true,
      marketing: false,
      source: 'klaro',
      version: '3',
      id: 'record-1',
      at: openedAt - 7,
    });
    await sent();
    expect(listBatches()[0]?.consent).toEqual({
      analytics: 'granted',
      marketing: 'denied',
      source: 'klaro',
      version: '3',
      id: 'record-1',
      at: openedAt - 7,
    });
  });

  it('keeps the record for the next page', async () => {
    const { sent } = openShop({}, everything);
    const [view] = await sent();
    expect(localStorage.getItem('etappe')).toContain(view?.visitor?.id);
  });

  it('of marketing alone sends nothing', async () => {
    const { tracker } = openShop({}, { marketing: true });
    await tracker.flush();
    expect(listRequests()).toEqual([]);
  });

  it('counts what a full hold has lost, in the batch as well', async () => {
    const { tracker, drops, sent } = openShop();
    for (let index = 0; index < 110; index++) tracker.track('scroll_step', { index });
    tracker.consent(everything);
    const events = await sent();
    expect(events).toHaveLength(100);
    expect(events[0]?.name).toBe('page_view');
    expect(drops.every(({ reason }) => reason === 'hold-full')).toBe(true);
    expect(listBatches().map(({ dropped }) => dropped)).toEqual(listBatches().map(() => drops.length));
    expect(events.map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });
});

describe('a denial', () => {
  it('drops what was held for good, and says how much', async () => {
    const { tracker, drops } = openShop();
    tracker.track('search', { search_term: 'mug' });
    tracker.consent(nothing);
    expect(drops[0]).toEqual({ reason: 'denied', count: 2 });
    changeSight(false);
    await wait(60_000);
    expect(listRequests()).toEqual([]);
  });

  it('takes the listeners off the page', () => {
    const added: unknown[] = [];
    vi.spyOn(window, 'addEventListener').mockImplementation((type) => added.push(type));
    const removed: unknown[] = [];
    vi.spyOn(window, 'removeEventListener').mockImplementation((type) => removed.push(type));
    const { tracker } = openShop();
    // Those of the tracker, not of the page, stay until it stops: a withdrawal elsewhere, the network, the page's policy.
    const watched = added.filter((type) => !/^(storage|online|securitypolicyviolation)$/.test(`${type}`));
    expect(watched.length).toBeGreaterThan(5);
    tracker.consent(nothing);
    expect(removed.sort()).toEqual(watched.sort());
  });

  it('followed by a grant counts the page as it is now, under a new page view', async () => {
    openPage({ url: 'https://shop.example/?utm_source=news' });
    const { tracker, sent } = openShop();
    await wait(1000);
    tracker.consent(nothing);
    history.pushState({}, '', '/mugs');
    tracker.track('add_to_cart', { currency: 'EUR', value: 5, items: [] });
    await wait(1000);
    tracker.consent(everything);
    const events = await sent();
    expect(events.map(({ n, name, at, page }) => [n, name, at - openedAt, page.url])).toEqual([
      [1, 'page_view', 2000, 'https://shop.example/mugs'],
    ]);
  });

  it('takes with it what is tracked while it lasts', async () => {
    const { tracker, sent, drops } = openShop({}, nothing);
    drops.length = 0;
    tracker.track('search', { search_term: 'mug' });
    tracker.page();
    expect(drops).toEqual(Array(2).fill({ reason: 'denied', count: 1 }));
    tracker.consent(everything);
    await sent();
    expect(listNames()).toEqual(['page_view']);
  });
});
