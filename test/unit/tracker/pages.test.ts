// Page views of single-page apps, their numbers, and the totals that each one leaves behind.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlatEvent } from '../../../src/wire/index.ts';
import { setAddress } from '../browser/address.ts';
import { changeSight } from '../browser/sight.ts';
import { closePage, everything, listEvents, openPage, openShop, wait } from './shop.ts';

beforeEach(() => openPage({ referrer: 'https://search.example/' }));
afterEach(closePage);

const viewsOf = (events: readonly FlatEvent[]) =>
  events
    .filter(({ name }) => name === 'page_view')
    .map(({ page }) => [page.kind, page.url.replace('https://shop.example', '')]);
const leavesOf = (events: readonly FlatEvent[]) => events.filter(({ name }) => name === 'page_leave');

describe('a page view', () => {
  it('follows every move of a single-page app, with the page before as its referrer', async () => {
    const { sent } = openShop({}, everything);
    history.pushState({}, '', '/mugs');
    history.replaceState({}, '', '/mugs/1');
    const views = (await sent()).filter(({ name }) => name === 'page_view');
    expect(viewsOf(views)).toEqual([
      ['load', '/'],
      ['history', '/mugs'],
      ['history', '/mugs/1'],
    ]);
    expect(views.map(({ page }) => page.referrer)).toEqual([
      'https://search.example/',
      'https://shop.example/',
      'https://shop.example/mugs',
    ]);
    expect(new Set(views.map(({ page }) => page.id)).size).toBe(3);
  });

  it('is not made by an address that stays the same, by a filter, a fragment or a cleaned-up campaign', async () => {
    const { sent } = openShop({}, everything);
    for (const address of ['/', '/?utm_source=x', '/?sort=price', '/#top', '/?gclid=1#top']) {
      history.replaceState({}, '', address);
    }
    expect(viewsOf(await sent())).toEqual([['load', '/']]);
  });

  it('is made by a query key that the owner allowed', async () => {
    const { sent } = openShop({ queryParams: ['id'] }, everything);
    history.pushState({}, '', '/?id=1');
    history.pushState({}, '', '/?id=1&sort=price');
    history.pushState({}, '', '/?id=2');
    expect(viewsOf(await sent()).map(([, address]) => address)).toEqual(['/', '/?id=1', '/?id=2']);
  });

  it('is made by a fragment where the app routes by it', async () => {
    const { sent } = openShop({ navigation: 'hash' }, everything);
    setAddress('https://shop.example/#/mugs');
    window.dispatchEvent(new Event('hashchange'));
    expect(viewsOf(await sent())).toEqual([
      ['load', '/'],
      ['hash', '/'],
    ]);
  });

  it('is made once although several signs tell of the same move', async () => {
    const { sent } = openShop({}, everything);
    history.pushState({}, '', '/mugs');
    window.dispatchEvent(new Event('popstate'));
    window.dispatchEvent(new Event('hashchange'));
    expect(viewsOf(await sent())).toHaveLength(2);
  });

  it('is made only by hand where the owner wants it so', async () => {
    const { tracker, sent } = openShop({ navigation: 'manual' }, everything);
    history.pushState({}, '', '/mugs');
    expect(viewsOf(await sent())).toEqual([]);
    tracker.page();
    tracker.page({ url: 'https://shop.example/virtual?x=1', title: 'Virtual' });
    const views = (await sent()).filter(({ name }) => name === 'page_view');
    expect(viewsOf(views)).toEqual([
      ['manual', '/mugs'],
      ['manual', '/virtual'],
    ]);
    expect(views[1]?.page.title).toBe('Virtual');
    expect(views[0]?.source?.first.referrer).toBe('search.example');
  });

  it('is made when the page comes back out of the back/forward cache', async () => {
    const { sent } = openShop({}, everything);
    changeSight(false);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    changeSight(true);
    expect(viewsOf(await sent())).toEqual([
      ['load', '/'],
      ['restore', '/'],
    ]);
  });

  it('has the title that the app has set by the time it is sent', async () => {
    const { sent } = openShop({}, everything);
    history.pushState({}, '', '/mugs');
    document.title = 'Mugs for jane.doe@mail.example';
    const [home, mugs] = (await sent()).filter(({ name }) => name === 'page_view');
    expect([home?.page.title, mugs?.page.title]).toEqual(['Shop', 'Mugs for *redacted*']);
  });

  it('never tells an arrival twice', async () => {
    const { tracker, sent } = openShop({}, everything);
    history.pushState({}, '', '/mugs');
    await sent();
    await wait(1);
    history.pushState({}, '', '/hats');
    await sent();
    expect(tracker.journey().touchpoints).toHaveLength(1);
  });
});

