// From granted to denied: what is wiped, what is never sent, and what a later grant begins with.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSight } from '../browser/sight.ts';
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

beforeEach(() => openPage({ url: 'https://shop.example/?utm_source=news&gclid=click-1' }));
afterEach(closePage);

describe('a withdrawal', () => {
  it('wipes the storage at once', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.remember('cart', { items: [] });
    await sent();
    expect(localStorage.getItem('etappe')).toContain('news');
    tracker.consent(nothing);
    expect(localStorage.length).toBe(0);
  });

  it('is not undone by what the same task has recorded before it', async () => {
    const { tracker } = openShop({}, everything);
    tracker.track('search', { search_term: 'mug' });
    tracker.consent(nothing);
    await wait(60_000);
    expect([localStorage.length, listRequests()]).toEqual([0, []]);
  });

  it('forgets what waits, says how much, and sends no farewell', async () => {
    const { tracker, sent, drops } = openShop({}, everything);
    await sent();
    const before = listRequests().length;
    tracker.track('search', { search_term: 'mug' });
    tracker.track('sign_up');
    tracker.consent(nothing);
    expect(drops).toContainEqual({ reason: 'withdrawn', count: 2 });
    history.pushState({}, '', '/next');
    tracker.page();
    changeSight(false);
    window.dispatchEvent(new Event('pagehide'));
    await tracker.flush();
    await wait(600_000);
    tracker.stop();
    expect(listRequests().length).toBe(before);
  });

  it('ends every further try of what the collector has put off', async () => {
    setAnswer(503);
    const { tracker, sent } = openShop({}, everything);
    await sent().catch(() => {});
    tracker.consent(nothing);
    await wait(3_600_000);
    expect(listRequests()).toHaveLength(1);
  });

  it('leaves nothing to ask for', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.track('generate_lead');
    tracker.remember('cart', 1);
    await sent();
    tracker.consent(nothing);
    expect(tracker.recall('cart')).toBeUndefined();
    expect(tracker.journey()).toEqual({ stage: undefined, touchpoints: [], visits: 0, purchases: 0 });
  });

  it('by silence where there was a grant counts as well', async () => {
    const { tracker, sent } = openShop({}, everything);
    await sent();
    tracker.consent({ marketing: true, source: 'banner' });
    tracker.track('search', { search_term: 'mug' });
    await wait(60_000);
    expect([localStorage.length, listNames()]).toEqual([0, ['page_view']]);
  });

  it('by silence, followed by a grant, counts the page anew', async () => {
    const { tracker, sent } = openShop({}, everything);
    const [first] = await sent();
    tracker.consent({ marketing: true, source: 'banner' });
    tracker.track('sign_up');
    await wait(1000);
    tracker.consent(everything);
    const later = (await sent()).slice(1);
    expect(later[0]).toMatchObject({ name: 'page_view', n: 1 });
    expect(later.map(({ page }) => page.id)).not.toContain(first?.page.id);
    expect(later[0]?.visitor).toMatchObject({ visits: 1 });
    expect(later[0]?.visitor?.id).not.toBe(first?.visitor?.id);
  });

  it('followed by a grant makes somebody new, on a new page view, who knows nothing of before', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.track('purchase', purchaseOf('A'));
    const [first] = await sent();
    await wait(1000);
    tracker.consent(nothing);
    tracker.track('search', { search_term: 'secret' });
    await wait(1000);
    tracker.consent(everything);
    const events = await sent();
    const second = events.at(-1);
    expect(second).toMatchObject({ name: 'page_view', n: 1, at: openedAt + 2000 });
    expect(second?.visitor).toMatchObject({ since: openedAt + 2000, visits: 1, purchases: 0 });
    for (const key of ['visitor', 'session', 'page'] as const) expect(second?.[key]?.id).not.toBe(first?.[key]?.id);
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  it('leaves no order of before in what a later grant stores', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.track('purchase', purchaseOf('order-of-before'));
    await sent();
    tracker.consent(nothing);
    tracker.consent(everything);
    tracker.track('purchase', purchaseOf('order-of-after'));
    await sent();
    expect(localStorage.getItem('etappe')).toContain('order-of-after');
    expect(localStorage.getItem('etappe')).not.toContain('order-of-before');
  });
});

describe('a withdrawal in another tab', () => {
  const tellRemoval = (key: string | null) => {
    localStorage.removeItem('etappe');
    window.dispatchEvent(new StorageEvent('storage', { key, newValue: null }));
  };

  it.each([['etappe'], [null]])('(key %j) is followed', async (key) => {
    const { tracker, sent } = openShop({}, everything);
    await sent();
    const before = listRequests().length;
    tracker.track('search', { search_term: 'mug' });
    tellRemoval(key);
    tracker.track('sign_up');
    changeSight(false);
    await wait(60_000);
    expect([listRequests().length - before, localStorage.length]).toEqual([0, 0]);
  });

  it('ends with a decision that is made here afterwards', async () => {
    const { tracker, sent } = openShop({}, everything);
    await sent();
    tellRemoval('etappe');
    await wait(1000);
    tracker.consent(everything);
    expect((await sent()).map(({ name }) => name)).toEqual(['page_view', 'page_view']);
  });

  it('is not what another tab’s ordinary writing looks like', async () => {
    const { tracker, sent } = openShop({}, everything);
    await sent();
    window.dispatchEvent(new StorageEvent('storage', { key: 'etappe', newValue: '{"visitor":{}}' }));
    window.dispatchEvent(new StorageEvent('storage', { key: 'cart', newValue: null }));
    tracker.track('sign_up');
    expect((await sent()).map(({ name }) => name)).toEqual(['page_view', 'sign_up']);
  });
});

