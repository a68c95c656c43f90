// The plain numbers: how many visits, carts and purchases, how much money, how many bounced, per device.
import { isAskedFor, isSale } from './base.ts';

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

export interface Sales {
  currency: string | null;
  count: number;
  value: number | null;
}

export const countQuestions = {
  devices: `
    SELECT device,
      count(*) AS visits,
      count(*) FILTER (furthest >= 2) AS carts,
      count(*) FILTER (furthest = 6) AS purchases,
      count(*) FILTER (page_views > 1 OR bounced IS NOT NULL) AS measured,
      count(*) FILTER (page_views <= 1 AND bounced) AS bounced
    FROM visit GROUP BY device`,
  pageViews: `SELECT count(*) AS count FROM once WHERE name = 'page_view' AND ${isAskedFor('once')}`,
  sales: `SELECT currency, count(*) AS count, sum(value) AS value FROM purchase_once WHERE ${isSale} GROUP BY currency`,
};

export const toCounts = (devices: readonly DeviceCounts[], pageViews: number, sales: readonly Sales[]): Counts => {
  const sum = (key: 'visits' | 'carts') => devices.reduce((total, device) => total + device[key], 0);
  return {
    visits: sum('visits'),
    pageViews,
    carts: sum('carts'),
    purchases: sales.reduce((total, { count }) => total + count, 0),
    revenue: sales
      .flatMap(({ currency, value }) => (currency && value !== null ? [{ currency, value }] : []))
      .sort((a, b) => b.value - a.value || a.currency.localeCompare(b.currency)),
    devices: [...devices].sort((a, b) => b.visits - a.visits || a.device.localeCompare(b.device)),
  };
};
