// Bounces and break-offs by channel, phone beside desktop.

/** Visits of one channel on one side. Rates are made from these by whoever shows them. */
export interface Side {
  visits: number;
  /** Visits whose bounce is known, and those of them that bounced. */
  measured: number;
  bounced: number;
  /** Visits with something in the cart that bought or are gone, and those of them that are gone. */
  decided: number;
  brokeOff: number;
  purchases: number;
}

export interface ChannelSides {
  channel: string;
  mobile: Side;
  /** Tablets count with desktops: most shops show them the same pages. */
  desktop: Side;
}

export type ChannelRow = Side & { channel: string; device: string };

const nothing: Side = { visits: 0, measured: 0, bounced: 0, decided: 0, brokeOff: 0, purchases: 0 };

const add = (a: Side, b: Side): Side => ({
  visits: a.visits + b.visits,
  measured: a.measured + b.measured,
  bounced: a.bounced + b.bounced,
  decided: a.decided + b.decided,
  brokeOff: a.brokeOff + b.brokeOff,
  purchases: a.purchases + b.purchases,
});

export const channelQuestion = `
  SELECT channel, device,
    count(*) AS visits,
    count(*) FILTER (page_views > 1 OR bounced IS NOT NULL) AS measured,
    count(*) FILTER (page_views <= 1 AND bounced) AS bounced,
    count(*) FILTER (furthest = 6 OR (furthest >= 2 AND NOT is_present)) AS decided,
    count(*) FILTER (furthest BETWEEN 2 AND 5 AND NOT is_present) AS "brokeOff",
    count(*) FILTER (furthest = 6) AS purchases
  FROM visit GROUP BY channel, device`;

/** The channel with the most visits first. */
export const toChannelSides = (rows: readonly ChannelRow[]): ChannelSides[] =>
  [...new Set(rows.map(({ channel }) => channel))]
    .map((channel) => {
      const side = (isMobile: boolean) =>
        rows.filter((row) => row.channel === channel && (row.device === 'mobile') === isMobile).reduce(add, nothing);
      return { channel, mobile: side(true), desktop: side(false) };
    })
    .sort(
      (a, b) =>
        b.mobile.visits + b.desktop.visits - (a.mobile.visits + a.desktop.visits) || a.channel.localeCompare(b.channel),
    );
