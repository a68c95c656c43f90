// Keeps emptying one shard: takes messages as they come, pumps them, and never ends before it is told to.
import { setTimeout } from 'node:timers/promises';
import type { JetStreamClient, JsMsg } from '@nats-io/jetstream';
import type { ColumnStore } from './column-store.ts';
import { streamOf } from './log.ts';
import { type PumpOutcome, pump, type Taken } from './pump.ts';
import type { LogSettings, WorkerSettings } from './settings.ts';

export interface DrainOptions {
  client: JetStreamClient;
  store: ColumnStore;
  log: Pick<LogSettings, 'name' | 'reader'>;
  shard: number;
  settings: WorkerSettings;
  onPumped: (outcome: PumpOutcome) => void;
  /** The log did not answer; it is asked again. */
  onFailure: (error: unknown) => void;
}

export interface Drain {
  /** Resolves when the inserts under way are done and acknowledged. */
  close(): Promise<void>;
}

const returnMs = 2_000;

const toTaken = (message: JsMsg): Taken => ({
  sequence: message.seq,
  text: message.string(),
  acknowledge: () => message.ack(),
  giveBack: (afterMs) => message.nak(afterMs),
  refuse: () => message.term(),
});

export const createDrain = ({ client, store, log, shard, settings, onPumped, onFailure }: DrainOptions): Drain => {
  const { maxMessages, gatherMs, lanes } = settings;
  const closing = new AbortController();
  // Ends at once with the drain: that is no failure.
  const pause = () => setTimeout(returnMs, undefined, { signal: closing.signal }).catch(() => undefined);

  const take = async (): Promise<Taken[]> => {
    const consumer = await client.consumers.get(streamOf(log.name, shard), log.reader);
    const taken: Taken[] = [];
    // Ends with the last message or when the time is up, whichever is first.
    for await (const message of await consumer.fetch({
      max_messages: maxMessages,
      expires: Math.max(gatherMs, 1_000),
    })) {
      taken.push(toTaken(message));
    }
    return taken;
  };

  const runLane = async () => {
    while (!closing.signal.aborted) {
      try {
        const taken = await take();
        if (taken.length === 0) continue;
        const outcome = await pump(store, taken, returnMs);
        onPumped(outcome);
        if (outcome.returned > 0) await pause();
      } catch (error) {
        onFailure(error);
        await pause();
      }
    }
  };

  const running = Array.from({ length: lanes }, runLane);
  return {
    close: async () => {
      closing.abort();
      await Promise.all(running);
    },
  };
};
