// @vitest-environment node
import { expect, it } from 'vitest';
import { chooseInterval, toTimeline } from '../../../../../examples/collector/journey/timeline.ts';

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
  const { moments } = toTimeline([{ place: 2, mobile: 3, desktop: 1, purchases: 1 }], {
    since: 1000,
    until: 4000,
    intervalMs: 1000,
  });
  expect(moments).toEqual([
    { at: 1000, mobile: 0, desktop: 0, purchases: 0 },
    { at: 2000, mobile: 0, desktop: 0, purchases: 0 },
    { at: 3000, mobile: 3, desktop: 1, purchases: 1 },
  ]);
});