describe('a withdrawal that a page in the back/forward cache could not hear of', () => {
  const goAndComeBack = async (meanwhile: () => void) => {
    changeSight(false);
    window.dispatchEvent(new Event('pagehide'));
    await wait(1);
    meanwhile();
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await wait(1);
    changeSight(true);
  };

  it('is found out on the return, by the record that is gone', async () => {
    const { tracker, sent } = openShop({}, everything);
    await sent();
    await goAndComeBack(() => localStorage.removeItem('etappe'));
    tracker.track('search', { search_term: 'mug' });
    await wait(60_000);
    expect([listNames(), localStorage.length]).toEqual([['page_view', 'page_leave'], 0]);
  });

  it('leaves one page view without identity where those are allowed', async () => {
    const { tracker, sent } = openShop({ anonymous: true }, everything);
    await sent();
    await goAndComeBack(() => localStorage.removeItem('etappe'));
    tracker.track('search', { search_term: 'mug' });
    const later = (await sent()).slice(2);
    expect(later.map(({ name, visitor }) => [name, visitor])).toEqual([
      ['page_view', undefined],
      ['search', undefined],
    ]);
  });

  it('is none where the record is still there, or was never kept', async () => {
    const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const { sent } = openShop({}, everything);
    await sent();
    await goAndComeBack(() => {});
    setItem.mockRestore();
    expect((await sent()).map(({ name }) => name)).toEqual(['page_view', 'page_leave', 'page_view']);
    await goAndComeBack(() => {});
    expect((await sent()).at(-1)?.name).toBe('page_view');
  });
});

describe('a withdrawal of marketing alone', () => {
  const withoutMarketing = { analytics: true, marketing: false, source: 'banner' };

  it('strips click ids from what is still waiting', async () => {
    const { tracker, sent } = openShop({}, everything);
    tracker.track('sign_up');
    tracker.consent(withoutMarketing);
    const events = await sent();
    expect(events.map(({ name }) => name)).toEqual(['page_view', 'sign_up']);
    expect(events[0]?.source?.first).toMatchObject({ source: 'news' });
    expect(JSON.stringify(listRequests())).not.toContain('click-1');
  });

  it('strips them from all touchpoints of a lead that is still waiting', async () => {
    let shop = openShop({}, everything);
    await shop.sent();
    for (const campaign of ['second', 'third']) {
      await wait(1000);
      loadNext(shop, { url: `https://shop.example/?utm_campaign=${campaign}&msclkid=click-${campaign}` });
      shop = openShop({}, everything);
      await shop.sent();
    }
    shop.tracker.track('generate_lead');
    await wait(1);
    shop.tracker.consent(withoutMarketing);
    const lead = (await shop.sent()).at(-1);
    expect(lead?.params.journey).toMatchObject([{ source: 'news' }, { campaign: 'second' }, { campaign: 'third' }]);
    expect(JSON.stringify(lead)).not.toContain('click-');
  });

  it('strips them from what the collector has put off', async () => {
    setAnswer(503);
    const { tracker } = openShop({}, everything);
    await tracker.flush();
    expect(JSON.stringify(listRequests())).toContain('click-1');
    tracker.consent(withoutMarketing);
    setAnswer(200);
    await wait(10_000);
    const [first, again] = listBatches();
    expect(again?.batch).toBe(first?.batch);
    expect(again?.consent.marketing).toBe('denied');
    expect(JSON.stringify(again)).not.toContain('click-1');
  });

  it('strips them from the storage and from what pages may ask for', async () => {
    const { tracker, sent } = openShop({}, everything);
    await sent();
    expect(localStorage.getItem('etappe')).toContain('click-1');
    expect(JSON.stringify(tracker.journey())).toContain('click-1');
    tracker.consent(withoutMarketing);
    await wait(1);
    expect(localStorage.getItem('etappe')).not.toContain('click-1');
    expect(JSON.stringify(tracker.journey())).not.toContain('click-1');
  });

  it('keeps visitor, visit and page view', async () => {
    const { tracker, sent } = openShop({}, everything);
    const [before] = await sent();
    tracker.consent(withoutMarketing);
    tracker.track('sign_up');
    const after = (await sent()).at(-1);
    expect(after).toMatchObject({ n: 2, visitor: { id: before?.visitor?.id }, page: { id: before?.page.id } });
    expect(listEvents()).toHaveLength(2);
  });
});
