// What is left with the browser for the case that it kills the page, and when it is taken back.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeBatch } from '../../../src/wire/index.ts';
import { changeSight } from '../browser/sight.ts';
import { closePage, everything, listEvents, listNames, nothing, openPage, openShop, wait } from './shop.ts';

/** Requests that the browser would make if the page were killed now. */
let pending: string[] = [];

beforeEach(() => {
  openPage();
  pending = [];
  vi.stubGlobal('fetchLater', (_: URL, { body, signal }: { body: string; signal: AbortSignal }) => {
    pending.push(body);
    signal.addEventListener('abort', () => pending.splice(pending.indexOf(body), 1));
  });
});
afterEach(closePage);

const press = () => window.dispatchEvent(new Event('pointerdown'));
/** What a collector would read. */
const readPending = () =>
  pending.flatMap((body) => {
    const decoded = decodeBatch(body);
    if (!decoded.ok) throw new Error(decoded.reason);
    return decoded.events;
  });

describe('a page that may be killed', () => {
  it('leaves its totals with the browser, as the event that would come next', async () => {
    openShop({}, everything);
    press();
    await wait(5_000);
    expect(readPending()).toMatchObject([
      { name: 'page_leave', n: 2, params: { visible_ms: 5_000, interactions: 1, bounced: true } },
    ]);
  });

  it('replaces them as they grow, and has never more than one such request', async () => {
    openShop({}, everything);
    for (let second = 0; second < 20; second++) {
      press();
      await wait(1_000);
    }
    expect(pending).toHaveLength(1);
    expect(readPending()[0]?.params.visible_ms).toBeGreaterThanOrEqual(15_000);
  });

  it('takes them back when it speaks for itself, and gives their number to what is said', async () => {
    const { tracker } = openShop({}, everything);
    press();
    await wait(5_000);
    tracker.track('search', { search_term: 'a' });
    expect(pending).toEqual([]);
    press();
    await wait(5_000);
    expect(readPending()).toMatchObject([{ n: 3 }]);
    changeSight(false);
    expect(pending).toEqual([]);
    expect(listEvents().map(({ name, n }) => [name, n])).toEqual([
      ['page_view', 1],
      ['search', 2],
      ['page_leave', 3],
    ]);
  });

  it('leaves nothing without a grant, and takes it back with a withdrawal', async () => {
    const { tracker } = openShop();
    press();
    await wait(6_000);
    expect(pending).toEqual([]);
    tracker.consent(everything);
    press();
    await wait(6_000);
    expect(pending).toHaveLength(1);
    press();
    tracker.consent(nothing);
    await wait(6_000);
    expect(pending).toEqual([]);
  });

  it('takes back what it has left with a click id, when marketing is withdrawn', async () => {
    openPage({ url: 'https://shop.example/?gclid=click-1' });
    const { tracker } = openShop({}, everything);
    press();
    await wait(6_000);
    expect(pending.join()).toContain('click-1');
    tracker.consent({ ...everything, marketing: false });
    expect(pending.join()).not.toContain('click-1');
    press();
    await wait(6_000);
    expect(readPending()).toMatchObject([{ name: 'page_leave', n: 2 }]);
  });

  it('counts nothing that is only left for that case', async () => {
    const { tracker, sent } = openShop({}, everything);
    const beforeSend = tracker.journey();
    press();
    await wait(6_000);
    expect(tracker.journey()).toEqual(beforeSend);
    await sent();
    expect(listNames()).toEqual(['page_view']);
  });

  it('lets the owner change it or refuse it like any event', async () => {
    openShop({ beforeSend: ({ name, ...event }) => (name === 'page_leave' ? null : { name, ...event }) }, everything);
    press();
    await wait(6_000);
    expect(pending).toEqual([]);
  });

  it('goes on when the browser takes nothing for later, or no more', async () => {
    vi.stubGlobal('fetchLater', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const { sent } = openShop({}, everything);
    press();
    await wait(6_000);
    expect((await sent()).map(({ name }) => name)).toEqual(['page_view']);
  });
});
