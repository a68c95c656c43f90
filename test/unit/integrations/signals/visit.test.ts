// What a visitor does with a page: comparing, copying, searching, looking, waiting.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Journey, Tracker } from '../../../../src/types.ts';
import { createFakeTracker } from '../../../helpers/shop-fixtures/fake-tracker.ts';
import { get, press, type WatchedPage, watchPage } from './watched.ts';

let page: WatchedPage | undefined;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  page?.stop();
  page = undefined;
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

describe('time away', () => {
  let at: number;
  beforeEach(() => {
    at = 1_000;
    vi.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => at);
  });
  const show = (state: 'hidden' | 'visible') => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  };

  it('is what passed until the visitor came back, each time', () => {
    page = watchPage('');
    show('hidden');
    expect(page.read()).toBeUndefined();
    at += 4_000;
    show('visible');
    expect(page.read()).toEqual({ away_count: 1, away_ms: 4_000 });
    at += 9_000;
    show('hidden');
    at += 500;
    show('visible');
    expect(page.read()).toEqual({ away_count: 2, away_ms: 4_500 });
  });

  it.each([
    ['pageshow visibilitychange', 'as Chromium'],
    ['visibilitychange pageshow', 'in the other order'],
  ])('is none on another page of the shop, when Back restores this one (%s, %s)', (order) => {
    page = watchPage('');
    window.dispatchEvent(new Event('pagehide'));
    show('hidden');
    at += 60_000;
    for (const type of order.split(' '))
      if (type === 'pageshow') window.dispatchEvent(new Event('pageshow'));
      else show('visible');
    expect(page.read()).toBeUndefined();
  });

  it('is none before a tab in the background is first seen', () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    page = watchPage('');
    at += 60_000;
    show('visible');
    expect(page.read()).toBeUndefined();
  });
});

describe('a copied title', () => {
  const copy = (isInSelection: boolean) => {
    vi.stubGlobal('getSelection', () => ({ containsNode: (node: Node) => isInSelection && node === get('h1') }));
    document.dispatchEvent(new Event('copy', { bubbles: true }));
  };

  it('counts when the heading, or a part of it, was copied, and its words stay here', () => {
    page = watchPage('<h1>Mug of stoneware</h1>');
    copy(true);
    copy(false);
    expect(page.read()).toEqual({ copied_title: 1 });
  });

  it('is none where there is no heading', () => {
    page = watchPage('<p>Mug</p>');
    copy(true);
    expect(page.read()).toBeUndefined();
  });
});

describe('a slow page', () => {
  const load = (loadEventStart: number, activationStart = 0) =>
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ loadEventStart, activationStart } as never]);

  it('is told from three seconds on', () => {
    load(2_999);
    page = watchPage('');
    expect(page.read()).toBeUndefined();
    page.stop();
    load(3_000.4);
    page = watchPage('');
    expect(page.read()).toEqual({ load_ms: 3_000 });
  });

  it('is told when it was left before it had loaded', () => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    load(0);
    vi.spyOn(performance, 'now').mockReturnValue(7_000);
    page = watchPage('');
    expect(page.read()).toEqual({ load_ms: 7_000 });
  });

  it('is waited for from when it is shown, if it was prerendered', () => {
    load(9_000, 8_500);
    page = watchPage('');
    expect(page.read()).toBeUndefined();
  });
});

