// Which channels the purchases are credited to: to the first touch, to the last, and to all of the path alike.
import { isSale } from './base.ts';
import { channelOf, touchKey } from './channel.ts';

/** Purchases; fractions of one where it is shared. */
export interface Credit {
  first: number;
  last: number;
  linear: number;
  /** The same in money. */
  firstValue: number;
  lastValue: number;
  linearValue: number;
}

export type CreditRow = Credit & { key: string; currency: string | null };

export interface ChannelCredit extends Credit {
  channel: string;
  /** Money of different currencies is never added up, so a channel has one row for each. */
  currency: string | null;
}

// The tracker keeps at most 20 touches; what comes from elsewhere is cut.
const maxTouches = 50;

/**
 * `purchase.params.journey` is the path of touches that led there: the first one and those that were not direct.
 * Without a readable path the touch that its visit is credited to stands for all of it.
 */
export const creditQuestion = `
  WITH sale AS (
    SELECT currency, coalesce(value, 0) AS value, touches, ${touchKey(
      `{'source': touch_source, 'medium': touch_medium, 'campaign': touch_campaign, 'referrer': touch_referrer}`,
      `touches->>'$.last.click.name'`,
    )} AS own_key,
      CASE WHEN json_type(params->'$.journey') = 'ARRAY' THEN from_json(params->'$.journey',
        '[{"source":"VARCHAR","medium":"VARCHAR","campaign":"VARCHAR","referrer":"VARCHAR","click":{"name":"VARCHAR"}}]'
      )[:${maxTouches}] END AS path
    FROM purchase_once WHERE ${isSale}
  ),
  told AS (
    SELECT currency, value,
      CASE WHEN len(path) > 0
        THEN list_transform(path, lambda touch: ${touchKey('touch', 'touch.click.name')})
        ELSE [own_key] END AS keys
    FROM sale
  ),
  shared AS (SELECT *, unnest(keys) AS key, generate_subscripts(keys, 1) AS place FROM told)
  SELECT key, currency,
    count(*) FILTER (place = 1) AS first,
    count(*) FILTER (place = len(keys)) AS last,
    sum(1.0::DOUBLE / len(keys)) AS linear,
    coalesce(sum(value) FILTER (place = 1), 0) AS "firstValue",
    coalesce(sum(value) FILTER (place = len(keys)), 0) AS "lastValue",
    sum(value / len(keys)) AS "linearValue"
  FROM shared GROUP BY key, currency`;

/** The channel with the largest share first. */
export const toAttribution = (rows: readonly CreditRow[]): ChannelCredit[] => {
  const credits = new Map<string, ChannelCredit>();
  for (const { key, currency, ...credit } of rows) {
    const channel = channelOf(key);
    const place = JSON.stringify([channel, currency]);
    const sum = credits.get(place);
    if (!sum) credits.set(place, { channel, currency, ...credit });
    else for (const name of Object.keys(credit) as (keyof Credit)[]) sum[name] += credit[name];
  }
  return [...credits.values()].sort((a, b) => b.linear - a.linear || a.channel.localeCompare(b.channel));
};
