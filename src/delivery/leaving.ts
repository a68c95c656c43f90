// What a page that is going away can still hand to the browser.
import type { StampedEvent } from '../wire/encode.ts';
import { type Batch, maxBatchEvents, nextBatch } from './batch.ts';

/** Chromium and WebKit take no larger beacon: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const maxBeaconBytes = 65_536;

/**
 * Moves what a beacon took from `waiting` to `given`, and takes out what no beacon could ever carry.
 * @param beacon tells whether the browser took the body
 * @returns what is lost, being too large or impossible to encode
 */
export const giveAway = (
  waiting: StampedEvent[],
  given: StampedEvent[],
  toBody: (batch: Batch) => string,
  beacon: (body: string) => boolean,
): readonly StampedEvent[] => {
  const lost: StampedEvent[] = [];
  let count = maxBatchEvents;
  let wasRefused = false;

  /** Empty when there is none. */
  const toBeacon = (batch: Batch): string => {
    try {
      const body = toBody(batch);
      return body.length > maxBeaconBytes ? '' : body;
    } catch {
      return '';
    }
  };

  while (waiting[0] && count) {
    const batch = nextBatch(waiting, count);
    const { length } = batch.stamped;
    const body = toBeacon(batch);
    if (body && beacon(body)) {
      given.push(...waiting.splice(0, length));
      count = maxBatchEvents;
    } else if (body || length > 1) {
      // The 64 KiB in flight are the usual reason of a refusal: half may still fit, once.
      count = body && wasRefused ? 0 : length >> 1;
      wasRefused ||= !!body;
    } else lost.push(...waiting.splice(0, 1));
  }
  return lost;
};
