// Stamped events to be delivered, and a transport that answers when the test says so.
import type { Batch } from '../../../src/delivery/batch.ts';
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
  answer(status: number): Promise<void>;
}

/** Resolves when promises that were settled just now have run all their reactions. */
export const settlePromises = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
};

/** A queue whose posts wait for their answers, and whose beacons are taken or not. */
export const createWatchedQueue = (flushAfterMs = 10_000) => {
  const posts: Post[] = [];
  const beacons: Sent[] = [];
  const drops: [reason: string, count: number][] = [];
  const state = { takesBeacon: (_: Sent): boolean => true };
  const read = (body: string): Sent => JSON.parse(body);
  const queue = createQueue(
    {
      post: (body) =>
        new Promise((resolve) => {
          const post: Post = {
            ...read(body),
            isAnswered: false,
            answer(status) {
              post.isAnswered = true;
              resolve(status);
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
    flushAfterMs,
    ({ id, stamped }: Batch) => JSON.stringify({ id, names: stamped.map(({ event }) => event.name) }),
    (reason, count) => drops.push([reason, count]),
  );
  const add = (...events: StampedEvent[]) => {
    for (const event of events) queue.add(event, event.event.name === 'purchase');
  };
  const open = () => posts.filter(({ isAnswered }) => !isAnswered);
  return { queue, posts, beacons, drops, state, add, open };
};

export const purchase: StampedEvent = {
  event: { n: 99, page: 'p', name: 'purchase', at: 1 },
  page: { url: '/', kind: 'load' },
  identity: visit('first'),
};
