// From a collector's answer to what happens next with the batch.

/** No number: settled, and `isLost` when the collector will not have it. A number: milliseconds until the next try. */
export interface Fate {
  retryMs?: number;
  isLost?: boolean;
}

const maxDelayMs = 300_000;

/**
 * @param status HTTP status; 0 when no answer came
 * @param attempt how often this batch has been tried, 1 after the first time
 * @param random 0 to 1: full jitter keeps the tabs of a shop from knocking in step
 */
export const decideFate = (status: number, attempt: number, random: number): Fate => {
  if (status >= 200 && status < 400) return {};
  // Refusals will not change by asking again; time-outs and "too many" may.
  if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) return { isLost: true };
  return { retryMs: 1 + Math.min(maxDelayMs, 1000 * 2 ** attempt) * random };
};
