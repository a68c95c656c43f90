// What start does, what it needs, and what happens before it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTracker } from '../../../src/index.ts';
import { changeSight } from '../browser/sight.ts';
import {
  closePage,
  everything,
  listBatches,
  listNames,
  listRequests,
  openedAt,
  openPage,
  openShop,
  wait,
} from './shop.ts';

beforeEach(() => openPage());
afterEach(closePage);

describe('without a usable endpoint', () => {
  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a script', 'javascript:alert(1)'],
    ['an unreadable one', 'https://['],
  ])('(%s) the tracker says so once and stays inert', async (_, endpoint) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const listen = vi.spyOn(window, 'addEventListener');
    const tracker = createTracker({ endpoint: endpoint as string });
    tracker.start();
    tracker.consent(everything);
    tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [] });
    tracker.page();
    changeSight(false);
    await tracker.flush();
    await wait(60_000);
    tracker.stop();
    expect(error).toHaveBeenCalledTimes(1);
    expect(`${error.mock.calls[0]}`).toMatch(/endpoint/);
    expect([listRequests(), listen.mock.calls, localStorage.length]).toEqual([[], [], 0]);
  });
});

describe('before start', () => {
  it('nothing of the page is touched', () => {
    const listen = [vi.spyOn(window, 'addEventListener'), vi.spyOn(document, 'addEventListener')];
    const { pushState } = history;
    const tracker = createTracker({ endpoint: 'https://collect.example/e' });
    tracker.track('search', { search_term: 'mug' });
    expect(listen.flatMap(({ mock }) => mock.calls)).toEqual([]);
    expect(history.pushState).toBe(pushState);
    expect(listRequests()).toEqual([]);
  });

  it('events wait for it, and follow the page view', async () => {
    const tracker = createTracker({ endpoint: '/e', site: 'my-shop', consent: everything });
    tracker.track('search', { search_term: 'mug' });
    tracker.track('sign_up');
    tracker.start();
    await tracker.flush();
    tracker.stop();
    expect(listNames().slice(0, 3)).toEqual(['page_view', 'search', 'sign_up']);
    expect(listBatches()[0]?.events.map(({ n, at }) => [n, at])).toEqual([1, 2, 3].map((n) => [n, openedAt]));
  });

  it('an endless loop costs no more memory than a hundred events', async () => {
    const tracker = createTracker({ endpoint: '/e', site: 'my-shop', consent: everything });
    for (let index = 0; index < 5000; index++) tracker.track('loop', { index });
    tracker.start();
    await tracker.flush();
    tracker.stop();
    const loops = listNames().filter((name) => name === 'loop').length;
    expect(loops).toBeGreaterThanOrEqual(100);
    expect(loops).toBeLessThan(110);
  });

  it('what was tracked before a denial is forgotten with it', async () => {
    const tracker = createTracker({ endpoint: '/e', site: 'my-shop' });
    tracker.track('search', { search_term: 'mug' });
    tracker.consent({ analytics: false });
    tracker.consent({ analytics: true });
    tracker.start();
    await tracker.flush();
    tracker.stop();
    expect(listNames()).not.toContain('search');
  });
});

describe('start', () => {
  it('records the page as it is found', async () => {
    openPage({
      url: 'https://shop.example/mugs?utm_source=news&id=5#top',
      referrer: 'https://search.example/q?x=1',
      title: 'Mugs',
    });
    const { sent } = openShop({}, everything);
    const [view] = await sent();
    expect(view).toMatchObject({
      n: 1,
      name: 'page_view',
      at: openedAt,
      site: 'my-shop',
      page: {
        url: 'https://shop.example/mugs?utm_source=news',
        title: 'Mugs',
        referrer: 'https://search.example/q',
        kind: 'load',
      },
      device: { class: 'desktop' },
      source: { first: { source: 'news', referrer: 'search.example', landing: '/mugs' } },
    });
  });

  it('called twice is one start', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.start();
    await sent();
    expect(listNames()).toEqual(['page_view']);
  });

  it('takes the host of the page for the name of the site when there is none, and a number for its digits', async () => {
    const nameless = openShop({ site: undefined as never }, everything);
    await nameless.sent();
    const numbered = openShop({ site: 123 as never }, everything);
    await numbered.sent();
    expect(listBatches().map(({ site }) => site)).toEqual(['shop.example', '123']);
  });

  it('takes query keys as a list or as a tag names them', async () => {
    openPage({ url: 'https://shop.example/?id=5&color=red&token=secret' });
    for (const queryParams of [['id', 'color'], 'id,color', 'id color'] as never[]) {
      await openShop({ queryParams }, everything).sent();
    }
    expect(listBatches().flatMap(({ pages }) => Object.values(pages).map(({ url }) => url))).toEqual(
      Array(3).fill('https://shop.example/?id=5&color=red'),
    );
  });

  it('in a page that nobody has seen sends nothing until somebody does', async () => {
    changeSight(false);
    const { tracker } = openShop({}, everything);
    tracker.track('web_vitals');
    await tracker.flush();
    await wait(3_600_000);
    expect(listRequests()).toEqual([]);
    changeSight(true);
    await tracker.flush();
    expect(listBatches()[0]?.events.map(({ name, at }) => [name, at])).toEqual([
      ['page_view', openedAt + 3_600_000],
      ['web_vitals', openedAt + 3_600_000],
    ]);
  });
});
