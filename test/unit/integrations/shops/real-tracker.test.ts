// What the shop's ways of telling make of the real tracker: its hooks, its memory, its gate.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLeads } from '../../../../src/integrations/shops/leads.ts';
import { createReport } from '../../../../src/integrations/shops/sightings.ts';
import {
  closePage,
  everything,
  listNames,
  listRequests,
  loadNext,
  nothing,
  openPage,
  openShop,
} from '../../tracker/shop.ts';

const basket = { currency: 'EUR', value: 12.5, items: [{ item_id: 'M1', price: 12.5 }] };
const listAdditions = () => listNames().filter((name) => name === 'add_to_cart');

beforeEach(() => openPage());
afterEach(closePage);

it('a direct call and a push of the same thing before the decision go out as one', async () => {
  const shop = openShop();
  const report = createReport(shop.tracker, createLeads(shop.tracker));
  shop.tracker.track('add_to_cart', basket);
  report('dataLayer', 'add_to_cart', basket);
  report('shop', 'add_to_cart', basket);
  shop.tracker.consent(everything);
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart']);
});

it('a call from before the start counts as told', async () => {
  const shop = openShop();
  shop.tracker.stop();
  const report = createReport(shop.tracker, createLeads(shop.tracker));
  shop.tracker.track('add_to_cart', basket);
  shop.tracker.start();
  report('shop', 'add_to_cart', basket);
  shop.tracker.consent(everything);
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart']);
});

it('what a click pushed is known to the next page, and the addition after it is another one', async () => {
  const before = openShop({}, everything);
  createReport(before.tracker, createLeads(before.tracker))('dataLayer', 'add_to_cart', basket);
  await before.sent();
  loadNext(before);
  const shop = openShop({}, everything);
  const report = createReport(shop.tracker, createLeads(shop.tracker));
  report('shop', 'add_to_cart', basket);
  await shop.sent();
  expect(listAdditions()).toEqual([]);
  report('shop', 'add_to_cart', basket);
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart']);
});

it('nothing of it is kept without a grant, nor after a withdrawal', async () => {
  const shop = openShop();
  const report = createReport(shop.tracker, createLeads(shop.tracker));
  report('dataLayer', 'add_to_cart', basket);
  expect(localStorage).toHaveLength(0);
  shop.tracker.consent(everything);
  report('dataLayer', 'add_to_cart', basket);
  await shop.sent();
  expect(JSON.stringify(localStorage.getItem('etappe'))).toContain('sightings');
  shop.tracker.consent(nothing);
  report('dataLayer', 'add_to_cart', basket);
  await Promise.resolve();
  expect(localStorage).toHaveLength(0);
  const sent = listRequests().length;
  await shop.sent();
  expect(listRequests()).toHaveLength(sent);
});
