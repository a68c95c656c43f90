import { beforeEach, describe, expect, it } from 'vitest';
import { createReport, type Report } from '../../../../src/integrations/shops/sightings.ts';
import { createFakeTracker, type FakeTracker } from '../../../helpers/shop-fixtures/fake-tracker.ts';

const basket = (price = 1) => ({ currency: 'EUR', items: [{ item_id: 'a', price }] });
let fake: FakeTracker;
let report: Report;
beforeEach(() => {
  fake = createFakeTracker();
  report = createReport(fake.tracker);
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
  report = createReport(fake.tracker);
  report('dataLayer', 'add_to_cart', basket());
  report('shop', 'add_to_cart', basket());
  fake.grant();
  expect(fake.names()).toEqual(['add_to_cart']);
  report('shop', 'add_to_cart', basket());
  expect(fake.names()).toEqual(['add_to_cart', 'add_to_cart']);
});
