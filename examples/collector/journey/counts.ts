// The plain numbers: how many visits, carts and purchases, how much money, how many bounced, per device.
import type { Store } from '../store.ts';
import { inScope, type Scope, toBindings } from './scope.ts';

export interface DeviceCounts {
  device: string;
  visits: number;
  carts: number;
  purchases: number;
  /** Visits whose bounce is known, because their page's farewell arrived. */
  measured: number;
  bounced: number;
}

export interface Counts {
  visits: number;
  pageViews: number;
  carts: number;
  purchases: number;
  /** Per currency, largest first. Amounts in different currencies are never added up. */
  revenue: { currency: string; value: number }[];
  devices: DeviceCounts[];
}

// A visit bounced when it saw one page and that page said so in its last totals. Without a farewell nobody knows.
const perDevice = `
  SELECT device,
    count(*) AS visits,
    count(*) FILTER (furthest >= 2) AS carts,
    count(*) FILTER (furthest = 6) AS purchases,
    count(*) FILTER (page_views > 1 OR bounced IS NOT NULL) AS measured,
    count(*) FILTER (page_views <= 1 AND bounced) AS bounced
  FROM visit
  LEFT JOIN (
    SELECT site, session, bool_and(try_cast(params->>'$.bounced' AS BOOLEAN)) AS bounced
    FROM page_leave_last WHERE session IS NOT NULL GROUP BY site, session
  ) AS farewell USING (site, session)
  WHERE ${inScope}
  GROUP BY device ORDER BY visits DESC, device`;

const pageViews = `SELECT count(*) AS count FROM event_once WHERE name = 'page_view' AND ${inScope}`;

const purchases = `
  SELECT currency, count(*) AS count, sum(value) AS value
  FROM purchase_once WHERE ${inScope}
  GROUP BY currency ORDER BY value DESC NULLS LAST`;

export const readCounts = async (store: Store, scope: Scope): Promise<Counts> => {
  const bindings = toBindings(scope);
  const devices = await store.read<DeviceCounts>(perDevice, bindings);
  const [views] = await store.read<{ count: number }>(pageViews, bindings);
  const sales = await store.read<{ currency: string | null; count: number; value: number | null }>(purchases, bindings);
  const sum = (key: 'visits' | 'carts') => devices.reduce((total, device) => total + device[key], 0);
  return {
    visits: sum('visits'),
    pageViews: views?.count ?? 0,
    carts: sum('carts'),
    purchases: sales.reduce((total, { count }) => total + count, 0),
    revenue: sales.flatMap(({ currency, value }) => (currency && value !== null ? [{ currency, value }] : [])),
    devices,
  };
};
