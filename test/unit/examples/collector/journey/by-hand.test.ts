// @vitest-environment node
// A small shop's day, counted on paper: eight visits, one anonymous page view, one robot, and what of it came twice.
import type { WireBatch } from 'etappe/wire';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toCounts } from '../../../../../examples/collector/journey/counts.ts';
import { type Picture, readPicture } from '../../../../../examples/collector/journey/picture.ts';
import { openStore, type Store } from '../../../../../examples/collector/store.ts';
import { type Told, tellVisit, type VisitStory } from '../batches.ts';
import { decoded } from '../decoded.ts';

const at = 1_700_000_000_000;
const email = { source: 'newsletter', medium: 'email', campaign: 'autumn' };
const ad = { source: 'google', medium: 'cpc', campaign: 'brand' };
const search = { referrer: 'www.google.com' };
const items = (name: string) => [{ item_id: name, item_name: name, price: 10, quantity: 1 }];
const see = (name: string): Told => ['view_item', { currency: 'EUR', value: 10, items: items(name) }];
const put = (name: string): Told => ['add_to_cart', { currency: 'EUR', value: 10, items: items(name) }];
const begin: Told = ['begin_checkout', { currency: 'EUR', value: 10, items: items('Mug') }];
const ship: Told = ['add_shipping_info', { currency: 'EUR', value: 10 }];
const pay: Told = ['add_payment_info', { currency: 'EUR', value: 10 }];
const buy = (transaction_id: string, value: number, currency: string, journey?: unknown): Told => [
  'purchase',
  { transaction_id, value, currency, items: items('Mug'), journey },
];
const leave = (bounced: boolean, more: Record<string, unknown> = {}): Told => ['page_leave', { bounced, ...more }];
const visit = (id: string, touch: VisitStory['touch'], device: VisitStory['device'], ...pages: Told[][]): WireBatch =>
  tellVisit({
    id,
    at,
    touch: touch ?? {},
    device: device ?? 'mobile',
    marketing: 'granted',
    pages: pages.map((events, index) => ({
      path: index === 0 ? '/' : `/${id}/${index}`,
      events: [['page_view'], ...events],
    })),
  });

const story: WireBatch[] = [
  // 1, 2: one page and gone; a phone, a desktop. 3: one page, but read. 4: one page, and nobody knows how it ended.
  visit('1', search, 'mobile', [leave(false), leave(true)]),
  visit('2', email, 'desktop', [leave(true)]),
  visit('3', search, 'mobile', [see('Mug'), leave(false)]),
  visit('4', {}, 'tablet', [see('Tarp')]),
  // 5: left with a filled cart. 6: left at the address, after three script errors.
  visit('5', ad, 'mobile', [leave(false)], [see('Mug'), put('Mug'), leave(false, { signals: { rage_clicks: 4 } })]),
  visit(
    '6',
    email,
    'desktop',
    [see('Tarp'), put('Tarp'), leave(false)],
    [begin, leave(false, { checkout: { last_field: 'postcode' }, signals: { script_errors: 3 } })],
  ),
  // 7: buys twice, after an e-mail and a search. 8: buys once in francs, and the cart's event was lost.
  visit(
    '7',
    ad,
    'mobile',
    [see('Mug'), put('Mug')],
    [begin, ship, pay],
    [buy('A', 10, 'EUR', [email, search, ad, ad]), buy('B', 20, 'EUR', [email, ad])],
  ),
  visit('8', {}, 'desktop', [see('Tarp')], [begin], [buy('C', 30, 'CHF')]),
];

let store: Store;
let picture: Picture;
beforeAll(async () => {
  store = await openStore({ file: ':memory:', now: () => at });
  const add = (batch: WireBatch, isBot = false) =>
    store.add({ ...decoded(batch), ...(isBot && { sender: { isBot, deviceClass: 'mobile' } }) });
  for (const batch of story) await add(batch);
  // The thank-you page of order A again in a visit of its own, a whole batch again, and one under another id.
  const again = visit('9', {}, 'mobile', [buy('A', 10, 'EUR'), leave(false)]);
  await add({ ...again, events: again.events.map((event) => ({ ...event, at: event.at + 3_600_000 })) });
  await add(story[0] as WireBatch);
  await add({ ...(story[1] as WireBatch), batch: 'other' });
  await add(visit('robot', ad, 'mobile', [see('Mug'), put('Mug'), buy('R', 99, 'EUR')]), true);
  await add(tellVisit({ id: 'nobody', at, analytics: 'undecided', pages: [{ path: '/', events: [['page_view']] }] }));
  // The second of three events is on its way still.
  const holed = visit('10', ad, 'tablet', [see('Mug'), leave(true)]);
  await add({ ...holed, dropped: 2, events: holed.events.filter(({ n }) => n !== 2) });
  picture = await readPicture(store, { now: at + 3_600_000 });
});
afterAll(() => store.close());

it('adds up visits, page views, carts, orders and money', () => {
  expect(picture.counts).toMatchObject({
    visits: 10,
    // 1+1+1+1+2+2+3+3, the reloaded one, the holed one, and the anonymous one.
    pageViews: 17,
    // 5, 6, 7, and 8, who cannot have bought without one.
    carts: 4,
    purchases: 3,
    revenue: [
      { currency: 'CHF', value: 30 },
      { currency: 'EUR', value: 30 },
    ],
  });
});

