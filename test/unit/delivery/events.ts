// Stamped events to be delivered, and a transport that answers when the test says so.
import { vi } from 'vitest';
import type { Batch } from '../../../src/delivery/batch.ts';
import type { Outbox } from '../../../src/delivery/outbox.ts';
import { createQueue } from '../../../src/delivery/queue.ts';
import type { StampedEvent } from '../../../src/wire/encode.ts';
import type { WireIdentity } from '../../../src/wire/schema.ts';

/** What a visit's events know of it; its counters may differ from one event to the next. */
export const visit = (id: string, purchases = 0): WireIdentity => ({
  visitor: { id: 'v', since: 1, visits: 1, purchases },
  session: { id, started_at: 1 },
});

/** Events of one visit, named `event_1`, `event_2` … */
export const createEvents = (count: number, session = 'first'): StampedEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    event: { n: index + 1, page: 'p', name: `event_${index + 1}`, at: 1 },
    page: { url: '/', kind: 'load' },
    identity: visit(session, index),
  }));

export interface Sent {
  id: string;
  names: string[];
}

export interface Post extends Sent {
  isAnswered: boolean;
  answer(status: number, retryAfter?: string): Promise<void>;
}

/** Resolves when promises that were settled just now have run all their reactions. */
export const settlePromises = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
};

/** An outbox that only takes notes: which events it keeps, and what it has been asked. */
export const createNotedOutbox = () => {
  const kept = new Set<StampedEvent>();
  const calls: string[] = [];
  const left: StampedEvent[] = [];
  const outbox: Outbox = {
    keep(stamped, forMs) {
      for (const event of stamped) kept.add(event);
      calls.push(`keep ${forMs}: ${stamped.length}`);
    },
    settle(stamped) {
      for (const event of stamped) kept.delete(event);
    },
    write: () => void calls.push('write'),
    take: async () => left.splice(0),
    clear: () => void calls.push('clear'),
  };
  return { outbox, kept, calls, left };
};

/** A queue whose posts wait for their answers, and whose beacons are taken or not. */
export const createWatchedQueue = (flushAfterMs = 10_000) => {
  const posts: Post[] = [];
  const beacons: Sent[] = [];
  const drops: [reason: string, count: number][] = [];
  const state = { takesBeacon: (_: Sent): boolean => true };
  const noted = createNotedOutbox();
  const read = (body: string): Sent => JSON.parse(body);
  const queue = createQueue(
    {
      post: (body) =>
        new Promise((resolve) => {
          const post: Post = {
            ...read(body),
            isAnswered: false,
            answer(status, retryAfter) {
              post.isAnswered = true;
              resolve({ status, retryAfter });
              return settlePromises();
            },
          };
          posts.push(post);
        }),
      beacon(body) {
        const sent = read(body);
        const isTaken = state.takesBeacon(sent);
        if (isTaken) beacons.push(sent);
        return isTaken;
      },
    },
    noted.outbox,
    flushAfterMs,
    ({ id, stamped }: Batch) =>
      JSON.stringify({ id, names: stamped.map(({ event }) => event.params?.mark ?? event.name) }),
    (reason, count) => drops.push([reason, count]),
  );
  const add = (...events: StampedEvent[]) => {
    for (const event of events) queue.add(event);
    // Its page may still set its title.
    if (events.some(({ event }) => event.name === 'purchase')) vi.advanceTimersByTime(100);
  };
  const open = () => posts.filter(({ isAnswered }) => !isAnswered);
  return { ...noted, queue, posts, beacons, drops, state, add, open };
};

export const purchase: StampedEvent = {
  event: { n: 99, page: 'p', name: 'purchase', at: 1 },
  page: { url: '/', kind: 'load' },
  identity: visit('first'),
};
