// A sink that keeps nothing itself: a batch is accepted when a majority of the log's replicas has it.
import type { Arrival, Sink } from '../sink.ts';
import { keyOf, shardOf, toMessage } from './message.ts';

/** What the log said. `sequence` is 0 when it knows the batch but has not agreed on it yet. */
export interface Acknowledgement {
  isDuplicate: boolean;
  sequence: number;
}

export interface LogSinkOptions {
  /** Sends once, and rejects when no answer came in `timeoutMs`. */
  publish: (shard: number, key: string, message: string, timeoutMs: number) => Promise<Acknowledgement>;
  shards: number;
  /** How long a batch is tried for. A new leader is chosen within 4 to 8 seconds (measured, NATS 2.9). */
  patienceMs: number;
  /** Rejects when the log cannot be reached. */
  check: () => Promise<void>;
  close: () => Promise<void>;
  /** Batches that may wait for their acknowledgement; what comes on top is refused. @default 5000 */
  maxWaiting?: number;
  /** Of one attempt. @default 1500 */
  attemptMs?: number;
  pauseMs?: number;
  now?: () => number;
}

/** Stateless: any number of them may stand side by side, and one batch may come to several. */
export const createLogSink = ({
  publish,
  shards,
  patienceMs,
  check,
  close,
  maxWaiting = 5_000,
  attemptMs = 1_500,
  pauseMs = 100,
  now = Date.now,
}: LogSinkOptions): Sink => {
  const underWay = new Set<Promise<boolean>>();
  let isClosed = false;

  const deliver = async (arrival: Arrival): Promise<boolean> => {
    const key = keyOf(arrival);
    const shard = shardOf(key, shards);
    const receivedAt = now();
    const message = toMessage(arrival, receivedAt);
    const giveUpAt = receivedAt + patienceMs;
    for (let attempt = 1; ; attempt += 1) {
      let failure: unknown = new Error('The log has not agreed on it yet');
      try {
        const { isDuplicate, sequence } = await publish(shard, key, message, attemptMs);
        // Older servers call a batch known while it is only proposed, with sequence 0 (server/jetstream_cluster.go:
        // "we stage with zero"). A leader that dies then takes it along.
        // From the second attempt on, the one that it knows may be our own, whose answer was lost.
        if (sequence > 0) return !isDuplicate || attempt > 1;
      } catch (error) {
        failure = error;
      }
      if (now() + pauseMs >= giveUpAt) throw failure;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };

  return {
    add: async (arrival) => {
      if (isClosed) throw new Error('The collector is closing');
      if (underWay.size >= maxWaiting) throw new Error('Too much is waiting for the log');
      const delivery = deliver(arrival);
      underWay.add(delivery);
      try {
        return await delivery;
      } finally {
        underWay.delete(delivery);
      }
    },
    waiting: () => underWay.size,
    check,
    close: async () => {
      isClosed = true;
      await Promise.allSettled(underWay);
      await close();
    },
  };
};
