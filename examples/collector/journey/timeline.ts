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
  /** Where the collector stands: its days are meant, as in the filters. */
  timeZone: string;
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

/** The time that is drawn. */
export interface Span {
  since: number;
  until: number;
  intervalMs: number;
}

/** When each interval begins. Days begin at midnight here, and one in March or October is not as long as the others. */
export const toBeginnings = ({ since, until, intervalMs }: Span): number[] => {
  const isDays = intervalMs >= day;
  const start = isDays ? new Date(since).setHours(0, 0, 0, 0) : since - (since % intervalMs);
  const beginnings = [start];
  const after = (count: number) =>
    isDays
      ? new Date(start).setDate(new Date(start).getDate() + (count * intervalMs) / day)
      : start + count * intervalMs;
  for (let next = after(1); next <= until; next = after(beginnings.length)) beginnings.push(next);
  return beginnings;
};

export const timelineQuestion = `
  SELECT moment.at AS at,
    count(*) FILTER (device = 'mobile') AS mobile,
    count(*) FILTER (device <> 'mobile') AS desktop,
    sum(ordered) AS purchases
  FROM visit
  ASOF JOIN (SELECT unnest(from_json($beginnings::JSON, '["BIGINT"]')) AS at) AS moment
    ON visit.first_received_at >= moment.at
  GROUP BY moment.at`;

export const nowQuestion = `
  SELECT count(*) AS visits,
    count(*) FILTER (device = 'mobile') AS mobile,
    count(*) FILTER (furthest = 2) AS carts,
    count(*) FILTER (furthest BETWEEN 3 AND 5) AS checkouts,
    (SELECT count(*) FROM once
      WHERE received_at >= $minute_since AND (site, session) IN (SELECT (site, session) FROM visit)) AS events
  FROM visit WHERE is_present`;

/** Every interval from the first to the last, also those without a visit. */
export const toTimeline = (rows: readonly Moment[], beginnings: readonly number[], intervalMs: number): Timeline => {
  const byBeginning = new Map(rows.map((moment) => [moment.at, moment]));
  return {
    intervalMs,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    moments: beginnings.map((at) => byBeginning.get(at) ?? { at, mobile: 0, desktop: 0, purchases: 0 }),
  };
};
