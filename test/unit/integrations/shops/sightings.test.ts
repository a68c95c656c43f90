import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLeads } from '../../../../src/integrations/shops/leads.ts';
import { createReport, type Report } from '../../../../src/integrations/shops/sightings.ts';
import { createFakeTracker, type FakeTracker } from '../../../helpers/shop-fixtures/fake-tracker.ts';

const basket = (price = 1) => ({ currency: 'EUR', items: [{ item_id: 'a', price }] });
let fake: FakeTracker;
let report: Report;
beforeEach(() => {
  fake = createFakeTracker();
  [report] = createReport(fake.tracker, createLeads(fake.tracker));
});

describe('one thing', () => {
  it('counts once, in whatever ways and order it is told', () => {
    report('dataLayer', 'add_to_cart', basket());
    report('gtag', 'add_to_cart', basket());
    report('shop', 'add_to_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('counts as often as the way that tells it most', () => {
    report('shop', 'add_to_cart', basket());
    report('dataLayer', 'add_to_cart', basket());
    report('shop', 'add_to_cart', basket());
    report('shop', 'add_to_cart', basket());
    report('dataLayer', 'add_to_cart', basket());
    expect(fake.names()).toHaveLength(3);
  });

  it('told by a direct call is known to the other ways', () => {
    fake.tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ item_id: 'a' }] });
    report('shop', 'add_to_cart', basket());
    report('dataLayer', 'add_to_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart']);
    report('shop', 'add_to_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart', 'add_to_cart']);
  });

  it('told by a direct call after another way counts once as well', () => {
    report('shop', 'begin_checkout', {});
    fake.tracker.track('begin_checkout', { currency: 'EUR', value: 1, items: [{ item_id: 'a', item_name: 'Mug' }] });
    expect(fake.names()).toEqual(['begin_checkout']);
    fake.tracker.track('begin_checkout', { currency: 'EUR', value: 1, items: [] });
    report('shop', 'begin_checkout', {});
    expect(fake.names()).toEqual(['begin_checkout', 'begin_checkout']);
  });

  it('is not what a direct call tells of another product, and that one may be told again', () => {
    const call = (item_name: string) =>
      fake.tracker.track('view_item', { currency: 'EUR', value: 1, items: [{ item_name, price: 1 }] });
    report('shop', 'view_item', { items: [{ item_name: 'Mug' }, { item_name: 'Hat' }] });
    call('Scarf');
    call('Scarf');
    expect(fake.names()).toEqual(['view_item', 'view_item', 'view_item']);
  });

  it('told by direct calls alone counts each time', () => {
    for (const _ of [1, 2, 3]) fake.tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [] });
    expect(fake.names()).toHaveLength(3);
  });

  it('may be called directly in any shape', () => {
    report('shop', 'view_item', basket());
    for (const params of [null, 7, { items: 'text' }, { items: null }, { items: [null, 7] }, { items: { 0: {} } }])
      expect(() => fake.tracker.track('view_item', params as never)).not.toThrow();
    expect(() => fake.tracker.track('constructor')).not.toThrow();
  });

  it('is not confused with another name', () => {
    report('dataLayer', 'add_to_cart', basket());
    report('shop', 'remove_from_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart', 'remove_from_cart']);
  });

  it('is told in clean parameters', () => {
    report('dataLayer', 'add_to_cart', { ...basket(2), email: 'a@example.com' });
    expect(fake.paramsOf('add_to_cart')).toEqual([{ currency: 'EUR', value: 2, items: [{ item_id: 'a', price: 2 }] }]);
  });
});

it('counts events of a visitor who has not decided, and again nothing twice when they are released', () => {
  fake = createFakeTracker({ isGranted: false });
  [report] = createReport(fake.tracker, createLeads(fake.tracker));
  report('dataLayer', 'add_to_cart', basket());
  report('shop', 'add_to_cart', basket());
  fake.grant();
  expect(fake.names()).toEqual(['add_to_cart']);
  report('shop', 'add_to_cart', basket());
  expect(fake.names()).toEqual(['add_to_cart', 'add_to_cart']);
});