it('puts equal amounts of money in the order of their currencies, in whatever order the store tells them', () => {
  const sales = ['EUR', 'CHF'].map((currency) => ({ currency, count: 1, value: 30 }));
  expect(toCounts([], 0, sales).revenue.map(({ currency }) => currency)).toEqual(['CHF', 'EUR']);
});

it('knows who bounced, on which device', () => {
  // 4 is not measured. 1, 2 and 10 bounced.
  expect(picture.counts.devices).toEqual([
    { device: 'mobile', visits: 5, carts: 2, purchases: 1, measured: 5, bounced: 1 },
    { device: 'desktop', visits: 3, carts: 2, purchases: 1, measured: 3, bounced: 1 },
    { device: 'tablet', visits: 2, carts: 0, purchases: 0, measured: 1, bounced: 1 },
  ]);
});

it('narrows from product to purchase', () => {
  // Seen by 3, 5, 7; 4, 6, 8. That of 10 is the event on its way.
  expect(picture.funnel).toEqual([
    { step: 'view_item', mobile: 3, desktop: 3 },
    { step: 'add_to_cart', mobile: 2, desktop: 2 },
    { step: 'begin_checkout', mobile: 1, desktop: 2 },
    { step: 'add_shipping_info', mobile: 1, desktop: 1 },
    { step: 'add_payment_info', mobile: 1, desktop: 1 },
    { step: 'purchase', mobile: 1, desktop: 1 },
  ]);
});

it('says where carts were left, and what was noticed there', () => {
  expect(picture.breakOffs).toEqual([
    { step: 'Cart', visits: 1, mobile: 1, lastField: null },
    { step: 'Address', visits: 1, mobile: 0, lastField: 'postcode' },
  ]);
  const told = picture.reasons.map(({ step, mobile, desktop, reasons }) => [step, mobile, desktop, reasons.length]);
  expect(told).toEqual([
    ['Before a product', 2, 2, 0],
    ['Product', 1, 1, 0],
    ['Cart', 1, 0, 1],
    ['Address', 0, 1, 1],
  ]);
});

it('puts each visit on its stage', () => {
  const counted = picture.stages.map(({ stage, mobile, desktop, left }) => [stage, mobile, desktop, left]);
  expect(counted).toEqual([
    // 1, 9, whose purchase is a repeated one; 2, 10.
    ['awareness', 2, 2, 4],
    // 3, 5; 4.
    ['consideration', 2, 1, 3],
    // 6, 8.
    ['purchase', 0, 2, 1],
    ['post-purchase', 0, 0, 0],
    // 7 bought twice.
    ['loyalty', 1, 0, 0],
    ['advocacy', 0, 0, 0],
  ]);
});

it('counts each channel’s visits, bounces and carts', () => {
  const side = (channel: string, key: 'mobile' | 'desktop') =>
    Object.values(picture.channels.find((row) => row.channel === channel)?.[key] ?? {});
  // visits, measured, bounced, decided, brokeOff, purchases
  expect(side('Organic Search', 'mobile')).toEqual([2, 2, 1, 0, 0, 0]);
  expect(side('Email', 'desktop')).toEqual([2, 2, 1, 1, 1, 0]);
  expect(side('Paid Search', 'mobile')).toEqual([2, 2, 0, 2, 1, 1]);
  expect(side('Paid Search', 'desktop')).toEqual([1, 1, 1, 0, 0, 0]);
  expect(side('Direct', 'mobile')).toEqual([1, 1, 0, 0, 0, 0]);
  expect(side('Direct', 'desktop')).toEqual([2, 1, 0, 1, 0, 1]);
});

it('credits orders and money', () => {
  const credits = picture.attribution.map(({ channel, currency, ...credit }) => [
    channel,
    currency,
    ...Object.values(credit),
  ]);
  // A: e-mail, search, ad, ad, 10 EUR. B: e-mail, ad, 20 EUR. C: direct, 30 CHF.
  expect(credits).toEqual([
    ['Direct', 'CHF', 1, 1, 1, 30, 30, 30],
    ['Paid Search', 'EUR', 0, 2, 1, 0, 30, 15],
    ['Email', 'EUR', 2, 0, 0.75, 30, 0, 12.5],
    ['Organic Search', 'EUR', 0, 0, 0.25, 0, 0, 2.5],
  ]);
});

it('lets every visit flow from where it came to where it ended', () => {
  const { links } = picture.channelFlow;
  const into = (wanted: (id: string) => boolean) =>
    links.reduce((sum, { target, visits }) => sum + (wanted(target) ? visits : 0), 0);
  expect(into((id) => id === 'purchase')).toBe(2);
  expect(into((id) => id.startsWith('left'))).toBe(8);
  expect(into((id) => id.startsWith('landing'))).toBe(10);
  expect(into((id) => id === 'step Cart')).toBe(4);
});

it('agrees with itself', () => {
  const { moments } = picture.timeline;
  const sum = (key: 'mobile' | 'desktop' | 'purchases') => moments.reduce((total, moment) => total + moment[key], 0);
  expect([sum('mobile'), sum('desktop'), sum('purchases')]).toEqual([5, 5, 3]);
  expect(picture.quality).toEqual({
    events: story.flatMap(({ events }) => events).length + 3 + 2 + 4 + 1,
    missing: 1,
    dropped: 2,
    repeatedEvents: 3 + 2,
    repeatedPurchases: 1,
  });
  expect(picture.consents).toMatchObject([
    { analytics: 'granted', marketing: 'granted', visits: 10, pageViews: 16 },
    { analytics: 'undecided', visits: 0, pageViews: 1 },
  ]);
});
