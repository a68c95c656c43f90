// Events wait here until their fate is known: sent in batches, one at a time, tried again when the collector is down.
import type { DropReason } from '../types.ts';
import type { StampedEvent } from '../wire/encode.ts';
import { type Batch, maxBatchEvents, nextBatch } from './batch.ts';
import { decideFate } from './retry.ts';
import type { Transport } from './transport.ts';

/** Enough for a page that tracks wildly while offline; about 3 MB. */
const maxWaiting = 10_000;

/** Chromium and WebKit take no larger beacon: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const maxBeaconBytes = 65_536;

export interface Queue {
  /** @param isUrgent goes at once and alone, ahead of what waits */
  add(event: StampedEvent, isUrgent: boolean): void;
  /** Sends what waits; resolves when the fate of it is known or the next try is set. */
  flush(): Promise<void>;
  /** Sends what waits by beacon. For the moment when the page goes out of sight. */
  leave(): void;
  /** Forgets everything; what is still in flight will not be tried again. */
  clear(): void;
}

/**
 * @param flushAfterMs longest wait of an ordinary event
 * @param toBody the request's body, as true as it is at the moment of sending
 */
export const createQueue = (
  { post, beacon }: Transport,
  flushAfterMs: number,
  toBody: (batch: Batch) => string,
  onDrop: (reason: DropReason, count: number) => void,
): Queue => {
  let waiting: StampedEvent[] = [];
  /** What was answered with "later", to be sent again as it was. */
  let retrying: Batch | undefined;
  let attempt = 0;
  let sending: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Rises when everything is forgotten, so that late answers know it. */
  let era = 0;

  const unschedule = () => {
    clearTimeout(timer);
    timer = undefined;
  };

  const schedule = (delayMs: number) => {
    timer ??= setTimeout(() => {
      unschedule();
      flush();
    }, delayMs);
  };

  const putBack = (batch: Batch | undefined) => {
    waiting.unshift(...(batch?.stamped ?? []));
  };

  /** @returns whether the batch is put off until later */
  const send = async (batch: Batch): Promise<boolean> => {
    const sentIn = era;
    // A body that cannot be made, by an encoder that throws, is as good as refused.
    let status = 400;
    try {
      status = await post(toBody(batch));
    } catch {}
    if (sentIn !== era) return false;
    const { retryMs, isLost } = decideFate(status, ++attempt, Math.random());
    if (retryMs) {
      putBack(retrying);
      retrying = batch;
      unschedule();
      schedule(retryMs);
      return true;
    }
    attempt = 0;
    if (isLost) onDrop('refused', batch.stamped.length);
    return false;
  };

  const drain = async () => {
    unschedule();
    while (retrying || waiting[0]) {
      const batch = retrying ?? nextBatch(waiting);
      if (!retrying) waiting.splice(0, batch.stamped.length);
      retrying = undefined;
      if (await send(batch)) return;
    }
  };

  const isTooLarge = (batch: Batch): boolean => {
    try {
      return toBody(batch).length > maxBeaconBytes;
    } catch {
      return true;
    }
  };

  /** Gives the batch to a beacon, or gives it up when no beacon could ever carry it. @returns whether it is off our hands */
  const isGone = (batch: Batch): boolean => {
    if (!isTooLarge(batch)) return beacon(toBody(batch));
    onDrop('refused', batch.stamped.length);
    return true;
  };

  const flush = () => {
    sending ??= drain().finally(() => {
      sending = undefined;
    });
    return sending;
  };

  return {
    add(event, isUrgent) {
      if (isUrgent) send(nextBatch([event]));
      else if (waiting.push(event) > maxWaiting) {
        waiting.shift();
        onDrop('queue-full', 1);
      }
      if (waiting[maxBatchEvents] && !retrying) flush();
      else schedule(flushAfterMs);
    },
    flush,
    leave() {
      putBack(retrying);
      retrying = undefined;
      while (waiting[0]) {
        let batch = nextBatch(waiting);
        while (batch.stamped[1] && isTooLarge(batch)) batch = nextBatch(waiting, batch.stamped.length >> 1);
        if (!isGone(batch)) {
          // The 64 KiB in flight are the usual reason: half may still fit.
          batch = nextBatch(waiting, batch.stamped.length >> 1);
          if (!batch.stamped[0] || !isGone(batch)) return;
        }
        waiting.splice(0, batch.stamped.length);
      }
    },
    clear() {
      era++;
      putBack(retrying);
      retrying = undefined;
      if (waiting[0]) onDrop('withdrawn', waiting.length);
      waiting = [];
      unschedule();
    },
  };
};
