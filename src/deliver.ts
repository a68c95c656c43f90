// The delivery rooms put together: from a stamped event to the collector that the owner has named.
import { listen } from './browser/listen.ts';
import { onPolicyRefusal } from './browser/policy.ts';
import type { Batch } from './delivery/batch.ts';
import { readEndpoint } from './delivery/endpoint.ts';
import { createLater } from './delivery/later.ts';
import type { Outbox } from './delivery/outbox.ts';
import { createQueue, type Queue } from './delivery/queue.ts';
import { createTimer } from './delivery/timer.ts';
import { createTransport, type Transport } from './delivery/transport.ts';
import { createDispatch } from './dispatch.ts';
import type { Hooks } from './hooks.ts';
import type { Plugs } from './plugs.ts';
import type { ConsentState, DropReason, TrackerOptions } from './types.ts';
import type { StampedEvent } from './wire/encode.ts';
import { createId } from './wire/id.ts';
import { stringify } from './wire/stringify.ts';

/** Tries without an answer, some ten minutes of them, after which the owner is told: blocked, or down for long. */
const maxSilentTries = 10;

/** Rarely enough to cost nothing; a killed page has told its totals but for the last seconds. */
const promiseAfterMs = 5_000;

interface DeliveryOptions extends Hooks {
  outbox: Outbox;
  plugs: Plugs;
  /** A last look at the page, just before a batch is made. */
  refresh(): void;
  /** The page's totals as its next event, should it be killed now. */
  readTotals(): StampedEvent | undefined;
  readConsent(): ConsentState;
  onDrop(reason: DropReason, count: number): void;
  report(problem: string): void;
  /** Told why nothing can be delivered, at once or later. */
  giveUp(problem: string): void;
}

export interface Delivery extends Queue {
  /** Leaves the page's totals with the browser, soon, until the page has something to say itself. */
  promise(): void;
}

/** @returns nothing when there is no usable endpoint */
export const createDelivery = (
  window: Window & typeof globalThis,
  options: TrackerOptions,
  { outbox, plugs, refresh, readTotals, readConsent, onDrop, report, giveUp, on, emit }: DeliveryOptions,
): Delivery | undefined => {
  const { encode = stringify, flushAfterMs = 10_000 } = options;
  const endpoint = readEndpoint(options.endpoint, window.document.baseURI);
  if (!endpoint) {
    giveUp('endpoint must be an http(s) address');
    return;
  }
  const toWire = createDispatch(window, options.site, readConsent, on);
  const toBody = (batch: Batch, isLeaving: boolean) => {
    refresh();
    const wire = toWire(batch, isLeaving);
    emit('batch', wire);
    return encode(wire);
  };
  const { post, beacon } = createTransport(window, endpoint, options);
  let silentTries = 0;
  const transport: Transport = {
    beacon,
    async post(body) {
      const answer = await post(body);
      silentTries = answer.status || window.navigator.onLine === false ? 0 : silentTries + 1;
      if (silentTries === maxSilentTries) report(`no answer from ${endpoint}: down, or blocked?`);
      return answer;
    },
  };
  const queue = createQueue(transport, outbox, flushAfterMs, toBody, onDrop);
  const later = createLater(window, endpoint);
  const promising = createTimer(() => {
    const totals = readTotals();
    if (totals) later?.leave(toBody({ id: createId(), stamped: [totals] }, true));
  });
  const cancel = () => {
    promising.cancel();
    later?.cancel();
  };
  plugs.add(() => listen(window, 'online', queue.flush));
  plugs.add(() =>
    onPolicyRefusal(window, endpoint, () => giveUp(`Content-Security-Policy: add ${endpoint.origin} to connect-src`)),
  );
  return {
    ...queue,
    add(event) {
      // It takes the number that the totals would have had.
      cancel();
      queue.add(event);
    },
    leave() {
      cancel();
      queue.leave();
    },
    resume() {
      // A decision may have changed what it may say; a page that has just been shown has left nothing yet.
      cancel();
      queue.resume();
    },
    clear() {
      cancel();
      queue.clear();
    },
    promise() {
      if (later) promising.plan(promiseAfterMs);
    },
  };
};
