// Plugging in, and undoing everything.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSight } from '../browser/sight.ts';
import { closePage, everything, listEvents, listNames, listRequests, openPage, openShop, wait } from './shop.ts';

beforeEach(() => openPage());
afterEach(closePage);

describe('an integration', () => {
  it('is given the tracker at once, and its cleanup runs once when it is taken out', () => {
    const { tracker } = openShop();
    const cleanup = vi.fn();
    const integration = vi.fn(() => cleanup);
    const undo = tracker.use(integration);
    expect(integration.mock.calls).toEqual([[tracker]]);
    undo();
    undo();
    tracker.stop();
    expect(cleanup).toHaveBeenCalledTimes(1);
  });

  it('is cleaned up by stop', () => {
    const { tracker } = openShop();
    const cleanup = vi.fn();
    tracker.use(() => cleanup);
    tracker.use(() => undefined);
    tracker.stop();
    tracker.stop();
    expect(cleanup).toHaveBeenCalledTimes(1);
  });

  it('that throws is told of, and costs nothing else', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { tracker, sent } = openShop({}, everything);
    const undo = tracker.use(() => {
      throw new Error('broken');
    });
    expect(undo).not.toThrow();
    expect(error).toHaveBeenCalledTimes(1);
    expect((await sent()).map(({ name }) => name)).toEqual(['page_view']);
  });

  it('whose cleanup throws keeps nobody else from being undone', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { tracker } = openShop({}, everything);
    const other = vi.fn();
    tracker.use(() => () => {
      throw new Error('broken');
    });
    tracker.use(() => other);
    expect(() => tracker.stop()).not.toThrow();
    expect(other).toHaveBeenCalledTimes(1);
    const before = listRequests().length;
    history.pushState({}, '', '/after');
    changeSight(false);
    expect(listRequests().length).toBe(before);
  });
});

describe('stop', () => {
  it('sends what waits, with the last totals', async () => {
    const { tracker } = openShop({}, everything);
    tracker.track('sign_up');
    await wait(1000);
    tracker.stop();
    expect(listNames()).toEqual(['page_view', 'sign_up', 'page_leave']);
  });

  it('sends nothing without a grant', async () => {
    const { tracker } = openShop();
    await wait(1000);
    tracker.stop();
    await wait(60_000);
    expect(listRequests()).toEqual([]);
  });

  it('takes every listener off the page again', () => {
    const on: unknown[][] = [];
    const off: unknown[][] = [];
    for (const target of [window, document]) {
      vi.spyOn(target, 'addEventListener').mockImplementation((...added) => on.push(added));
      vi.spyOn(target, 'removeEventListener').mockImplementation((...removed) => off.push(removed));
    }
    const { tracker } = openShop({}, everything);
    expect(on.length).toBeGreaterThan(5);
    tracker.stop();
    expect(off).toHaveLength(on.length);
    for (const entry of on) expect(off).toContainEqual(entry);
  });

  it('leaves nothing that acts: no move, no sight, no timer', async () => {
    const { tracker } = openShop({}, everything);
    tracker.stop();
    const before = listRequests().length;
    history.pushState({}, '', '/after');
    changeSight(false);
    changeSight(true);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    window.dispatchEvent(new StorageEvent('storage', { key: 'etappe', newValue: null }));
    await wait(600_000);
    expect(listRequests().length).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps and tells nothing that was held, whatever is decided afterwards', async () => {
    const { tracker } = openShop();
    const told = vi.fn();
    tracker.on('event', told);
    tracker.track('search', { search_term: 'mug' });
    tracker.stop();
    tracker.consent(everything);
    await wait(60_000);
    expect([told.mock.calls, localStorage.length, listRequests()]).toEqual([[], 0, []]);
  });

  it('may be followed by another start, on a page view of its own', async () => {
    const { tracker, sent } = openShop({}, everything);
    await sent();
    tracker.stop();
    await wait(5000);
    tracker.start();
    const views = (await sent()).filter(({ name }) => name === 'page_view');
    expect(views.map(({ n }) => n)).toEqual([1, 1]);
    expect(new Set(views.map(({ page }) => page.id)).size).toBe(2);
    expect(new Set(views.map(({ visitor }) => visitor?.id)).size).toBe(1);
  });

  it('before any start does nothing', () => {
    const { tracker } = openShop();
    tracker.stop();
    expect(() => tracker.stop()).not.toThrow();
  });
});

describe('a second tracker on the page', () => {
  it('belongs to the same visitor, and each sends its own', async () => {
    const one = openShop({ site: 'one' }, everything);
    const other = openShop({ site: 'two' }, everything);
    await one.sent();
    await other.sent();
    history.pushState({}, '', '/mugs');
    await one.sent();
    await other.sent();
    const views = listEvents().filter(({ name }) => name === 'page_view');
    expect(views.map(({ site, page }) => [site, page.url.slice(-5)])).toEqual([
      ['one', 'mple/'],
      ['two', 'mple/'],
      ['one', '/mugs'],
      ['two', '/mugs'],
    ]);
  });
});
