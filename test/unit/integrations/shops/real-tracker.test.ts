// What the shop's ways of telling make of the real tracker: its hooks, its memory, its gate.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataLayer } from '../../../../src/integrations/shops/datalayer.ts';
import { shopSystems } from '../../../../src/integrations/shops/index.ts';
import { createLeads } from '../../../../src/integrations/shops/leads.ts';
import { createReport } from '../../../../src/integrations/shops/sightings.ts';
import {
  closePage,
  everything,
  listEvents,
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
  const [report] = createReport(shop.tracker, createLeads(shop.tracker));
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
  const [report] = createReport(shop.tracker, createLeads(shop.tracker));
  shop.tracker.track('add_to_cart', basket);
  shop.tracker.start();
  report('shop', 'add_to_cart', basket);
  shop.tracker.consent(everything);
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart']);
});

describe('what the page told before the start', () => {
  const page = window as { dataLayer?: unknown[] };
  const push = (item_name = 'Mug') => ({ event: 'view_item', ecommerce: { ...basket, items: [{ item_name }] } });
  const call = (item_name = 'Mug'): ['event', 'view_item', ReturnType<typeof push>['ecommerce']] => [
    'event',
    'view_item',
    push(item_name).ecommerce,
  ];
  /** The script tag's order: calls of the stub, integrations, start. */
  const listViews = async (pushes: unknown[], calls: ReturnType<typeof call>[] = []) => {
    page.dataLayer = pushes;
    const shop = openShop();
    shop.tracker.stop();
    for (const [, name, params] of calls) shop.tracker.track(name, params as never);
    shop.tracker.use(shopSystems());
    shop.tracker.start();
    shop.tracker.consent(everything);
    await shop.sent();
    return listEvents()
      .filter(({ name }) => name === 'view_item')
      .map(({ params }) => (params.items as { item_name: string }[])[0]?.item_name);
  };

  it('by Tag Manager and by gtag counts once', async () => {
    expect(await listViews([push(), call()])).toEqual(['Mug']);
  });

  it('by a call and by a push counts once', async () => {
    expect(await listViews([push()], [call()])).toEqual(['Mug']);
  });

  it('of two products counts twice, whoever told which', async () => {
    expect(await listViews([push('Hat')], [call('Mug')])).toEqual(['Mug', 'Hat']);
    expect(await listViews([push('Mug'), push('Hat')])).toEqual(['Mug', 'Hat', 'Mug', 'Hat']);
  });
});

it('a call after a push of the same thing is dropped as a repeat', async () => {
  const shop = openShop({}, everything);
  const [report] = createReport(shop.tracker, createLeads(shop.tracker));
  report('dataLayer', 'add_to_cart', basket);
  shop.tracker.track('add_to_cart', basket);
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart']);
  expect(shop.drops).toEqual([{ reason: 'repeat', count: 1 }]);
});

it('what was pushed while it was denied counts for nothing after a grant', async () => {
  const shop = openShop();
  const [report] = createReport(shop.tracker, createLeads(shop.tracker));
  report('dataLayer', 'add_to_cart', basket);
  shop.tracker.consent(nothing);
  report('dataLayer', 'add_to_cart', basket);
  shop.tracker.consent({ ...everything, at: Date.now() + 1 });
  report('shop', 'add_to_cart', basket);
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart']);
});

it('a product whose name is redacted counts as often as it is told', async () => {
  const shop = openShop({}, everything);
  const [report] = createReport(shop.tracker, createLeads(shop.tracker));
  for (const way of ['dataLayer', 'shop', 'dataLayer'])
    report(way, 'add_to_cart', { currency: 'EUR', items: [{ item_name: 'Cup for erika@example.com', price: 9 }] });
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart', 'add_to_cart']);
});

it('an integration that was unplugged drops nobody’s calls', async () => {
  const shop = openShop({}, everything);
  const unplug = shop.tracker.use(dataLayer());
  (window as { dataLayer?: unknown[] }).dataLayer?.push({ event: 'add_to_cart', ecommerce: basket });
  unplug();
  shop.tracker.track('add_to_cart', basket);
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart', 'add_to_cart']);
});

it('what a click pushed is known to the next page, and the addition after it is another one', async () => {
  const before = openShop({}, everything);
  createReport(before.tracker, createLeads(before.tracker))[0]('dataLayer', 'add_to_cart', basket);
  await before.sent();
  loadNext(before);
  const shop = openShop({}, everything);
  const [report] = createReport(shop.tracker, createLeads(shop.tracker));
  report('shop', 'add_to_cart', basket);
  await shop.sent();
  expect(listAdditions()).toEqual([]);
  report('shop', 'add_to_cart', basket);
  await shop.sent();
  expect(listAdditions()).toEqual(['add_to_cart']);
});

it('nothing of it is kept without a grant, nor after a withdrawal', async () => {
  const shop = openShop();
  const [report] = createReport(shop.tracker, createLeads(shop.tracker));
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
