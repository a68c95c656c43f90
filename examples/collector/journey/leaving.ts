// Visits that left, step by step, and what was noticed on the page that they ended on.
import { type Reason, reasons } from './reasons.ts';

/** One row of visits that left: `index` into the list of reasons, or −1 for all of them, whatever was noticed. */
export interface Leaving {
  furthest: number;
  device: string;
  stageKey: string;
  index: number;
  visits: number;
}

const amountOf = (signal: string) =>
  signal === 'refused_fields'
    ? `len(json_keys(params->'$.signals.refused_fields'))::DOUBLE`
    : `try_cast(params->>'$.signals.${signal}' AS DOUBLE)`;

// A visit without any mark in view may come from a page that has none, or from a shop without the signals.
const holds = ({ signal, atLeast = 1, has, lacks }: Reason) => {
  if (has) return `list_contains(seen, '${has}')`;
  return lacks ? `len(seen) > 0 AND NOT list_contains(seen, '${lacks}')` : `${amountOf(signal)} >= ${atLeast}`;
};

const rules = reasons.map(
  (reason, index) =>
    `{'index': ${index}, 'holds': furthest BETWEEN ${(reason.steps ?? [0, 5]).join(' AND ')} AND ${holds(reason)}}`,
);

export const leavingQuestion = `
  SELECT furthest, device, stage_key AS "stageKey", rule.index AS index, count(*) AS visits
  FROM (
    SELECT furthest, device, stage_key, unnest([{'index': -1, 'holds': true}, ${rules.join(', ')}]) AS rule
    FROM visit
    LEFT JOIN leave ON leave.site = visit.site AND leave.page = visit.last_page AND leave.session = visit.session
    LEFT JOIN (
      SELECT site, session, flatten(list(from_json(params->'$.signals.seen', '["VARCHAR"]'))) AS seen
      FROM leave WHERE json_type(params->'$.signals.seen') = 'ARRAY' GROUP BY site, session
    ) AS glimpse ON glimpse.site = visit.site AND glimpse.session = visit.session
    WHERE furthest < 6 AND NOT is_present
  )
  WHERE rule.holds
  GROUP BY ALL`;

export interface StepReason {
  reason: string;
  remedy: string;
  mobile: number;
  desktop: number;
}

export interface StepReasons {
  step: string;
  /** Visits that ended here. */
  mobile: number;
  desktop: number;
  /** The most frequent first. A visit with two signals is in both. */
  reasons: StepReason[];
}

/** What a visit had reached when it ended, by its `furthest`. */
export const endedAt = ['Before a product', 'Product', 'Cart', 'Address', 'Shipping', 'Payment'] as const;

const sum = (rows: readonly Leaving[], isMobile: boolean) =>
  rows.reduce((total, { device, visits }) => total + ((device === 'mobile') === isMobile ? visits : 0), 0);

/** Reasons of some visits that left, the most frequent first. */
export const rankReasons = (rows: readonly Leaving[]): StepReason[] =>
  reasons
    .flatMap(({ label, remedy }, index) => {
      const hit = rows.filter((row) => row.index === index);
      return hit.length > 0 ? [{ reason: label, remedy, mobile: sum(hit, true), desktop: sum(hit, false) }] : [];
    })
    .sort((a, b) => b.mobile + b.desktop - (a.mobile + a.desktop));

/** Step by step, where visits ended and what was noticed on the page that they ended on. */
export const toStepReasons = (rows: readonly Leaving[]): StepReasons[] =>
  endedAt.flatMap((step, furthest) => {
    const here = rows.filter((row) => row.furthest === furthest);
    const all = here.filter(({ index }) => index < 0);
    if (all.length === 0) return [];
    return [{ step, mobile: sum(all, true), desktop: sum(all, false), reasons: rankReasons(here) }];
  });
