// How many visits reached which step, mobile beside desktop, and where the checkout was given up.

/** The steps in their order; a visit's `furthest` is an index + 1 into this list. */
export const funnelSteps = [
  'view_item',
  'add_to_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
  'purchase',
] as const;

export interface FunnelStep {
  step: string;
  mobile: number;
  desktop: number;
}

/** One row of visits that got exactly as far as `furthest`. */
export interface Reach {
  device: string;
  furthest: number;
  visits: number;
}

/**
 * A visit counts for a step when it did that step or a later one, so the funnel never widens, even where a shop
 * skips a step or an event was lost. Tablets count with desktops: most shops show them the same pages.
 */
export const toFunnel = (reaches: readonly Reach[]): FunnelStep[] =>
  funnelSteps.map((step, index) => {
    const count = (isMobile: boolean) =>
      reaches
        .filter(({ device, furthest }) => (device === 'mobile') === isMobile && furthest > index)
        .reduce((total, { visits }) => total + visits, 0);
    return { step, mobile: count(true), desktop: count(false) };
  });

export const reachQuestion = 'SELECT device, furthest, count(*) AS visits FROM visit GROUP BY device, furthest';

export interface BreakOff {
  step: string;
  visits: number;
  mobile: number;
  /** Name of the form field touched last, where most gave up; never what was in it. */
  lastField: string | null;
}

/** Visits that put something into the cart, did not buy and are gone. */
export const breakOffQuestion = `
  SELECT
    CASE furthest WHEN 2 THEN 'Cart' WHEN 3 THEN 'Address' WHEN 4 THEN 'Shipping' ELSE 'Payment' END AS step,
    count(*) AS visits,
    count(*) FILTER (device = 'mobile') AS mobile,
    mode(left(coalesce(
      params->>'$.checkout.last_field', params->>'$.signals.last_field', params->>'$.last_field'), 100)) AS "lastField"
  FROM visit
  LEFT JOIN leave ON leave.site = visit.site AND leave.page = visit.last_page AND leave.session = visit.session
  WHERE furthest BETWEEN 2 AND 5 AND NOT is_present
  GROUP BY furthest`;

export const toBreakOffs = (rows: readonly BreakOff[]): BreakOff[] =>
  ['Cart', 'Address', 'Shipping', 'Payment'].flatMap((step) => rows.filter((row) => row.step === step));
