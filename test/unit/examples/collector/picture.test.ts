// @vitest-environment node
import type { WireBatch } from 'etappe/wire';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Picture, readPicture } from '../../../../examples/collector/journey/picture.ts';
import { openStore, type Store } from '../../../../examples/collector/store.ts';
import { basket, bouncer, buyer, mug, tellVisit } from './batches.ts';
import { decoded } from './decoded.ts';

const receivedAt = 1_700_000_500_000;
const longAfter = receivedAt + 3_600_000;
let store: Store;

beforeEach(async () => {
  store = await openStore({ file: ':memory:', now: () => receivedAt });
});
afterEach(() => store.close());

const pictureOf = async (
  batches: WireBatch[],
  { now = longAfter, site }: { now?: number; site?: string } = {},
): Promise<Picture> => {
  for (const batch of batches) await store.add(decoded(batch));
  return readPicture(store, { now, site });
};

it('is empty, and not broken, before anything has come', async () => {
  const { counts, flow, visits, quality } = await pictureOf([]);
  expect(counts).toEqual({ visits: 0, pageViews: 0, carts: 0, purchases: 0, revenue: [], devices: [] });
  expect(flow).toEqual({ nodes: [], links: [] });
  expect(visits).toEqual([]);
  expect(quality).toEqual({ events: 0, missing: 0, dropped: 0, repeatedEvents: 0, repeatedPurchases: 0 });
});

it('counts visits, carts, purchases and money, phones beside desktops', async () => {
  const { counts, funnel } = await pictureOf([buyer('a'), buyer('b', { device: 'desktop' }), bouncer('c')]);
  expect(counts).toMatchObject({
    visits: 3,
    pageViews: 13,
    carts: 2,
    purchases: 2,
    revenue: [{ currency: 'EUR', value: 29.8 }],
  });
  expect(funnel.at(0)).toEqual({ step: 'view_item', mobile: 2, desktop: 1 });
  expect(funnel.at(-1)).toEqual({ step: 'purchase', mobile: 1, desktop: 1 });
});

it('counts a purchase once per transaction, however often its page is reloaded', async () => {
  const reloaded = buyer('a');
  const thanks = tellVisit({
    id: 'later',
    pages: [{ path: '/en/thank-you', events: [['page_view'], ['purchase', { ...basket, transaction_id: 'T-a' }]] }],
  });
  const { counts, quality, flow } = await pictureOf([
    reloaded,
    { ...thanks, session: { id: 'session-later', started_at: 1 } },
  ]);
  expect(counts).toMatchObject({ purchases: 1, revenue: [{ currency: 'EUR', value: 14.9 }] });
  expect(quality.repeatedPurchases).toBe(1);
  expect(flow.links.find(({ target }) => target === 'purchase')?.visits).toBe(1);
});

it('counts two orders of one visit, and that visit once', async () => {
  const order = (transaction_id: string) => ['purchase', { ...basket, transaction_id }] as [string, object];
  const twice = tellVisit({
    id: 'a',
    pages: [{ path: '/', events: [['page_view'], order('1'), order('2')] as never }],
  });
  const { counts, timeline } = await pictureOf([twice]);
  expect(counts).toMatchObject({ purchases: 2, devices: [{ visits: 1, purchases: 1 }] });
  expect(timeline.moments.reduce((total, { purchases }) => total + purchases, 0)).toBe(2);
});

it('counts every purchase that names no order', async () => {
  const unnamed = (id: string, transaction_id: unknown) =>
    tellVisit({
      id,
      pages: [{ path: '/thanks', events: [['page_view'], ['purchase', { ...basket, transaction_id }]] }],
    });
  const { counts, quality } = await pictureOf([
    unnamed('a', ''),
    unnamed('b', ''),
    unnamed('c', null),
    unnamed('d', {}),
  ]);
  expect(counts).toMatchObject({ purchases: 4, devices: [{ visits: 4, purchases: 4 }] });
  expect(quality.repeatedPurchases).toBe(0);
});

it('counts an event once, in whatever batches it comes', async () => {
  const batch = buyer('a');
  const { counts, quality } = await pictureOf([batch, { ...batch, batch: 'another-id' }, batch]);
  expect(counts).toMatchObject({ visits: 1, pageViews: 6, purchases: 1 });
  expect(quality).toMatchObject({ events: 14, repeatedEvents: 28, missing: 0 });
});

it('proves what is missing by the gaps, until it comes', async () => {
  const whole = bouncer('a');
  const [first, second, third] = whole.events;
  const part = (id: string, events: (typeof first)[]) => ({
    ...whole,
    batch: id,
    events: events.flatMap((event) => event ?? []),
  });
  expect((await pictureOf([part('1', [first, third])])).quality.missing).toBe(1);
  expect((await pictureOf([part('2', [second])])).quality.missing).toBe(0);
});

it('is not drowned by a forged number', async () => {
  const batch = bouncer('a');
  const { quality } = await pictureOf([
    { ...batch, dropped: 2 ** 50, events: batch.events.map((event) => ({ ...event, n: event.n + 2 ** 50 })) },
  ]);
  expect(quality.missing).toBeLessThanOrEqual(10_000);
  expect(quality.dropped).toBeLessThanOrEqual(10_000);
});