describe('the clicks to the first product', () => {
  const memory = new Map<string, string>();
  let journey: Partial<Journey>;
  beforeEach(() => {
    memory.clear();
    journey = { visits: 1 };
  });
  /** Opens a page of the shop, as the browser does it: another document, the same record. */
  const open = (referrer: string, isGranted = true) => {
    page?.stop();
    vi.spyOn(document, 'referrer', 'get').mockReturnValue(referrer);
    const fake = createFakeTracker({ isGranted, memory });
    fake.tracker.journey = (() => (fake.isGranted ? journey : { visits: 0 })) as Tracker['journey'];
    page = watchPage('<p>Text</p>', fake);
    return { ...page, view: () => fake.tracker.track<string>('view_item', {}), grant: fake.grant };
  };
  const outside = 'https://search.example/';
  const inside = `${location.origin}/mugs`;
  const click = (times: number) => {
    for (let time = 0; time < times; time++) press('p');
  };

  it('are counted from page to page, and told on the page of the product alone', () => {
    const landing = open(outside);
    click(2);
    expect(landing.read()).toBeUndefined();
    const list = open(inside);
    click(1);
    list.read();
    const product = open(inside);
    product.view();
    click(3);
    expect(product.read()).toEqual({ clicks_to_product: 3 });
    const second = open(inside);
    click(1);
    second.view();
    expect(second.read()).toBeUndefined();
  });

  it('are none when the visit lands on a product', () => {
    const product = open(outside);
    product.view();
    expect(product.read()).toEqual({ clicks_to_product: 0 });
  });

  it('begin anew with the next visit', () => {
    const landing = open(outside);
    click(5);
    landing.read();
    journey.visits = 2;
    const next = open(inside);
    click(1);
    next.view();
    expect(next.read()).toEqual({ clicks_to_product: 1 });
  });

  it('are not told when the landing was before the grant', () => {
    const landing = open(outside, false);
    click(4);
    landing.read();
    const product = open(inside, false);
    click(1);
    product.grant();
    product.view();
    expect(product.read()).toBeUndefined();
  });

  it('are kept with a grant only', () => {
    const landing = open(outside, false);
    click(2);
    landing.read();
    expect(memory.size).toBe(0);
    landing.grant();
    landing.read();
    expect([...memory]).toEqual([['way', '{"visits":1,"clicks":2}']]);
  });
});

describe('what came into view', () => {
  let observed: Element[];
  let comeIntoView: (...selectors: string[]) => void;
  beforeEach(() => {
    observed = [];
    vi.stubGlobal(
      'IntersectionObserver',
      vi.fn(function (this: object, callback: (entries: object[]) => void) {
        comeIntoView = (...selectors) =>
          callback(selectors.map((selector) => ({ isIntersecting: true, target: get(selector) })));
        return Object.assign(this, {
          observe: (element: Element) => observed.push(element),
          unobserve: (element: Element) => observed.splice(observed.indexOf(element), 1),
          disconnect: () => observed.splice(0),
        });
      }),
    );
  });

  it('is told in its order, each once, by mark or by wording', () => {
    page = watchPage(
      '<h1>Mug</h1><p data-etappe-seen="delivery shipping">soon</p><a href="/agb">AGB</a><h2>Bewertungen</h2><a class="again" href="/agb">AGB</a>',
    );
    vi.advanceTimersByTime(1_000);
    expect(observed).toHaveLength(4);
    comeIntoView('h2');
    comeIntoView('p', '.again');
    comeIntoView('a');
    expect(page.read()).toEqual({ seen: ['reviews', 'shipping', 'delivery', 'terms'] });
  });

  it('is nothing that a page makes up', () => {
    page = watchPage('<p data-etappe-seen="erika@example.org">x</p>');
    vi.advanceTimersByTime(1_000);
    expect(observed).toEqual([]);
  });

  it('is nothing in a menu that is still hidden', () => {
    page = watchPage('<nav style="visibility: hidden"><a href="/agb">AGB</a></nav>');
    vi.advanceTimersByTime(1_000);
    comeIntoView('a');
    expect(page.read()).toBeUndefined();
    get('nav').style.visibility = 'visible';
    comeIntoView('a');
    expect(page.read()).toEqual({ seen: ['terms'] });
  });

  it('may come late, and is looked for again', () => {
    page = watchPage('<main></main>');
    vi.advanceTimersByTime(1_000);
    get('main').innerHTML = '<h2>Reviews</h2>';
    vi.advanceTimersByTime(4_000);
    expect(observed).toEqual([get('h2')]);
  });

  it('is watched no longer after a refusal', () => {
    page = watchPage('<h2>Reviews</h2>');
    vi.advanceTimersByTime(1_000);
    page.fake.deny();
    expect(observed).toEqual([]);
    vi.advanceTimersByTime(9_000);
    expect(observed).toEqual([]);
  });
});
