// @vitest-environment node
import { expect, it } from 'vitest';
import { ratingOf, toVitals } from '../../../../../examples/collector/journey/vitals.ts';

it.each([
  ['lcp_ms', 2500, 'good'],
  ['lcp_ms', 2501, 'needs improvement'],
  ['lcp_ms', 4001, 'poor'],
  ['inp_ms', 200, 'good'],
  ['inp_ms', 501, 'poor'],
  ['cls', 0.1, 'good'],
  ['cls', 0.11, 'needs improvement'],
  ['cls', 0.26, 'poor'],
  ['fcp_ms', 1801, 'needs improvement'],
  ['ttfb_ms', 1801, 'poor'],
] as const)('rates %s of %d as %s', (measure, amount, rating) => {
  expect(ratingOf(measure, amount)).toBe(rating);
});

it('tells phones from desktops, and says nothing of what was not measured', () => {
  expect(toVitals([{ measure: 'lcp_ms', isMobile: true, pages: 4, p75: 3000, good: 2, poor: 1 }])).toEqual([
    {
      measure: 'lcp_ms',
      mobile: { pages: 4, p75: 3000, rating: 'needs improvement', good: 0.5, poor: 0.25 },
      desktop: null,
    },
  ]);
});
