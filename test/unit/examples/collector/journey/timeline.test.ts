// @vitest-environment node
import { afterEach, expect, it, vi } from 'vitest';
import { chooseInterval, toBeginnings, toTimeline } from '../../../../../examples/collector/journey/timeline.ts';

const hour = 3_600_000;

it.each([
  [hour, 60_000],
  [24 * hour, hour],
  [7 * 24 * hour, 3 * hour],
  [28 * 24 * hour, 24 * hour],
  [10 * 365 * 24 * hour, 61 * 24 * hour],
])('never makes more moments than a chart can show of %d ms', (span, interval) => {
  expect(chooseInterval(span)).toBe(interval);
  expect(span / chooseInterval(span)).toBeLessThanOrEqual(60);
});

it('shows quiet moments too', () => {
  const beginnings = toBeginnings({ since: 2500, until: 4999, intervalMs: 1000 });
  const { moments } = toTimeline([{ at: 4000, mobile: 3, desktop: 1, purchases: 1 }], beginnings, 1000);
  expect(moments).toEqual([
    { at: 2000, mobile: 0, desktop: 0, purchases: 0 },
    { at: 3000, mobile: 0, desktop: 0, purchases: 0 },
    { at: 4000, mobile: 3, desktop: 1, purchases: 1 },
  ]);
});

afterEach(() => vi.unstubAllEnvs());

it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC'])(
  'begins its days at midnight in %s',
  (timeZone) => {
    vi.stubEnv('TZ', timeZone);
    // Summer time ends within.
    const since = new Date(2026, 9, 23, 15).getTime();
    const until = new Date(2026, 10, 3, 9).getTime();
    const beginnings = toBeginnings({ since, until, intervalMs: 24 * hour });
    expect(beginnings).toEqual(Array.from({ length: 12 }, (_, index) => new Date(2026, 9, 23 + index).getTime()));
    expect(toTimeline([], beginnings, 24 * hour).timeZone.replace('Calcutta', 'Kolkata')).toBe(timeZone);
  },
);
