// How fast the pages felt: the 75th percentile of each measure, phone beside desktop.
import { isAskedFor } from './base.ts';
import { isReceived } from './scope.ts';

/**
 * Up to `good` it is good, above `poor` it is poor: https://web.dev/articles/vitals,
 * https://web.dev/articles/fcp, https://web.dev/articles/ttfb. Milliseconds, except `cls`, which has no unit.
 */
export const measures = [
  { key: 'lcp_ms', good: 2500, poor: 4000 },
  { key: 'inp_ms', good: 200, poor: 500 },
  { key: 'cls', good: 0.1, poor: 0.25 },
  { key: 'fcp_ms', good: 1800, poor: 3000 },
  { key: 'ttfb_ms', good: 800, poor: 1800 },
] as const;

export type Measure = (typeof measures)[number]['key'];
export type Rating = 'good' | 'needs improvement' | 'poor';

export interface VitalRow {
  measure: Measure;
  isMobile: boolean;
  /** Page views that told it. */
  pages: number;
  p75: number;
  good: number;
  poor: number;
}

/** Of the page views on one kind of device: the 75th percentile, what that is, and shares from 0 to 1. */
export interface VitalSide {
  pages: number;
  p75: number;
  rating: Rating;
  good: number;
  poor: number;
}

export interface Vital {
  measure: Measure;
  mobile: VitalSide | null;
  desktop: VitalSide | null;
}

// A measure grows while its page lives, so the event with the largest n has the last word. Beyond ten minutes it is
// no measurement.
const perMeasure = measures.map(
  ({ key, good, poor }) => `
  SELECT '${key}' AS measure, "isMobile", count(*) AS pages, quantile_cont(amount, 0.75) AS p75,
    count(*) FILTER (amount <= ${good}) AS good, count(*) FILTER (amount > ${poor}) AS poor
  FROM (
    SELECT device_class = 'mobile' AS "isMobile",
      arg_max(try_cast(params->>'$.${key}' AS DOUBLE), n) AS amount
    FROM felt GROUP BY site, page, device_class
  ) WHERE amount BETWEEN 0 AND 600000 GROUP BY "isMobile"`,
);

export const vitalQuestion = `
  WITH felt AS (
    SELECT site, page, n, device_class, params FROM event
    WHERE name = 'web_vitals' AND ${isReceived} AND ${isAskedFor('event')}
  ) ${perMeasure.join(' UNION ALL ')}`;

/** @see https://web.dev/articles/vitals: a page is good when its 75th percentile is. */
export const ratingOf = (measure: Measure, amount: number): Rating => {
  const { good, poor } = measures.find(({ key }) => key === measure) as (typeof measures)[number];
  if (amount <= good) return 'good';
  return amount <= poor ? 'needs improvement' : 'poor';
};

/** In the order of {@link measures}; empty when nothing was measured. */
export const toVitals = (rows: readonly VitalRow[]): Vital[] =>
  measures.flatMap(({ key }) => {
    const side = (isMobile: boolean): VitalSide | null => {
      const row = rows.find((candidate) => candidate.measure === key && candidate.isMobile === isMobile);
      if (!row) return null;
      const { pages, p75, good, poor } = row;
      return { pages, p75, rating: ratingOf(key, p75), good: good / pages, poor: poor / pages };
    };
    const [mobile, desktop] = [side(true), side(false)];
    return mobile || desktop ? [{ measure: key, mobile, desktop }] : [];
  });
