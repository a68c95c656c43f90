// @vitest-environment node
import type { WireBatch } from 'etappe/wire';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Picture, readPicture } from '../../../../../examples/collector/journey/picture.ts';
import type { Scope } from '../../../../../examples/collector/journey/scope.ts';
import { openStore, type Store } from '../../../../../examples/collector/store.ts';
import { basket, bouncer, buyer, tellVisit } from '../batches.ts';
import { decoded } from '../decoded.ts';

const longAgo = 1_700_000_000_000;
const lately = longAgo + 30 * 86_400_000;
const now = lately + 3_600_000;
let store: Store;

const newsletter = { source: 'newsletter', medium: 'email', campaign: 'autumn' };
const ad = { source: 'google', medium: 'cpc', campaign: 'brand' };
const hostile = { source: "x'; DROP TABLE event; --", medium: '<script>', campaign: '<img src=x onerror=alert(1)>' };

const bought = (id: string, journey: unknown): WireBatch => {
  const batch = buyer(id, { at: lately, touch: ad, device: 'desktop' });
  for (const event of batch.events) if (event.name === 'purchase') event.params = { ...event.params, journey };
  return batch;
};

const leaver = (id: string, signals: unknown, path = '/en/mug'): WireBatch =>
  tellVisit({
    id,
    at: lately,
    touch: hostile,
    pages: [{ path, events: [['page_view'], ['view_item', basket], ['page_leave', { signals, bounced: false }]] }],
  });

const measured = tellVisit({
  id: 'measured',
  at: lately,
  touch: hostile,
  pages: [1000, 2000, 3000, 5000].map((lcp_ms, index) => ({
    path: `/${index}`,
    events: [['page_view'], ['web_vitals', { lcp_ms: 1, cls: 'none' }], ['web_vitals', { lcp_ms, cls: -1 }]],
  })),
});

const viewer = (id: string, seen: unknown[]): WireBatch =>
  tellVisit({
    id,
    at: lately,
    touch: { source: 'views', medium: 'email', campaign: 'views' },
    pages: seen.map((words, index) => ({
      path: `/${index}`,
      events: [['page_view'], ['view_item', basket], ['page_leave', { signals: { seen: words } }]],
    })),
  });

// One store for all: nothing here writes after the beginning.
beforeAll(async () => {
  let receivedAt = longAgo;
  store = await openStore({ file: ':memory:', now: () => receivedAt });
  const add = (batch: WireBatch, isBot = false) =>
    store.add({ ...decoded(batch), ...(isBot && { sender: { isBot: true, deviceClass: 'desktop' } }) });
  await add(bouncer('old', { at: longAgo, touch: newsletter }));
  receivedAt = lately;
  await add(bouncer('new', { at: lately, touch: newsletter }));
  await add(buyer('robot', { at: lately, touch: newsletter }), true);
  await add(bought('path', [newsletter, { referrer: 'www.google.com' }, ad]));
  await add(bought('junk', [7, 'x', null, { source: { deep: true } }]));
  await add(bought('none', 'no path'));
  await add(leaver('errors', { script_errors: 3, load_ms: 2000 }));
  await add(leaver('away', { away_count: 1, away_ms: 9000, refused_fields: { email: 2 } }));
  await add(leaver('junk-signals', { script_errors: 'many', refused_fields: 7, dead_clicks: [1] }));
  await add(measured);
  await add(viewer('seen', [['shipping', 'payment'], ['delivery']]));
  await add(viewer('junk-marks', [[], ['junk', 7, null]]));
  await add(viewer('unmarked', [undefined, 'shipping']));
  await add({ ...bouncer('nobody', { analytics: 'undecided', marketing: 'undecided', at: lately }), site: 'other' });
});
afterAll(() => store.close());

const pictureOf = (scope: Partial<Scope> = {}): Promise<Picture> => readPicture(store, { now, ...scope });

it('leaves robots out, and counts them when asked to', async () => {
  expect((await pictureOf()).counts).toMatchObject({ visits: 12, purchases: 3 });
  const { counts, flow } = await pictureOf({ bots: true });
  expect(counts).toMatchObject({ visits: 13, purchases: 4 });
  expect(flow.nodes.map(({ label }) => label)).toContain('newsletter / email');
});

it('narrows to a time', async () => {
  const { counts, timeline } = await pictureOf({ since: lately });
  expect(counts.visits).toBe(11);
  expect(timeline.moments.reduce((total, { mobile, desktop }) => total + mobile + desktop, 0)).toBe(11);
  expect((await pictureOf({ until: lately })).counts.visits).toBe(1);
  const midnight = new Date(lately).setHours(0, 0, 0, 0);
  const fourWeeks = await pictureOf({
    since: new Date(midnight).setDate(new Date(midnight).getDate() - 28),
    until: midnight,
  });
  expect(fourWeeks.timeline.moments).toHaveLength(28);
});

