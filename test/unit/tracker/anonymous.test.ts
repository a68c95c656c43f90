// Anonymous mode: what is sent without a grant, and that nothing of it names anybody.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSight } from '../browser/sight.ts';
import {
  closePage,
  everything,
  listBatches,
  listEvents,
  listRequests,
  nothing,
  openPage,
  openShop,
  purchaseOf,
  wait,
} from './shop.ts';

const url = 'https://shop.example/mugs?utm_source=news&gclid=click-1&color=red';
beforeEach(() => openPage({ url, referrer: 'https://search.example/find?q=mug', title: 'Mugs' }));
afterEach(closePage);

const options = { anonymous: true, queryParams: ['color'] };

describe.each<[state: string, decision: typeof nothing | undefined]>([
  ['undecided', undefined],
  ['denied', nothing],
])('while %s, anonymous mode', (_, decision) => {
  it('sends events without any identifier, source, query string or fine detail of the device', async () => {
    const { tracker, sent } = openShop(options, decision);
    tracker.track('search', { search_term: 'mug' });
    const events = await sent();
    expect(events.map(({ n, name }) => [n, name])).toEqual([
      [1, 'page_view'],
      [2, 'search'],
    ]);
    const [batch] = listBatches();
    expect(Object.keys(batch ?? {}).sort()).toEqual([
      'batch',
      'consent',
      'device',
      'events',
      'pages',
      'sent_at',
      'site',
      'v',
    ]);
    // The test environment says of itself that it is driven.
    expect(batch?.device).toEqual({ class: 'desktop', bot: true });
    expect(Object.values(batch?.pages ?? {})).toEqual([
      { url: 'https://shop.example/mugs', title: 'Mugs', referrer: 'https://search.example/find', kind: 'load' },
    ]);
    expect(JSON.stringify(listRequests())).not.toMatch(/click-1|news|color|q=mug/);
  });

  it('stores nothing and reads nothing', async () => {
    localStorage.setItem('etappe', 'somebody');
    const reading = vi.spyOn(Storage.prototype, 'getItem');
    const writing = vi.spyOn(Storage.prototype, 'setItem');
    const { tracker, sent } = openShop(options, decision);
    tracker.remember('cart', 1);
    tracker.track('purchase', purchaseOf('A'));
    tracker.track('generate_lead');
    await sent();
    expect(tracker.recall('cart')).toBeUndefined();
    expect(tracker.journey()).toMatchObject({ touchpoints: [], visits: 0 });
    expect(reading.mock.calls).toEqual([]);
    expect(writing.mock.calls).toEqual([]);
    expect(listEvents().some(({ params }) => 'journey' in params)).toBe(false);
  });

  it('says under which decision it sends', async () => {
    await openShop(options, decision).sent();
    expect(listBatches()[0]?.consent.analytics).toBe(decision ? 'denied' : 'undecided');
  });

  it('judges the bounce of the page view alone', async () => {
    const { tracker } = openShop(options, decision);
    await wait(3000);
    changeSight(false);
    expect(listEvents().at(-1)).toMatchObject({ name: 'page_leave', params: { visible_ms: 3000, bounced: true } });
    changeSight(true);
    tracker.track('search', { search_term: 'mug' });
    changeSight(false);
    await wait(10_000);
    changeSight(true);
    changeSight(false);
    expect(listEvents().filter(({ name }) => name === 'page_leave')).toHaveLength(1);
    await wait(1);
    changeSight(true);
    await wait(1);
    changeSight(false);
    expect(listEvents().at(-1)).toMatchObject({ name: 'page_leave', params: { bounced: false } });
  });

  it('gives every page view an id of its own', async () => {
    const { sent } = openShop(options, decision);
    history.pushState({}, '', '/hats');
    const views = (await sent()).filter(({ name }) => name === 'page_view');
    expect(new Set(views.map(({ page }) => page.id)).size).toBe(2);
    expect(views[1]?.page).toMatchObject({ url: 'https://shop.example/hats', referrer: 'https://shop.example/mugs' });
  });
});

describe('anonymous mode', () => {
  it('ends with a grant, which knows the landing that it did not tell', async () => {
    const { tracker, sent } = openShop(options);
    await sent();
    tracker.consent(everything);
    tracker.track('search', { search_term: 'mug' });
    const event = (await sent()).at(-1);
    expect(event?.visitor).toMatchObject({ visits: 1 });
    expect(event?.source?.first).toMatchObject({ source: 'news', click: { name: 'gclid', id: 'click-1' } });
    expect(event?.page.url).toBe('https://shop.example/mugs?utm_source=news&color=red');
  });

  it('never mixes events with and without a grant in one batch', async () => {
    const { tracker, sent } = openShop(options);
    tracker.track('search', { search_term: 'mug' });
    tracker.consent(everything);
    tracker.track('sign_up');
    await sent();
    for (const { visitor, events } of listBatches()) {
      expect(events.every(({ name }) => (name === 'sign_up') === Boolean(visitor))).toBe(true);
    }
    expect(listBatches()).toHaveLength(2);
  });

  it('after a withdrawal sends nothing by which a collector could know the visitor again', async () => {
    const { tracker, sent } = openShop(options, everything);
    await sent();
    const known = listEvents();
    tracker.consent(nothing);
    tracker.track('search', { search_term: 'hat' });
    await wait(5000);
    changeSight(false);
    const later = listEvents().slice(known.length);
    expect(later.map(({ name }) => name)).toContain('search');
    expect(later.every(({ visitor, session, source }) => !visitor && !session && !source)).toBe(true);
    // The page view's id was sent with the visitor's.
    const knownPages = known.map(({ page }) => page.id);
    expect(later.filter(({ page }) => knownPages.includes(page.id))).toEqual([]);
  });
});