describe('the numbers of a page view', () => {
  it('are 1, 2, 3 and on without a gap, whatever happens', async () => {
    const { tracker, sent } = openShop({ beforeSend: (event) => (event.name === 'secret' ? null : event) });
    tracker.track('search', { search_term: 'mug' });
    tracker.consent(everything);
    for (const address of ['/a', '/b', '/c']) {
      tracker.track('secret');
      tracker.track('purchase', { transaction_id: 'A', currency: 'EUR', value: 1, items: [] });
      history.pushState({}, '', address);
      await wait(2000);
      tracker.track('sign_up');
      changeSight(false);
      await wait(2000);
      changeSight(true);
      await wait(2000);
      await sent();
    }
    tracker.stop();
    const numbers = new Map<string, number[]>();
    for (const { page, n } of listEvents()) numbers.set(page.id, [...(numbers.get(page.id) ?? []), n]);
    expect(numbers.size).toBe(4);
    for (const list of numbers.values()) {
      expect(list.sort((a, b) => a - b)).toEqual(Array.from({ length: list.length }, (_, index) => index + 1));
    }
  });
});

describe('the totals of a page view', () => {
  it('go out when the page goes out of sight, and grow with each time', async () => {
    openShop({}, everything);
    await wait(12_000);
    changeSight(false);
    await wait(3_600_000);
    changeSight(true);
    await wait(3000);
    changeSight(false);
    const leaves = leavesOf(listEvents());
    expect(leaves.map(({ n, params }) => [n, params.visible_ms])).toEqual([
      [2, 12_000],
      [3, 15_000],
    ]);
    expect(leaves[0]?.params).toEqual({
      engaged_ms: 12_000,
      visible_ms: 12_000,
      scroll_percent: 100,
      interactions: 0,
      bounced: false,
    });
  });

  it('are not told twice when nothing has been added', async () => {
    openShop({}, everything);
    await wait(1000);
    changeSight(false);
    window.dispatchEvent(new Event('pagehide'));
    expect(leavesOf(listEvents())).toHaveLength(1);
  });

  it('belong to the view that is left, and the next one begins anew', async () => {
    const { sent } = openShop({}, everything);
    await wait(4000);
    window.dispatchEvent(new Event('keydown'));
    history.pushState({}, '', '/mugs');
    await wait(1000);
    history.pushState({}, '', '/hats');
    const leaves = leavesOf(await sent());
    expect(leaves.map(({ page, params }) => [page.url, params.visible_ms, params.interactions])).toEqual([
      ['https://shop.example/', 4000, 1],
      ['https://shop.example/mugs', 1000, 0],
    ]);
  });

  it('are told of each view, although one was looked at for as long as the other, or not at all', async () => {
    const { sent } = openShop({}, everything);
    for (const [address, ms] of [
      ['/a', 1000],
      ['/b', 1000],
      ['/c', 0],
      ['/d', 0],
    ] as const) {
      await wait(ms);
      history.pushState({}, '', address);
    }
    expect(leavesOf(await sent()).map(({ params }) => params.visible_ms)).toEqual([1000, 1000, 0, 0]);
  });

  it('come before the page view that ends them', async () => {
    const { sent } = openShop({}, everything);
    await wait(1000);
    history.pushState({}, '', '/mugs');
    expect((await sent()).map(({ name }) => name)).toEqual(['page_view', 'page_leave', 'page_view']);
  });

  it('tell of a bounce after one short look, and take it back after a second page', async () => {
    openShop({}, everything);
    await wait(3000);
    changeSight(false);
    changeSight(true);
    history.pushState({}, '', '/mugs');
    await wait(1000);
    changeSight(false);
    expect(leavesOf(listEvents()).map(({ params }) => params.bounced)).toEqual([true, false]);
  });

  it('tell of no bounce when something was done that shows intent', async () => {
    const { tracker } = openShop({}, everything);
    tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [] });
    await wait(1000);
    changeSight(false);
    expect(leavesOf(listEvents()).at(-1)?.params.bounced).toBe(false);
  });

  it('go by beacon when the page is hidden, in one piece with what waits', async () => {
    const { tracker } = openShop({}, everything);
    tracker.track('sign_up');
    await wait(1000);
    changeSight(false);
    expect(listEvents().map(({ name }) => name)).toEqual(['page_view', 'sign_up', 'page_leave']);
    expect(new Set(listEvents().map(({ batch }) => batch)).size).toBe(1);
  });
});
