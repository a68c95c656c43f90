// How many visits reached which step, mobile beside desktop, and where the checkout was given up.
import type { Store } from '../store.ts';
import { inScope, type Scope, toBindings, toTimedBindings } from './scope.ts';

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

export const readFunnel = async (store: Store, scope: Scope): Promise<FunnelStep[]> =>
  toFunnel(
    await store.read<Reach>(
      `SELECT device, furthest, count(*) AS visits FROM visit WHERE ${inScope} GROUP BY device, furthest`,
      toBindings(scope),
    ),
  );

export interface BreakOff {
  step: string;
  visits: number;
  mobile: number;
  /** Name of the form field touched last, where most gave up; never what was in it. */
  lastField: string | null;
}

const breakOffs = `
  SELECT
    CASE furthest WHEN 2 THEN 'Cart' WHEN 3 THEN 'Address' WHEN 4 THEN 'Shipping' ELSE 'Payment' END AS step,
    count(*) AS visits,
    count(*) FILTER (device = 'mobile') AS mobile,
    mode(left(coalesce(params->>'$.checkout.last_field', params->>'$.last_field'), 100)) AS "lastField"
  FROM visit
  LEFT JOIN page_leave_last AS farewell ON farewell.site = visit.site AND farewell.page = visit.last_page
  WHERE furthest BETWEEN 2 AND 5 AND last_received_at < $present_since AND ${inScope.replaceAll('site =', 'visit.site =')}
  GROUP BY furthest ORDER BY furthest`;

/** Visits that put something into the cart, did not buy and are gone. */
export const readBreakOffs = (store: Store, scope: Scope): Promise<BreakOff[]> =>
  store.read<BreakOff>(breakOffs, toTimedBindings(scope));
