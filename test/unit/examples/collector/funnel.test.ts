// @vitest-environment node
import { expect, it } from 'vitest';
import { toFunnel } from '../../../../examples/collector/journey/funnel.ts';

it('never widens, and keeps phones apart from the rest', () => {
  const steps = toFunnel([
    { device: 'mobile', furthest: 0, visits: 10 },
    { device: 'mobile', furthest: 2, visits: 4 },
    { device: 'desktop', furthest: 6, visits: 2 },
    { device: 'tablet', furthest: 3, visits: 1 },
  ]);
  expect(steps.map(({ mobile }) => mobile)).toEqual([4, 4, 0, 0, 0, 0]);
  expect(steps.map(({ desktop }) => desktop)).toEqual([3, 3, 3, 2, 2, 2]);
});
