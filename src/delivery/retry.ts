// From a collector's answer to what happens next with the batch.

/** A collector's answer. */
export interface Answer {
  /** HTTP status; 0 when no answer came. */
  status: number;
  /** The header as it came, where it could be read. */
  retryAfter?: string | null | undefined;
}

/** Nothing: settled. */
export interface Fate {
  /** Milliseconds until the next try. */
  retryMs?: number;
  /** The collector will not have it. */
  isLost?: boolean;
  /** It may have it in smaller parts. */
  isTooLarge?: boolean;
}

const maxDelayMs = 300_000;

/** A collector that asks for more than an hour is as good as down until the next page. */
const maxWishMs = 3_600_000;

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
const readRetryAfter = (text: string, now: number): number => 1000 * +text || Date.parse(text) - now || 0;

/**
 * @param attempt how often this batch has been tried, 1 after the first time
 * @param random 0 to 1: full jitter keeps the tabs of a shop from knocking in step
 */
export const decideFate = ({ status, retryAfter }: Answer, attempt: number, random: number, now: number): Fate => {
  if (status >= 200 && status < 400) return {};
  if (status === 413) return { isTooLarge: true };
  // Refusals will not change by asking again; time-outs and "too many" may.
  if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) return { isLost: true };
  const wishedMs = Math.min(maxWishMs, readRetryAfter(retryAfter ?? '', now));
  return { retryMs: 1 + Math.max(wishedMs, 0) + Math.min(maxDelayMs, 1000 * 2 ** attempt) * random };
};
