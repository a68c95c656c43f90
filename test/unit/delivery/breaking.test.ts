// Bodies that cannot be made, because the owner's encoder throws, and transports that break their word.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQueue } from '../../../src/delivery/queue.ts';
import type { Transport } from '../../../src/delivery/transport.ts';
import { createEvents, createNotedOutbox, purchase, settlePromises } from './events.ts';

const fail = (): never => {
  throw new Error('broken');
};

/** Rejections that nobody handled, as the page's console would show them. */
let unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

const createBroken = (transport: Partial<Transport>, toBody: () => string = () => 'body') => {
  const drops: number[] = [];
  const posts: string[] = [];
  const working: Transport = {
    async post(body) {
      posts.push(body);
      return { status: 200 };
    },
    beacon: () => true,
  };
  const queue = createQueue({ ...working, ...transport }, createNotedOutbox().outbox, 10_000, toBody, (_, count) =>
    drops.push(count),
  );
  return { queue, drops, posts };
};

/** Everything that a page does with a queue. */
const useQueue = async ({ queue }: ReturnType<typeof createBroken>) => {
  for (const event of createEvents(3)) queue.add(event);
  queue.add(purchase);
  await queue.flush();
  await settlePromises();
  for (const event of createEvents(2)) queue.add(event);
  await vi.advanceTimersByTimeAsync(10_000);
  for (const event of createEvents(1)) queue.add(event);
  queue.leave();
  await settlePromises();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  unhandled = [];
  process.on('unhandledRejection', note);
});
afterEach(() => {
  process.off('unhandledRejection', note);
  vi.useRealTimers();
});

/** Node tells of unhandled rejections when the promise jobs of a turn are done. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('nothing surfaces in the page', () => {
  it.each<[what: string, transport: Partial<Transport>]>([
    ['a post rejects', { post: async () => fail() }],
    ['a post throws', { post: fail }],
    ['a post answers nonsense', { post: async () => ({ status: Number.NaN }) }],
  ])('when %s', async (_, transport) => {
    await expect(useQueue(createBroken(transport))).resolves.toBeUndefined();
    await nextTurn();
    expect(unhandled).toEqual([]);
  });

  it('when a body cannot be made', async () => {
    await expect(useQueue(createBroken({}, fail))).resolves.toBeUndefined();
    await nextTurn();
    expect(unhandled).toEqual([]);
  });
});

describe('a body that cannot be made', () => {
  it('costs its batch, which is told of, and nothing after it', async () => {
    let isBroken = true;
    const broken = createBroken({}, () => (isBroken ? fail() : 'body'));
    const { queue, drops, posts } = broken;
    for (const event of createEvents(3)) queue.add(event);
    await queue.flush().catch(() => {});
    expect(drops).toEqual([3]);
    isBroken = false;
    for (const event of createEvents(1)) queue.add(event);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(posts).toEqual(['body']);
  });
});