it('takes the farewell with the largest number for the bounce, and knows nothing without one', async () => {
  const story = (id: string, farewells: boolean[]) =>
    tellVisit({
      id,
      pages: [
        {
          path: '/',
          events: [
            ['page_view'],
            ...farewells.map((bounced) => ['page_leave', { bounced }] as [string, object]),
          ] as never,
        },
      ],
    });
  const { counts } = await pictureOf([story('stayed', [true, false]), story('gone', [true]), story('unknown', [])]);
  expect(counts.devices).toEqual([{ device: 'mobile', visits: 3, carts: 0, purchases: 0, measured: 2, bounced: 1 }]);
});

it('shows visits that are silent for long as left, and lately heard ones as here', async () => {
  await pictureOf([bouncer('a')]);
  const kinds = async (now: number) => (await readPicture(store, { now })).flow.nodes.map(({ kind }) => kind);
  expect(await kinds(receivedAt + 1000)).toContain('present');
  expect(await kinds(longAfter)).toContain('left');
});

it('names touchpoint, landing page and product', async () => {
  const { flow } = await pictureOf([
    buyer('a'),
    bouncer('b'),
    tellVisit({ id: 'c', pages: [{ path: '/de', events: [['page_view']] }] }),
  ]);
  const labels = (kind: string) =>
    flow.nodes
      .filter((node) => node.kind === kind)
      .map(({ label }) => label)
      .sort();
  expect(labels('touch')).toEqual(['Direct', 'newsletter / email', 'www.google.com']);
  expect(labels('landing')).toEqual(['Product page', 'Start page']);
  expect(labels('product')).toEqual(['Enamel mug']);
});

it('knows the landing page that was left before the consent, from the visits of others', async () => {
  const unseen = buyer('a', { touch: { source: 'newsletter', medium: 'email', landing: '/en/hiking' } });
  unseen.pages['a-0'] = { url: 'https://shop.example/en/elsewhere', kind: 'load' };
  const others = tellVisit({
    id: 'b',
    pages: [{ path: '/en/hiking', events: [['page_view'], ['view_item_list', { items: [mug] }]] }],
  });
  const { flow } = await pictureOf([unseen, others]);
  expect(flow.links).toContainEqual({ source: 'touch newsletter / email', target: 'landing Category page', visits: 1 });
});

it('does not take an earlier visit’s landing page for this one’s', async () => {
  const visit = buyer('a');
  const old = { at: 1_600_000_000_000, source: 'newsletter', medium: 'email', landing: '/en/cart' };
  const { flow } = await pictureOf([{ ...visit, source: { first: old } }]);
  expect(flow.nodes.filter(({ kind }) => kind === 'landing').map(({ label }) => label)).toEqual(['Start page']);
});

it('tells in which field a checkout was given up, never what was in it', async () => {
  const visit = (id: string) =>
    tellVisit({
      id,
      pages: [
        { path: '/mug', events: [['page_view'], ['view_item', basket], ['add_to_cart', basket]] },
        {
          path: '/checkout',
          events: [
            ['page_view'],
            ['begin_checkout', basket],
            ['page_leave', { checkout: { step: 1, last_field: 'postcode' } }],
          ],
        },
      ],
    });
  const { breakOffs } = await pictureOf([visit('a'), visit('b'), buyer('c')]);
  expect(breakOffs).toEqual([{ step: 'Address', visits: 2, mobile: 2, lastField: 'postcode' }]);
});

it('keeps shops apart', async () => {
  const batches = [buyer('a'), buyer('a2', { site: 'other', device: 'desktop' })];
  const { counts, sites } = await pictureOf(batches, { site: 'other' });
  expect(counts).toMatchObject({ visits: 1, purchases: 1, devices: [{ device: 'desktop' }] });
  expect(sites.sort()).toEqual(['other', 'test-shop']);
});

it('does not take the same ids of two shops for one visit', async () => {
  const { counts, consents } = await pictureOf([buyer('a'), buyer('a', { site: 'other' })]);
  expect(counts).toMatchObject({ visits: 2, purchases: 2 });
  expect(consents).toMatchObject([{ visits: 2 }]);
});

it('survives params of every wrong type', async () => {
  const strange: unknown[] = [null, 7, 'x', [], {}, [null], [[]], { item_name: { deep: true } }];
  const pages = strange.map((items, index) => ({
    path: `/${index}`,
    events: [
      ['view_item', { items, value: items, currency: items }],
      ['purchase', { items, value: 'NaN', currency: 5, transaction_id: items }],
      ['page_leave', { bounced: items, checkout: items, engaged_ms: items }],
    ] as never,
  }));
  const { counts, visits } = await pictureOf([tellVisit({ id: 'strange', pages })]);
  expect(counts.visits).toBe(1);
  expect(visits).toHaveLength(1);
});

it('does not add up absurd amounts', async () => {
  const absurd = buyer('b');
  for (const event of absurd.events)
    if (event.name === 'purchase') event.params = { ...event.params, value: 1e308, items: [mug] };
  const { counts } = await pictureOf([buyer('a'), absurd]);
  expect(counts.revenue).toEqual([{ currency: 'EUR', value: 14.9 }]);
});

it('lists who was counted under which decision', async () => {
  const { consents, counts } = await pictureOf([
    buyer('a', { marketing: 'granted' }),
    tellVisit({
      id: 'nobody',
      analytics: 'undecided',
      marketing: 'undecided',
      pages: [{ path: '/', events: [['page_view']] }],
    }),
  ]);
  expect(consents).toEqual([
    { analytics: 'granted', marketing: 'granted', source: 'klaro', visits: 1, pageViews: 6 },
    { analytics: 'undecided', marketing: 'undecided', source: 'klaro', visits: 0, pageViews: 1 },
  ]);
  expect(counts).toMatchObject({ visits: 1, pageViews: 7 });
});
