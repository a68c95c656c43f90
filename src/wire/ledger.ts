// What has arrived so far, by each page view's numbers: what is new, what came twice, and what is missing.
import type { FlatEvent } from './decode.ts';

export interface LedgerOptions {
  /** Page views remembered, and as many orders. Beyond them those heard of longest ago are forgotten. @default 100000 */
  maxPages?: number;
}

/** `new` · `double`: this event arrived before · `repeat`: a new event that tells of an order known already. */
export type Arrival = 'new' | 'double' | 'repeat';

/** First and last number of events that did not arrive, both included. */
export type MissingRange = readonly [from: number, to: number];

export interface PageGaps {
  site: string;
  page: string;
  /** The largest number seen. What came after it and was lost as well, nobody can know. */
  largest: number;
  missing: MissingRange[];
}

export interface Ledger {
  /** Enters events in the order they arrived, and says of each what it is. */
  enter(events: readonly FlatEvent[]): Arrival[];
  /** The page views with gaps, those heard of longest ago first. What is on its way still, or will be sent again, is among them. */
  gaps(): PageGaps[];
}

/** Gaps kept per page view, for numbers that no tracker made. What lies in an older one counts as a double. */
const maxRanges = 1000;

const keyOf = (site: string, name: string): string => JSON.stringify([site, name]);

/** Keeps the latest `max` keys. */
const limit = (entries: Map<string, unknown> | Set<string>, max: number): void => {
  if (entries.size > max) entries.delete(entries.keys().next().value as string);
};

const isOrder = ({ name, params }: FlatEvent): boolean =>
  name === 'purchase' && /^(string|number)$/.test(typeof params.transaction_id) && params.transaction_id !== '';

/**
 * Makes a ledger for a collector, in memory only. It takes what `decodeBatch` returns as `events`, whatever batches they
 * came in: `page + n` is an event's identity within its site, and `site + transaction_id` is an order's.
 * @example const fresh = events.filter((_, index) => arrivals[index] === 'new')
 */
export const createLedger = ({ maxPages = 100_000 }: LedgerOptions = {}): Ledger => {
  const pages = new Map<string, PageGaps>();
  const orders = new Set<string>();

  const isNewNumber = (gaps: PageGaps, n: number): boolean => {
    const { largest, missing } = gaps;
    const index = n > largest ? missing.length : missing.findIndex(([from, to]) => from <= n && n <= to);
    if (index < 0) return false;
    const [from, to] = missing[index] ?? [largest + 1, n];
    const rest: MissingRange[] = [
      [from, n - 1],
      [n + 1, to],
    ];
    missing.splice(index, 1, ...rest.filter(([first, last]) => first <= last));
    if (missing.length > maxRanges) missing.shift();
    gaps.largest = Math.max(largest, n);
    return true;
  };

  const enter = (event: FlatEvent): Arrival => {
    const { site, n, page, params } = event;
    const key = keyOf(site, page.id);
    const gaps = pages.get(key) ?? { site, page: page.id, largest: 0, missing: [] };
    pages.delete(key);
    pages.set(key, gaps);
    limit(pages, maxPages);
    if (!isNewNumber(gaps, n)) return 'double';
    if (!isOrder(event)) return 'new';
    const order = keyOf(site, `${params.transaction_id}`);
    if (orders.has(order)) return 'repeat';
    orders.add(order);
    limit(orders, maxPages);
    return 'new';
  };

  return {
    enter: (events) => events.map(enter),
    gaps: () =>
      [...pages.values()].filter(({ missing }) => missing[0]).map((gaps) => ({ ...gaps, missing: [...gaps.missing] })),
  };
};
