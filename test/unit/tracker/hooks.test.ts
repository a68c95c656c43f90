// Listening in, plugging in, and undoing everything.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsentState, Params, WireBatch, WireEvent } from '../../../src/types.ts';
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
  setAnswer,
  wait,
} from './shop.ts';

beforeEach(() => openPage());
afterEach(closePage);

describe('a listener', () => {
  it('hears of events when they are numbered, not before', async () => {
    const { tracker } = openShop();
    const events: WireEvent[] = [];
    tracker.on('event', (event) => events.push(event));
    tracker.track('sign_up');
    expect(events).toEqual([]);
    tracker.consent(everything);
    expect(events.map(({ n, name }) => [n, name])).toEqual([
      [1, 'page_view'],
      [2, 'sign_up'],
    ]);
  });

  it('hears of batches as they are handed over', async () => {
    const { tracker } = openShop({}, everything);
    const batches: WireBatch[] = [];
    tracker.on('batch', (batch) => batches.push(batch));
    await tracker.flush();
    expect(JSON.parse(JSON.stringify(batches))).toEqual(listBatches());
  });

  it('hears of decisions, as all sources together have it', () => {
    const { tracker } = openShop();
    const states: ConsentState[] = [];
    tracker.on('consent', (state) => states.push(state));
    tracker.consent(everything);
    tracker.consent({ analytics: false, source: 'tcf' });
    expect(states).toMatchObject([
      { analytics: 'granted', marketing: 'granted', source: 'banner' },
      { analytics: 'denied', marketing: 'granted', source: 'tcf' },
    ]);
  });

  it('hears of what is given up, and why', async () => {
    setAnswer(400);
    const { tracker, drops } = openShop({}, everything);
    tracker.track('sign_up');
    await tracker.flush();
    expect(drops).toEqual([{ reason: 'refused', count: 2 }]);
  });

  it('may add to the totals of a page that is left', async () => {
    const { tracker } = openShop({}, everything);
    tracker.on('leave', (totals: Params) => {
      totals.cart = { items: 2, value: 10, currency: 'EUR' };
    });
    await wait(1000);
    changeSight(false);
    expect(listEvents().at(-1)).toMatchObject({ name: 'page_leave', params: { visible_ms: 1000, cart: { items: 2 } } });
  });

  it('hears nothing any more after unsubscribing', () => {
    const { tracker } = openShop();
    const listener = vi.fn();
    tracker.on('consent', listener)();
    tracker.consent(everything);
    expect(listener).not.toHaveBeenCalled();
  });

  it('that throws keeps nobody else from hearing, and nothing from being sent', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { tracker, sent } = openShop();
    const other = vi.fn();
    const undo = tracker.on('event', () => {
      throw new Error('broken listener');
    });
    tracker.on('event', other);
    expect(() => tracker.consent(everything)).not.toThrow();
    expect(() => tracker.track('sign_up')).not.toThrow();
    expect(other).toHaveBeenCalledTimes(2);
    expect((await sent()).map(({ n }) => n)).toEqual([1, 2]);
    undo();
    expect(told.mock.calls).toEqual(Array(2).fill(['[etappe]', new Error('broken listener')]));
  });

  it('of decisions that throws at once throws nothing into the page', () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { tracker } = openShop({}, everything);
    const listener = vi.fn(() => {
      throw new Error('broken listener');
    });
    expect(() => tracker.on('consent', listener)).not.toThrow();
    tracker.consent(nothing);
    expect(listener).toHaveBeenCalledTimes(2);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('may track on its own, and everything still has its number', async () => {
    const { tracker, sent } = openShop();
    tracker.on('event', ({ name }) => {
      if (name === 'search') tracker.track('search_seen');
    });
    tracker.track('search', { search_term: 'mug' });
    tracker.track('sign_up');
    tracker.consent(everything);
    const events = await sent();
    expect(events.map(({ name }) => name).sort()).toEqual(['page_view', 'search', 'search_seen', 'sign_up']);
    expect(events.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  it('may withdraw in the middle, and nothing goes out after that', async () => {
    const { tracker } = openShop();
    tracker.on('event', () => tracker.consent(nothing));
    tracker.track('sign_up');
    tracker.consent(everything);
    await wait(60_000);
    expect([listRequests(), localStorage.length]).toEqual([[], 0]);
  });
});

describe('debug', () => {
  it('tells the console of events, batches, decisions and drops', async () => {
    const told: unknown[][] = [];
    for (const method of ['debug', 'log', 'info'] as const) {
      vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => told.push(parts));
    }
    const { tracker } = openShop({ debug: true }, everything);
    tracker.track('purchase', { transaction_id: 'A', currency: 'EUR', value: 1, items: [] });
    tracker.track('purchase', { transaction_id: 'A', currency: 'EUR', value: 1, items: [] });
    await tracker.flush();
    const labels = told.map((parts) => parts.filter((part) => typeof part === 'string').join(' '));
    for (const word of [/\bevent\b/, /\bbatch\b/, /\bconsent\b/, /\bdrop\b/]) {
      expect(labels.filter((label) => word.test(label)).length).toBeGreaterThan(0);
    }
  });

  it('is silent unless it is asked for', async () => {
    const log = (['debug', 'log', 'info', 'warn', 'error'] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation(() => {}),
    );
    const { tracker } = openShop({}, everything);
    tracker.track('sign_up');
    await tracker.flush();
    tracker.stop();
    expect(log.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});
