// The owner's last word on events, bodies and shares, and what pages hand over.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrackedEvent, TrackerOptions } from '../../../src/types.ts';
import { changeSight } from '../browser/sight.ts';
import {
  closePage,
  everything,
  listBatches,
  listEvents,
  listNames,
  listRequests,
  loadNext,
  openedAt,
  openPage,
  openShop,
  wait,
} from './shop.ts';

beforeEach(() => openPage());
afterEach(closePage);

describe('beforeSend', () => {
  it('sees each event before it has a number, and may change it', async () => {
    const seen: TrackedEvent[] = [];
    const beforeSend = (event: TrackedEvent) => {
      seen.push({ ...event });
      return { ...event, name: event.name.toUpperCase(), params: { changed: true } };
    };
    const { tracker, sent } = openShop({ beforeSend }, everything);
    tracker.track('search', { search_term: 'mug' });
    const events = await sent();
    expect(seen).toEqual([
      { name: 'page_view', at: openedAt },
      { name: 'search', at: openedAt, params: { search_term: 'mug' } },
    ]);
    expect(events.map(({ name, n, params }) => [name, n, params])).toEqual([
      ['PAGE_VIEW', 1, { changed: true }],
      ['SEARCH', 2, { changed: true }],
    ]);
  });

  it('is not asked before a grant', async () => {
    const beforeSend = vi.fn((event: TrackedEvent) => event);
    const { tracker } = openShop({ beforeSend });
    tracker.track('sign_up');
    expect(beforeSend).not.toHaveBeenCalled();
    tracker.consent(everything);
    expect(beforeSend).toHaveBeenCalledTimes(2);
  });

  it.each<[what: string, beforeSend: (event: TrackedEvent) => unknown]>([
    ['null', () => null],
    ['nothing', () => undefined],
    ['nonsense', () => 5],
    ['a promise', async (event) => event],
    ['an event without a name', ({ at }) => ({ at })],
    ['an event whose name is none', ({ at }) => ({ at, name: ['search'] })],
    ['an event whose name no collector takes', ({ at }) => ({ at, name: 'x'.repeat(300) })],
    [
      'an error',
      () => {
        throw new Error('broken');
      },
    ],
  ])('that answers %s costs the event, leaves no gap and harms nothing', async (_, refuse) => {
    const beforeSend = ((event) => (event.name === 'secret' ? refuse(event) : event)) as NonNullable<
      TrackerOptions['beforeSend']
    >;
    const { tracker, sent, drops } = openShop({ beforeSend }, everything);
    expect(() => tracker.track('secret')).not.toThrow();
    tracker.track('sign_up');
    expect(drops).toEqual([{ reason: 'before-send', count: 1 }]);
    expect((await sent()).map(({ n, name }) => [n, name])).toEqual([
      [1, 'page_view'],
      [2, 'sign_up'],
    ]);
    // The owner's own choice is no loss.
    expect(listBatches()[0]?.dropped).toBeUndefined();
  });

  it.each<[what: string, change: object]>([
    ['without a time', { at: undefined }],
    ['whose time is none', { at: Number.NaN }],
    ['whose time is a fraction', { at: openedAt + 0.4 }],
    ['whose time is a Date', { at: new Date(openedAt) }],
    ['whose parameters are a text', { params: 'mug' }],
    ['whose parameters are a list', { params: ['mug'] }],
    ['whose parameters are nothing', { params: null }],
  ])('that answers an event %s harms neither its batch nor the visitor', async (_, change) => {
    const beforeSend = (event: TrackedEvent): TrackedEvent => ({ ...event, ...change });
    const { tracker, sent } = openShop({ beforeSend }, everything);
    tracker.track('sign_up');
    await sent();
    await wait(1000);
    tracker.track('sign_up');
    const events = await sent();
    expect(events.map(({ n, params }) => [n, params])).toEqual([1, 2, 3].map((n) => [n, {}]));
    expect(events[0]?.at).toBe(openedAt);
    expect(new Set(events.map(({ visitor, session }) => `${visitor?.id} ${session?.id}`)).size).toBe(1);
  });

  it('that puts in what JSON cannot say costs no other event and no error in the page', async () => {
    const circle: Record<string, unknown> = {};
    circle.circle = circle;
    for (const value of [10n, circle]) {
      const beforeSend = (event: TrackedEvent) => (event.name === 'odd' ? { ...event, params: { value } } : event);
      const { tracker } = openShop({ beforeSend }, everything);
      tracker.track('odd');
      await expect(tracker.flush()).resolves.toBeUndefined();
      tracker.track('odd');
      expect(() => changeSight(false)).not.toThrow();
      changeSight(true);
      tracker.track('sign_up');
      await tracker.flush();
      expect(listNames()).toContain('sign_up');
    }
  });
});