it('knows a direct call of a visitor who has not decided yet', () => {
  fake = createFakeTracker({ isGranted: false });
  [report] = createReport(fake.tracker, createLeads(fake.tracker));
  fake.tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ item_id: 'a' }] });
  report('shop', 'add_to_cart', basket());
  fake.grant();
  report('dataLayer', 'add_to_cart', basket());
  expect(fake.names()).toEqual(['add_to_cart']);
});

describe('from one page to the next', () => {
  const openPage = ({ isGranted = true } = {}) => {
    fake = createFakeTracker({ memory: fake.memory, isGranted });
    [report] = createReport(fake.tracker, createLeads(fake.tracker));
  };
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_763_750_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('what a click pushed is not told again by the cart that the next page shows', () => {
    report('dataLayer', 'add_to_cart', basket());
    openPage();
    report('shop', 'add_to_cart', basket());
    expect(fake.names()).toEqual([]);
    report('shop', 'add_to_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('what the shop’s own reading told is not told again by what a server pushes late', () => {
    report('shop', 'add_to_cart', basket());
    openPage();
    report('dataLayer', 'add_to_cart', basket());
    report('gtag', 'add_to_cart', basket());
    expect(fake.names()).toEqual([]);
    report('dataLayer', 'add_to_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('what both told is settled: the next page begins with nothing open', () => {
    report('dataLayer', 'add_to_cart', basket());
    report('shop', 'add_to_cart', basket());
    openPage();
    report('shop', 'add_to_cart', basket());
    openPage();
    report('dataLayer', 'add_to_cart', basket());
    openPage();
    report('dataLayer', 'add_to_cart', basket());
    report('shop', 'add_to_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('a push that nobody answered is forgotten with the page after it', () => {
    report('dataLayer', 'add_to_cart', basket());
    openPage();
    report('dataLayer', 'add_to_cart', basket());
    report('shop', 'add_to_cart', basket());
    openPage();
    report('dataLayer', 'add_to_cart', basket());
    report('shop', 'add_to_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('is not remembered by integrations that share no report: the next addition would be lost', () => {
    for (const _ of [1, 2]) {
      fake = createFakeTracker({ memory: fake.memory });
      [report] = createReport(fake.tracker);
      createReport(fake.tracker);
      report('shop', 'add_to_cart', basket());
      expect(fake.names()).toEqual(['add_to_cart']);
    }
    expect(fake.memory.size).toBe(0);
  });

  it('is not lost where only one of two integrations that share no report tells it', () => {
    fake = createFakeTracker();
    const [[tellLayer], [tellCart]] = [createReport(fake.tracker), createReport(fake.tracker)];
    tellLayer('dataLayer', 'add_to_cart', basket());
    tellCart('shop', 'add_to_cart', basket());
    tellCart('shop', 'add_to_cart', basket());
    expect(fake.names()).toEqual(['add_to_cart', 'add_to_cart']);
  });

  it('half an hour later it is another one', () => {
    report('dataLayer', 'begin_checkout', basket());
    vi.advanceTimersByTime(1_800_000);
    openPage();
    report('shop', 'begin_checkout', basket());
    expect(fake.names()).toEqual(['begin_checkout']);
  });

  it('views are their own page’s', () => {
    report('shop', 'view_item', basket());
    openPage();
    report('dataLayer', 'view_item', basket());
    expect(fake.names()).toEqual(['view_item']);
  });

  it('a grant that comes later brings it, too', () => {
    report('dataLayer', 'add_to_cart', basket());
    openPage({ isGranted: false });
    fake.grant();
    report('shop', 'add_to_cart', basket());
    expect(fake.names()).toEqual([]);
  });
});
