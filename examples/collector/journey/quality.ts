// How far the numbers can be trusted: what is missing, what came twice, and under which decisions it was sent.
import type { Store } from '../store.ts';
import { inScope, type Scope, toBindings } from './scope.ts';

export interface Quality {
  events: number;
  /** Numbers that are absent within their page view: those events were recorded and have not arrived (yet). */
  missing: number;
  /** Given up by the browser before they were numbered. */
  dropped: number;
  repeatedEvents: number;
  repeatedPurchases: number;
}

export interface ConsentCount {
  analytics: string;
  marketing: string;
  source: string | null;
  visits: number;
  pageViews: number;
}

const count = (source: string, what = 'count(*)') => `(SELECT ${what} FROM ${source} AND ${inScope})`;

const quality = `
  WITH counted AS (
    SELECT
      ${count('event WHERE true')} AS arrived,
      ${count('event_once WHERE true')} AS once,
      ${count('batch WHERE repeated', 'coalesce(sum(event_count), 0)')} AS "inRepeatedBatches",
      ${count(`event_once WHERE name = 'purchase'`)} AS purchases,
      ${count('purchase_once WHERE true')} AS "purchasesOnce",
      ${count('page_view WHERE true', 'coalesce(sum(missing), 0)')} AS missing,
      (SELECT coalesce(sum(dropped), 0) FROM (
        SELECT max(dropped) AS dropped FROM batch WHERE ${inScope} GROUP BY site, page)) AS dropped
  )
  SELECT once AS events, missing, dropped,
    arrived - once + "inRepeatedBatches" AS "repeatedEvents",
    purchases - "purchasesOnce" AS "repeatedPurchases"
  FROM counted`;

const consents = `
  SELECT consent_analytics AS analytics, consent_marketing AS marketing, consent_source AS source,
    count(DISTINCT session) AS visits, count(*) FILTER (name = 'page_view') AS "pageViews"
  FROM event_once WHERE ${inScope}
  GROUP BY ALL ORDER BY count(*) DESC LIMIT 12`;

export const readQuality = async (store: Store, scope: Scope): Promise<Quality> => {
  const [row] = await store.read<Quality>(quality, toBindings(scope));
  return row ?? { events: 0, missing: 0, dropped: 0, repeatedEvents: 0, repeatedPurchases: 0 };
};

export const readConsents = (store: Store, scope: Scope): Promise<ConsentCount[]> =>
  store.read<ConsentCount>(consents, toBindings(scope));