it('narrows to a device, a channel and a campaign, in every number', async () => {
  expect((await pictureOf({ device: 'desktop' })).counts).toMatchObject({ visits: 3, purchases: 3 });
  const { counts, visits, flow, consents, channels } = await pictureOf({ channel: 'Email', campaign: 'autumn' });
  expect(counts).toMatchObject({ visits: 2, pageViews: 2, purchases: 0 });
  expect(visits.map(({ channel }) => channel)).toEqual(['Email', 'Email']);
  expect(flow.nodes.filter(({ kind }) => kind === 'touch').map(({ label }) => label)).toEqual(['newsletter / email']);
  expect(consents).toMatchObject([{ visits: 2 }]);
  expect(channels.map(({ channel }) => channel)).toEqual(['Email']);
});

it('counts page views of nobody in particular where no channel is asked for', async () => {
  expect((await pictureOf({ site: 'other' })).counts).toMatchObject({ visits: 0, pageViews: 1 });
  expect((await pictureOf({ site: 'other', channel: 'Email' })).counts.pageViews).toBe(0);
});

it('offers what there is in that time, whatever else is chosen', async () => {
  const { choices } = await pictureOf({ device: 'tablet', campaign: 'brand' });
  expect(choices.devices).toEqual([
    { value: 'mobile', visits: 9 },
    { value: 'desktop', visits: 3 },
  ]);
  expect(choices.campaigns).toContainEqual({ value: 'autumn', visits: 2 });
  expect(choices.channels).toContainEqual({ value: 'Paid Search', visits: 3 });
});

it('takes hostile filters as plain texts', async () => {
  for (const text of [hostile.campaign, hostile.source, "' OR 1=1 --"]) {
    const { counts } = await pictureOf({ campaign: text, site: text, channel: text, device: text });
    expect(counts.visits).toBe(0);
  }
  expect((await pictureOf({ campaign: hostile.campaign })).counts.visits).toBe(4);
});

it('credits purchases to the first touch, to the last and to all of the path alike', async () => {
  const { attribution } = await pictureOf();
  const third = expect.closeTo(1 / 3);
  expect(attribution.find(({ channel }) => channel === 'Email')).toMatchObject({ first: 1, last: 0, linear: third });
  expect(attribution.find(({ channel }) => channel === 'Organic Search')).toMatchObject({
    first: 0,
    last: 0,
    linear: third,
  });
  // The visit's own touch stands in for a path that is none.
  expect(attribution.find(({ channel }) => channel === 'Paid Search')).toMatchObject({
    first: 1,
    last: 2,
    linear: expect.closeTo(4 / 3),
    lastValue: expect.closeTo(29.8),
  });
  const sum = (key: 'first' | 'last' | 'linear') => attribution.reduce((total, credit) => total + credit[key], 0);
  expect([sum('first'), sum('last'), sum('linear')]).toEqual([3, 3, expect.closeTo(3)]);
});

it('reads why visits left from the page that they ended on', async () => {
  const { reasons, stages } = await pictureOf({ campaign: hostile.campaign });
  expect(reasons).toEqual([
    { step: 'Before a product', mobile: 1, desktop: 0, reasons: [] },
    {
      step: 'Product',
      mobile: 3,
      desktop: 0,
      reasons: [
        expect.objectContaining({ reason: 'Broken page: script errors', mobile: 1 }),
        expect.objectContaining({ reason: 'Form too strict or unclear', mobile: 1 }),
        expect.objectContaining({ reason: 'Went away and back: comparing elsewhere', mobile: 1 }),
      ],
    },
  ]);
  expect(stages.find(({ stage }) => stage === 'consideration')).toMatchObject({ mobile: 3, left: 3 });
});

it('reads what came into view from all pages of a visit', async () => {
  const { reasons } = await pictureOf({ campaign: 'views' });
  const told = reasons.flatMap(({ reasons: here }) => here.map(({ reason, mobile }) => `${reason}: ${mobile}`));
  // Shipping was seen on the first page; of the visit without any mark nothing can be said.
  expect(told).toEqual([
    'No review came into view: 2',
    'Shipping costs never came into view: 1',
    'Read the delivery time: 1',
  ]);
});

it('takes the last word of each page view for its speed, and no impossible ones', async () => {
  const { vitals } = await pictureOf();
  expect(vitals).toEqual([
    {
      measure: 'lcp_ms',
      mobile: { pages: 4, p75: 3500, rating: 'needs improvement', good: 0.5, poor: 0.25 },
      desktop: null,
    },
  ]);
});

it('puts bounces and break-offs of phones beside those of desktops, channel by channel', async () => {
  const { channels } = await pictureOf();
  expect(channels.find(({ channel }) => channel === 'Email')).toMatchObject({
    mobile: { visits: 5, bounced: 2 },
    desktop: { visits: 0 },
  });
  expect(channels.find(({ channel }) => channel === 'Paid Search')).toMatchObject({
    mobile: { visits: 0 },
    desktop: { visits: 3, decided: 3, brokeOff: 0, purchases: 3 },
  });
});

it('counts who is here at this moment', async () => {
  expect((await pictureOf({ now: lately + 1000 })).now).toMatchObject({ visits: 11, carts: 0 });
  expect((await pictureOf()).now).toMatchObject({ visits: 0, events: 0 });
});

it('begins the river with channels too', async () => {
  const { channelFlow } = await pictureOf();
  expect(
    channelFlow.nodes
      .filter(({ kind }) => kind === 'touch')
      .map(({ label }) => label)
      .sort(),
  ).toEqual(['Email', 'Paid Search', 'Unassigned']);
});
