// Events wait here until their fate is known: sent in batches, one at a time, tried again when the collector is down.
import type { DropReason } from '../types.ts';
import type { StampedEvent } from '../wire/encode.ts';
import { type Batch, maxBatchEvents, nextBatch } from './batch.ts';
import { giveAway } from './leaving.ts';
import type { Outbox } from './outbox.ts';
import { type Answer, decideFate } from './retry.ts';
import type { Transport } from './transport.ts';

/** Enough for a page that tracks wildly while offline; about 3 MB. */
const maxWaiting = 10_000;

/** After the page's own work; at random, so that the tabs of a restored browser do not ask all at once. */
const resumeAfterMs = 2_000;

export interface Queue {
  /** @param isUrgent goes at once and alone, ahead of what waits */
  add(event: StampedEvent, isUrgent: boolean): void;
  /** Sends what waits; resolves when the fate of it is known or the next try is set. */
  flush(): Promise<void>;
  /** Sends what waits by beacon. For the moment when the page goes out of sight. */
  leave(): void;
  /** Takes up, soon, what earlier pages left in the outbox. */
  resume(): void;
  /** Forgets everything; what is still in flight will not be tried again. */
  clear(): void;
}

/**
 * @param flushAfterMs longest wait of an ordinary event
 * @param toBody the request's body, as true as it is at the moment of sending; a page that is leaving has no time
 */
export const createQueue = (
  { post, beacon }: Transport,
  outbox: Outbox,
  flushAfterMs: number,
  toBody: (batch: Batch, isLeaving: boolean) => string,
  onDrop: (reason: DropReason, count: number) => void,
): Queue => {
  let waiting: StampedEvent[] = [];
  /** What went by beacon: nobody answers, but an answer to what this page sends next shows that the collector is up. */
  let given: StampedEvent[] = [];
  /** What was answered with "later", to be sent again as it was. */
  let retrying: Batch | undefined;
  let attempt = 0;
  let sending: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resuming: ReturnType<typeof setTimeout> | undefined;
  /** Falls when the collector finds a batch too large. */
  let maxEvents = maxBatchEvents;
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
    const { stamped } = batch;
    // A body that cannot be made, by an encoder that throws, is as good as refused.
    let answer: Answer = { status: 400 };
    try {
      answer = await post(toBody(batch, false));
    } catch {}
    if (sentIn !== era) return false;
    const { retryMs, isLost, isTooLarge } = decideFate(answer, ++attempt, Math.random(), Date.now());
    if (retryMs) {
      putBack(retrying);
      retrying = batch;
      outbox.keep(stamped, retryMs);
      unschedule();
      schedule(retryMs);
      return true;
    }
    attempt = 0;
    outbox.settle(given.splice(0));
    maxEvents = maxBatchEvents;
    if (isTooLarge && stamped[1]) {
      maxEvents = stamped.length >> 1;
      putBack(batch);
      return false;
    }
    outbox.settle(stamped);
    if (isLost || isTooLarge) onDrop('refused', stamped.length);
    return false;
  };

  const drain = async () => {
    unschedule();
    while (retrying || waiting[0]) {
      const batch = retrying ?? nextBatch(waiting, maxEvents);
      if (!retrying) waiting.splice(0, batch.stamped.length);
      retrying = undefined;
      if (await send(batch)) return;
    }
  };

  const flush = () => {
    sending ??= drain().finally(() => {
      sending = undefined;
    });
    return sending;
  };

  return {
    add(event, isUrgent) {
      outbox.keep([event], flushAfterMs);
      if (isUrgent) send(nextBatch([event]));
      else if (waiting.push(event) > maxWaiting) {
        outbox.settle(waiting.splice(0, 1));
        onDrop('queue-full', 1);
      }
      if (waiting[maxBatchEvents] && !retrying) flush();
      else schedule(flushAfterMs);
    },
    flush,
    leave() {
      putBack(retrying);
      retrying = undefined;
      const before = [...waiting];
      const lost = giveAway(waiting, (batch) => toBody(batch, true), beacon);
      if (lost[0]) onDrop('refused', lost.length);
      outbox.settle(lost);
      // Whatever is gone went from the front.
      given.push(...before.slice(0, before.length - waiting.length));
      outbox.write();
    },
    resume() {
      resuming ??= setTimeout(
        async () => {
          resuming = undefined;
          const resumedIn = era;
          const left = await outbox.take();
          if (!left[0] || resumedIn !== era) return;
          waiting.unshift(...left);
          flush();
        },
        resumeAfterMs * (1 + Math.random()),
      );
    },
    clear() {
      era++;
      putBack(retrying);
      retrying = undefined;
      if (waiting[0]) onDrop('withdrawn', waiting.length);
      waiting = [];
      given = [];
      unschedule();
      clearTimeout(resuming);
      resuming = undefined;
    },
  };
};
