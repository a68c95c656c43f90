// Several sources, times that cannot be, and what the browser itself says about permission.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  closePage,
  everything,
  listBatches,
  listEvents,
  listNames,
  listRequests,
  nothing,
  openedAt,
  openPage,
  openShop,
  wait,
} from './shop.ts';

beforeEach(() => openPage());
afterEach(closePage);

describe('of several sources', () => {
  it('any denial denies, whoever granted before or after', async () => {
    const { tracker } = openShop();
    tracker.consent({ analytics: false, source: 'tcf' });
    tracker.consent(everything);
    await wait(60_000);
    expect(listRequests()).toEqual([]);
    tracker.consent({ analytics: true, source: 'tcf' });
    await tracker.flush();
    expect(listNames()).toEqual(['page_view']);
  });

  it('one that takes its denial back leaves the other to its grant', async () => {
    const { tracker, sent } = openShop({}, everything);
    await sent();
    tracker.consent({ analytics: false, source: 'tcf' });
    tracker.consent({ analytics: true, source: 'tcf' });
    const views = (await sent()).filter(({ name }) => name === 'page_view');
    expect(views).toHaveLength(2);
    expect(new Set(views.map(({ visitor }) => visitor?.id)).size).toBe(2);
  });
});

describe('a decision that says little of itself', () => {
  it.each([[undefined], [''], [null], [42]])('(source: %j) is sent as every collector takes it', async (source) => {
    const { sent } = openShop({}, { analytics: true, source: source as never, version: 7 as never, id: 9 as never });
    expect((await sent()).map(({ name }) => name)).toEqual(['page_view']);
    expect(listBatches()[0]?.consent).toMatchObject({ version: '7', id: '9' });
  });

  it.each([[undefined], [null], ['granted'], [true]])('as %j decides nothing', async (decision) => {
    const { tracker } = openShop();
    tracker.consent(decision as never);
    await wait(60_000);
    expect(listRequests()).toEqual([]);
  });
});

describe('the time of a decision', () => {
  it('lets no older one of its source replace a newer one', async () => {
    const { tracker } = openShop({}, nothing);
    tracker.consent({ ...everything, at: openedAt - 1000 });
    await wait(60_000);
    expect(listRequests()).toEqual([]);
  });

  it('that lies in the future does not keep a withdrawal from working', async () => {
    const { tracker, sent } = openShop({}, { ...everything, at: openedAt + 86_400_000 });
    await sent();
    const before = listRequests().length;
    await wait(1000);
    tracker.consent(nothing);
    tracker.track('search', { search_term: 'mug' });
    await sent();
    expect([listRequests().length - before, localStorage.getItem('etappe')]).toEqual([0, null]);
  });

  it.each([[undefined], [null], [Number.NaN], ['2026-01-01'], [new Date(openedAt)]])(
    'that cannot be read (%s) keeps neither a grant nor a withdrawal from working',
    async (at) => {
      const { tracker, sent } = openShop({}, { ...everything, at: at as never });
      expect((await sent()).map(({ name }) => name)).toEqual(['page_view']);
      await wait(1);
      tracker.consent({ ...nothing, at: at as never });
      expect(localStorage.getItem('etappe')).toBeNull();
    },
  );
});

describe('Global Privacy Control', () => {
  const signal = (value: unknown) =>
    Object.defineProperty(navigator, 'globalPrivacyControl', { configurable: true, value });

  it('denies marketing, whatever a banner says', async () => {
    signal(true);
    openPage({ url: 'https://shop.example/?gclid=click-1' });
    await openShop({}, everything).sent();
    expect(listBatches()[0]?.consent).toMatchObject({ analytics: 'granted', marketing: 'denied', source: 'banner' });
    expect(JSON.stringify(listEvents())).not.toContain('click-1');
  });

  it('is never the evidence where a banner has decided, however long ago', async () => {
    signal(true);
    await openShop({}, { ...everything, at: openedAt - 86_400_000 }).sent();
    expect(listBatches()[0]?.consent).toMatchObject({
      marketing: 'denied',
      source: 'banner',
      at: openedAt - 86_400_000,
    });
  });

  it('grants nothing and denies no analytics by itself', async () => {
    signal(true);
    const { tracker } = openShop();
    await wait(60_000);
    expect(listRequests()).toEqual([]);
    tracker.consent({ analytics: true });
    await tracker.flush();
    expect(listNames()).toEqual(['page_view']);
  });

  it.each([[false], [undefined], ['1'], [1]])('is not %j', async (value) => {
    signal(value);
    await openShop({}, everything).sent();
    expect(listBatches()[0]?.consent.marketing).toBe('granted');
  });

  it('is not heard where the owner says so', async () => {
    signal(true);
    await openShop({ respectGpc: false }, everything).sent();
    expect(listBatches()[0]?.consent.marketing).toBe('granted');
  });
});
