// Visits and purchases over time, and what goes on at this moment.

export interface Moment {
  /** Epoch milliseconds of the interval's beginning. */
  at: number;
  mobile: number;
  desktop: number;
  purchases: number;
}

export interface Timeline {
  intervalMs: number;
  moments: Moment[];
}

export interface Now {
  /** Visits that are going on, and those of them with a filled cart or in the checkout. */
  visits: number;
  mobile: number;
  carts: number;
  checkouts: number;
  /** Events received in the last minute. */
  events: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const intervals = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, day, 7 * day, 28 * day];
const maxMoments = 60;

/** The shortest interval that does not make more of them than a chart can show. @param spanMs of the whole time */
export const chooseInterval = (spanMs: number): number =>
  intervals.find((interval) => spanMs / interval <= maxMoments) ?? Math.ceil(spanMs / maxMoments / day) * day;

export const timelineQuestion = `
  SELECT (first_received_at - $drawn_since) // $interval_ms AS place,
    count(*) FILTER (device = 'mobile') AS mobile,
    count(*) FILTER (device <> 'mobile') AS desktop,
    count(*) FILTER (furthest = 6) AS purchases
  FROM visit GROUP BY place`;

export const nowQuestion = `
  SELECT count(*) AS visits,
    count(*) FILTER (device = 'mobile') AS mobile,
    count(*) FILTER (furthest = 2) AS carts,
    count(*) FILTER (furthest BETWEEN 3 AND 5) AS checkouts,
    (SELECT count(*) FROM once
      WHERE received_at >= $minute_since AND (site, session) IN (SELECT (site, session) FROM visit)) AS events
  FROM visit WHERE is_present`;

/** Every interval from the first to the last, also those without a visit. */
export const toTimeline = (
  rows: readonly (Omit<Moment, 'at'> & { place: number })[],
  { since, until, intervalMs }: { since: number; until: number; intervalMs: number },
): Timeline => {
  const byPlace = new Map(rows.map(({ place, ...moment }) => [place, moment]));
  const count = Math.max(1, Math.ceil((until - since) / intervalMs));
  return {
    intervalMs,
    moments: Array.from({ length: count }, (_, place) => ({
      at: since + place * intervalMs,
      ...(byPlace.get(place) ?? { mobile: 0, desktop: 0, purchases: 0 }),
    })),
  };
};
