// How far the numbers can be trusted: what is missing, what came twice, and under which decisions it was sent.
import { isAskedFor } from './base.ts';
import { isReceived } from './scope.ts';

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

/** About everything that was received, whatever else is filtered: a batch that came twice has no device or channel. */
export const qualityQuestion = `
  SELECT events, missing, dropped, arrived - events + resent AS "repeatedEvents",
    purchases - "purchasesOnce" AS "repeatedPurchases"
  FROM (
    SELECT
      (SELECT count(*) FROM event WHERE ${isReceived}) AS arrived,
      (SELECT count(*) FROM once) AS events,
      (SELECT coalesce(sum(event_count), 0) FROM batch WHERE repeated AND ${isReceived}) AS resent,
      (SELECT count(*) FROM once WHERE name = 'purchase') AS purchases,
      (SELECT count(*) FROM purchase_once WHERE ${isReceived}) AS "purchasesOnce",
      (SELECT coalesce(sum(missing), 0) FROM (
        -- n and dropped come from outside, and one forged number must not drown the count.
        SELECT least(max(n), 10000) - count(*) FILTER (n <= 10000) AS missing
        FROM (SELECT site, page, n FROM once UNION ALL FROM earlier) GROUP BY site, page)) AS missing,
      (SELECT coalesce(sum(dropped), 0) FROM (
        SELECT least(max(dropped), 10000) AS dropped FROM batch WHERE ${isReceived} GROUP BY site, page)) AS dropped)`;

export const consentQuestion = `
  SELECT consent_analytics AS analytics, consent_marketing AS marketing, consent_source AS source,
    count(DISTINCT (site, session)) FILTER (session IS NOT NULL) AS visits, count(*) FILTER (name = 'page_view') AS "pageViews", count(*) AS events
  FROM once WHERE ${isAskedFor('once')}
  GROUP BY ALL ORDER BY events DESC LIMIT 12`;

export const toConsents = (rows: readonly (ConsentCount & { events: number })[]): ConsentCount[] =>
  [...rows]
    .sort((a, b) => b.events - a.events || `${a.source}`.localeCompare(`${b.source}`))
    .map(({ events: _, ...count }) => count);
