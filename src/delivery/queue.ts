// Events wait here until their fate is known: sent in batches, one at a time, tried again when the collector is down.
import type { DropReason } from '../types.ts';
import type { StampedEvent } from '../wire/encode.ts';
import { type Batch, maxBatchEvents, nextBatch } from './batch.ts';
import { giveAway } from './leaving.ts';
import type { Outbox } from './outbox.ts';
import { createResuming } from './resuming.ts';
import { createSender } from './sender.ts';
import { createTimer } from './timer.ts';
import type { Transport } from './transport.ts';

/** Enough for a page that tracks wildly while offline; about 3 MB. */
const maxWaiting = 10_000;

/** Routers set the title of a thank-you page after they have drawn it: Nuxt 8 ms, Next 17 ms, on an idle machine. */
const purchaseAfterMs = 100;

export interface Queue {
  /** A purchase goes alone, ahead of what waits, as soon as its page has its title. */
  add(event: StampedEvent): void;
  /** Sends what waits; resolves when the fate of it is known or the next try is set. */
  flush(): Promise<void>;
  /** Sends what waits by beacon. For the moment when the page goes out of sight. */
  leave(): void;
  /** Takes up, soon, what earlier pages left in the outbox. */
  resume(): void;
  /** Forgets everything; what is still in flight will not be tried again. */
  clear(): void;
}

const isPurchase = ({ event }: StampedEvent): boolean => event.name === 'purchase';

/**
 * @param flushAfterMs longest wait of an ordinary event
 * @param toBody the request's body, as true as it is at the moment of sending; a page that is leaving has no time
 */
export const createQueue = (
  transport: Transport,
  outbox: Outbox,
  flushAfterMs: number,
  toBody: (batch: Batch, isLeaving: boolean) => string,
  onDrop: (reason: DropReason, count: number) => void,
): Queue => {
  let waiting: StampedEvent[] = [];
  /** How long an event may wait from now on, as far as this page can know. */
  let waitMs = flushAfterMs;
  /** What went by beacon: nobody answers, but an answer to what this page sends next shows that the collector is up. */
  const given: StampedEvent[] = [];
  /** What was answered with "later", to be sent again as it was. */
  let retrying: Batch | undefined;
  let sending: Promise<void> | undefined;
  /** Falls when the collector finds a batch too large. */
  let maxEvents = maxBatchEvents;
  const sender = createSender(transport, (batch) => toBody(batch, false));

  const takeBack = () => {
    waiting.unshift(...(retrying?.stamped ?? []));
    retrying = undefined;
  };

  /** @returns whether the batch is put off until later */
  const send = async (batch: Batch): Promise<boolean> => {
    const before = given.splice(0);
    const fate = await sender.send(batch);
    if (!fate) return false;
    const { stamped } = batch;
    const { retryMs, isLost, isTooLarge } = fate;
    if (retryMs) {
      takeBack();
      retrying = batch;
      given.push(...before);
      waitMs = retryMs;
      outbox.keep([...stamped, ...waiting], retryMs);
      flushing.cancel();
      flushing.plan(retryMs);
      return true;
    }
    outbox.settle(before);
    waitMs = flushAfterMs;
    maxEvents = maxBatchEvents;
    if (isTooLarge && stamped[1]) {
      maxEvents = stamped.length >> 1;
      waiting.unshift(...stamped);
      return false;
    }
    outbox.settle(stamped);
    if (isLost || isTooLarge) onDrop('refused', stamped.length);
    return false;
  };

  const selling = createTimer(() => {
    const purchases = waiting.filter(isPurchase);
    waiting = waiting.filter((event) => !isPurchase(event));
    for (const purchase of purchases) send(nextBatch([purchase]));
  });

  const drain = async () => {
    flushing.cancel();
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

  const flushing = createTimer(flush);
  const resuming = createResuming(outbox, (left) => {
    waiting.unshift(...left);
    flush();
  });

  return {
    add(event) {
      outbox.keep([event], waitMs);
      if (isPurchase(event)) selling.plan(purchaseAfterMs);
      if (waiting.push(event) > maxWaiting) {
        outbox.settle(waiting.splice(0, 1));
        onDrop('queue-full', 1);
      }
      if (waiting[maxBatchEvents] && !retrying) flush();
      else flushing.plan(flushAfterMs);
    },
    flush,
    leave() {
      takeBack();
      const lost = giveAway(waiting, given, (batch) => toBody(batch, true), transport.beacon);
      if (lost[0]) onDrop('refused', lost.length);
      outbox.settle(lost);
      outbox.write();
      // In Firefox and WebKit, a request under way when its page goes into the back/forward cache is never answered.
      sending = undefined;
    },
    resume: resuming.start,
    clear() {
      sender.forget();
      takeBack();
      if (waiting[0]) onDrop('withdrawn', waiting.splice(0).length);
      given.length = 0;
      for (const { cancel } of [flushing, selling, resuming]) cancel();
    },
  };
};
