// How long data is kept: 25 months unless told otherwise, looked after once a day.
import { forgetOlder } from './forget.ts';
import type { Store } from './store.ts';

/** Two years to compare with, and the month in which it is looked at. France's CNIL names 25 months as the longest. */
export const defaultRetentionMonths = 25;
const dayMs = 86_400_000;

/**
 * The same day and time so many calendar months earlier, in UTC; the month's last day where it has no such day. Never
 * before 1970: farther back a Date has no number, and DuckDB holds every time for earlier than NaN.
 */
export const monthsBefore = (now: number, months: number): number => {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return Math.max(0, date.getTime() || 0);
};

export interface RetentionOptions {
  store: Store;
  /** `0` keeps everything. */
  months: number;
  now?: () => number;
}

/** Forgets what is too old, at once and then once a day; returns what ends it. */
export const keepRetention = async ({ store, months, now = Date.now }: RetentionOptions): Promise<() => void> => {
  if (months === 0) return () => {};
  const forget = () => forgetOlder(store, monthsBefore(now(), months));
  await forget();
  // A day on which it fails is made up for on the next one.
  const timer = setInterval(() => void forget().catch(() => undefined), dayMs);
  timer.unref();
  return () => clearInterval(timer);
};