describe('a share of visitors', () => {
  it('of none sends nothing', async () => {
    const { tracker } = openShop({ sampleRate: 0 }, everything);
    tracker.track('sign_up');
    await tracker.flush();
    await wait(1000);
    changeSight(false);
    expect(listRequests()).toEqual([]);
  });

  it('of half sends all events of a visitor or none, on every page', async () => {
    const counts = new Set<number>();
    for (let visitor = 0; visitor < 40; visitor++) {
      openPage();
      let events = 0;
      let shop = openShop({ sampleRate: 0.5 }, everything);
      for (let page = 0; page < 3; page++) {
        shop.tracker.track('sign_up');
        events += (await shop.sent()).length;
        loadNext(shop);
        shop = openShop({ sampleRate: 0.5 }, everything);
      }
      shop.tracker.stop();
      counts.add(events);
    }
    expect([...counts].sort((a, b) => a - b)).toEqual([0, 6]);
  });
});

describe('a body of its own format', () => {
  it('is what the owner makes of the batch', async () => {
    const { tracker } = openShop({ encode: ({ site, events }) => `${site}:${events.length}` }, everything);
    await tracker.flush();
    expect(listRequests()).toEqual([{ by: 'fetch', body: 'my-shop:1' }]);
  });

  it('that cannot be made harms nothing', async () => {
    const encode = () => {
      throw new Error('broken');
    };
    const { tracker } = openShop({ encode }, everything);
    await expect(tracker.flush()).resolves.toBeUndefined();
    tracker.track('sign_up');
    expect(() => changeSight(false)).not.toThrow();
    expect(() => tracker.stop()).not.toThrow();
  });
});

const throwing = {
  get x(): never {
    throw new Error('broken');
  },
};

describe('what a page hands over', () => {
  it('is copied when it is tracked, and never changed', async () => {
    const item = { item_id: 'SKU1', price: 5 };
    const params = Object.freeze({ currency: 'EUR', value: 5, items: [item] });
    const { tracker, sent } = openShop({}, everything);
    tracker.track('add_to_cart', params);
    item.price = 99;
    expect((await sent()).at(-1)?.params).toEqual({
      currency: 'EUR',
      value: 5,
      items: [{ item_id: 'SKU1', price: 5 }],
    });
  });

  it('loses what looks like a person', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.track('search', { search_term: 'order of jane.doe@mail.example' });
    expect((await sent()).at(-1)?.params.search_term).not.toContain('jane');
  });

  it.each<[what: string, params: unknown]>([
    ['a circle', Object.assign([], { 0: null })],
    ['a number too big for JSON', { big: 10n }],
    ['functions and symbols', { call: () => {}, [Symbol('s')]: 1, sign: Symbol('t') }],
    ['a getter that throws', throwing],
    ['an element of the page', { element: document.createElement('a') }],
    ['the window', { window }],
    ['no object', 'text'],
    ['numbers that JSON has not', { a: Number.NaN, b: Number.POSITIVE_INFINITY }],
  ])('(%s) may be anything without harm to the rest', async (_, params) => {
    const { tracker, sent } = openShop({}, everything);
    expect(() => tracker.track('odd', params as never)).not.toThrow();
    tracker.track('sign_up');
    expect((await sent()).map(({ name }) => name)).toContain('sign_up');
    expect(listEvents().map(({ n }) => n)).toEqual(listEvents().map((_, index) => index + 1));
  });

  it.each<[what: string, name: unknown]>([
    ['too long', 'x'.repeat(300)],
    ['a number', 42],
    ['an object', {}],
    ['a list', ['search']],
    ['empty', ''],
    ['missing', undefined],
  ])('as a name that no collector takes (%s) costs its own event only', async (_, name) => {
    const { tracker, sent, drops } = openShop({}, everything);
    expect(() => tracker.track(name as string)).not.toThrow();
    tracker.track('sign_up');
    expect((await sent()).map(({ n, name }) => [n, name])).toEqual([
      [1, 'page_view'],
      [2, 'sign_up'],
    ]);
    expect(drops).toEqual([{ reason: 'name', count: 1 }]);
  });

  it('as a title longer than any collector takes costs no batch', async () => {
    openPage({ title: 'x'.repeat(10_000) });
    const { sent } = openShop({}, everything);
    expect((await sent()).map(({ name }) => name)).toEqual(['page_view']);
  });

  it.each(['/?utm_source=', '/?gclid=', '/?id=', '/', '/?ref='])(
    'as an address longer than any collector takes (%s…) costs no batch',
    async (address) => {
      const long = `https://shop.example${address}${'long-'.repeat(2000)}`;
      openPage({ url: long, referrer: long.replace('shop.', 'search.') });
      const { sent } = openShop({ queryParams: ['id'] }, everything);
      expect((await sent()).map(({ name }) => name)).toEqual(['page_view']);
    },
  );
});
