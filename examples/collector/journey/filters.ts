// The filters as they stand in the address, and the part of the data that they mean.
import type { Scope } from './scope.ts';

/** Only what differs from the whole picture is set, so that an address stays short. */
export interface Filters {
  site?: string;
  period?: string;
  /** Days, `2026-11-22`, both included; only with the period `days`. */
  from?: string;
  to?: string;
  device?: string;
  channel?: string;
  campaign?: string;
  bots?: true;
}

const hourMs = 3_600_000;
const periods: Record<string, number> = { '1h': hourMs, '24h': 24 * hourMs, '7d': 168 * hourMs, '28d': 672 * hourMs };

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);
const day = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** From a query of whoever asked. What cannot be meant is left out. */
export const toFilters = (query: Readonly<Record<string, unknown>>): Filters => {
  const period = text(query.period);
  const isDays = period === 'days';
  const found = {
    site: text(query.site),
    period: isDays || Object.hasOwn(periods, period ?? '') ? period : undefined,
    from: isDays ? day(query.from) : undefined,
    to: isDays ? day(query.to) : undefined,
    device: text(query.device),
    channel: text(query.channel),
    campaign: text(query.campaign),
    bots: query.bots === '1' ? true : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
};

// Without a time zone a date with a time is one of this machine: all who open a shared address see the same numbers.
const startOf = (date: string, moreDays = 0) => {
  const start = new Date(`${date}T00:00`);
  start.setDate(start.getDate() + moreDays);
  return start.getTime();
};

/** @param now epoch milliseconds of this machine */
export const toScope = ({ period = '', from, to, ...filters }: Filters, now: number): Scope => {
  const length = periods[period];
  return {
    ...filters,
    now,
    ...(length !== undefined && { since: now - length }),
    ...(from !== undefined && { since: startOf(from) }),
    ...(to !== undefined && { until: startOf(to, 1) }),
  };
};
