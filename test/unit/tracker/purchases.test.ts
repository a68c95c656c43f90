// Orders and leads: when they are sent, how often, and what led there.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  closePage,
  everything,
  listBatches,
  listEvents,
  listNames,
  listRequests,
  loadNext,
  nothing,
  openedAt,
  openPage,
  openShop,
  purchaseOf,
  setAnswer,
  wait,
} from './shop.ts';

beforeEach(() => openPage({ url: 'https://shop.example/?utm_source=news' }));
afterEach(closePage);

describe('a purchase', () => {
  it('is sent alone, ahead of what waits, as soon as its page has its title', async () => {
    const { tracker } = openShop({}, everything);
    tracker.track('search', { search_term: 'mug' });
    tracker.track('purchase', purchaseOf('A'));
    document.title = 'Thank you';
    await wait(100);
    expect(listEvents()[0]?.page.title).toBe('Thank you');
    expect(listBatches().map(({ events }) => events.map(({ n, name }) => [n, name]))).toEqual([[[3, 'purchase']]]);
    await tracker.flush();
    expect(listNames()).toEqual(['purchase', 'page_view', 'search']);
  });

  it('waits for the grant like everything else', async () => {
    const { tracker } = openShop();
    tracker.track('purchase', purchaseOf('A'));
    await wait(60_000);
    expect(listRequests()).toEqual([]);
    tracker.consent(everything);
    await wait(100);
    expect(listBatches()[0]?.events).toMatchObject([{ name: 'purchase', at: openedAt }]);
  });

  it('is tried again until the collector takes it', async () => {
    setAnswer(503);
    const { tracker } = openShop({}, everything);
    tracker.track('purchase', purchaseOf('A'));
    await wait(60_000);
    setAnswer(200);
    await wait(600_000);
    const batches = listBatches().filter(({ events }) => events.some(({ name }) => name === 'purchase'));
    expect(batches.length).toBeGreaterThan(1);
    const after = listBatches().length;
    await wait(600_000);
    expect(listBatches()).toHaveLength(after);
  });

  it('carries the touchpoints that led there', async () => {
    const { tracker } = openShop({}, everything);
    tracker.track('purchase', purchaseOf('A'));
    await wait(100);
    expect(listEvents()[0]?.params).toMatchObject({
      ...purchaseOf('A'),
      journey: [{ at: openedAt, source: 'news', landing: '/' }],
    });
  });

  it('counts for the visitor, at once', async () => {
    const { tracker } = openShop({}, everything);
    tracker.track('purchase', purchaseOf('A'));
    tracker.track('purchase', purchaseOf('B'));
    expect(tracker.journey()).toMatchObject({ purchases: 2, visits: 1, stage: 'loyalty' });
    await wait(100);
    const purchases = listEvents().filter(({ name }) => name === 'purchase');
    expect(purchases.map(({ visitor }) => visitor?.purchases)).toEqual([1, 2]);
  });

  it('leaves what the page handed over as it was', () => {
    const params = purchaseOf('A');
    const copy = structuredClone(params);
    const { tracker } = openShop({}, everything);
    tracker.track('purchase', params);
    expect(params).toEqual(copy);
  });
});

describe('an order that was seen before', () => {
  it('is dropped on the same page, and told of', async () => {
    const { tracker, sent, drops } = openShop({}, everything);
    tracker.track('purchase', purchaseOf('A'));
    tracker.track('purchase', { ...purchaseOf('A'), value: 99 });
    tracker.track('sign_up');
    expect(drops).toEqual([{ reason: 'repeat', count: 1 }]);
    const events = await sent();
    expect(events.filter(({ name }) => name === 'purchase')).toHaveLength(1);
    expect(events.map(({ n }) => n).sort()).toEqual([1, 2, 3]);
    expect(tracker.journey().purchases).toBe(1);
  });

  it('is dropped when its thank-you page is loaded again', async () => {
    const shop = openShop({}, everything);
    await shop.sent();
    shop.tracker.track('purchase', purchaseOf('A'));
    await shop.sent();
    loadNext(shop, { url: 'https://shop.example/thanks' });
    const again = openShop({}, everything);
    again.tracker.track('purchase', purchaseOf('A'));
    again.tracker.track('purchase', purchaseOf('B'));
    await again.sent();
    expect(again.drops).toEqual([{ reason: 'repeat', count: 1 }]);
    expect(listEvents().filter(({ name }) => name === 'purchase')).toMatchObject([{ params: { transaction_id: 'B' } }]);
  });

  it('is dropped on the next page, although it was the very first event of a new visitor', async () => {
    const shop = openShop({ navigation: 'manual' }, everything);
    shop.tracker.track('purchase', purchaseOf('A'));
    await shop.sent();
    loadNext(shop, { url: 'https://shop.example/thanks' });
    const again = openShop({ navigation: 'manual' }, everything);
    again.tracker.track('purchase', purchaseOf('A'));
    expect(again.drops).toEqual([{ reason: 'repeat', count: 1 }]);
  });

  it('is not dropped when beforeSend had dropped it the first time', async () => {
    let isRefusing = true;
    const { tracker, sent } = openShop({ beforeSend: (event) => (isRefusing ? null : event) }, everything);
    tracker.track('purchase', purchaseOf('A'));
    isRefusing = false;
    tracker.track('purchase', purchaseOf('A'));
    await sent();
    expect(listNames()).toEqual(['purchase']);
  });

  it('is not dropped when a denial had dropped it the first time', async () => {
    const { tracker, sent } = openShop();
    tracker.track('purchase', purchaseOf('A'));
    tracker.consent(nothing);
    tracker.consent(everything);
    tracker.track('purchase', purchaseOf('A'));
    await sent();
    expect(listNames().sort()).toEqual(['page_view', 'purchase']);
  });

  it.each(['false', 'undefined', 'null'])('with the id %j is no other event', async (id) => {
    const { tracker, sent, drops } = openShop({}, everything);
    tracker.track('purchase', purchaseOf(id));
    tracker.track('sign_up');
    tracker.track('purchase', { ...purchaseOf(''), transaction_id: undefined as never });
    await sent();
    expect(drops).toEqual([]);
  });

  it('is dropped even after it was sent anonymously', async () => {
    const { tracker, sent, drops } = openShop({ anonymous: true });
    tracker.track('purchase', purchaseOf('A'));
    tracker.consent(everything);
    tracker.track('purchase', purchaseOf('A'));
    await sent();
    expect(drops).toEqual([{ reason: 'repeat', count: 1 }]);
  });
});

describe('a lead', () => {
  it('carries the touchpoints that led there, and waits like others', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.track('generate_lead', { lead_source: 'form' });
    await wait(0);
    expect(listRequests()).toEqual([]);
    const lead = (await sent()).at(-1);
    expect(lead?.params).toMatchObject({ lead_source: 'form', journey: [{ source: 'news' }] });
  });
});

describe('other events', () => {
  it('carry no touchpoints', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.track('sign_up');
    tracker.track('refund', { transaction_id: 'A', currency: 'EUR', value: 1 });
    expect((await sent()).filter(({ params }) => 'journey' in params)).toEqual([]);
  });
});
