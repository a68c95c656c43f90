// When what is sent, and what becomes of it after each answer.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maxBatchEvents } from '../../../src/delivery/batch.ts';
import { createEvents, createWatchedQueue, type Post, purchase } from './events.ts';

const minuteMs = 60_000;
const namesOf = (posts: readonly { names: string[] }[]) => posts.map(({ names }) => names);
const postAt = (posts: readonly Post[], index: number): Post => {
  const post = posts[index];
  if (!post) throw new Error(`no post ${index} among ${posts.length}`);
  return post;
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('events that wait', () => {
  it('are sent together when the first of them has waited long enough', () => {
    const { add, posts } = createWatchedQueue(10_000);
    const [first, second] = createEvents(2);
    if (first) add(first);
    vi.advanceTimersByTime(9_000);
    if (second) add(second);
    vi.advanceTimersByTime(999);
    expect(posts).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(namesOf(posts)).toEqual([['event_1', 'event_2']]);
  });

  it('are sent at once when there are more than a batch holds', () => {
    const { add, posts } = createWatchedQueue();
    add(...createEvents(maxBatchEvents + 1));
    expect(posts).toHaveLength(1);
    expect(posts[0]?.names).toHaveLength(maxBatchEvents);
  });

  it('are sent one batch after the other, never two at a time', async () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(3 * maxBatchEvents));
    queue.flush();
    queue.flush();
    vi.advanceTimersByTime(minuteMs);
    expect(posts).toHaveLength(1);
    await postAt(posts, 0).answer(200);
    expect(posts).toHaveLength(2);
    await postAt(posts, 1).answer(200);
    await postAt(posts, 2).answer(200);
    expect(posts.flatMap(({ names }) => names)).toEqual(createEvents(150).map(({ event }) => event.name));
  });

  it('travel only with those of the same visit', async () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(2), ...createEvents(1, 'second'));
    queue.flush();
    await postAt(posts, 0).answer(200);
    expect(namesOf(posts)).toEqual([['event_1', 'event_2'], ['event_1']]);
  });

  it('are not sent again once delivered, and nothing is posted for nothing', async () => {
    const { add, queue, posts } = createWatchedQueue();
    await queue.flush();
    add(...createEvents(1));
    queue.flush();
    await postAt(posts, 0).answer(204);
    await queue.flush();
    vi.advanceTimersByTime(minuteMs);
    expect(posts).toHaveLength(1);
  });

  it('that came while a batch was under way follow it', async () => {
    const { add, queue, posts } = createWatchedQueue();
    const [first, second] = createEvents(2);
    if (first) add(first);
    queue.flush();
    if (second) add(second);
    await postAt(posts, 0).answer(200);
    expect(namesOf(posts)).toEqual([['event_1'], ['event_2']]);
  });

  it('lose the oldest of ten thousand, and say so', () => {
    const { add, drops } = createWatchedQueue();
    add(...createEvents(10_051));
    // The first batch is on its way and waits no more.
    expect(drops).toEqual([['queue-full', 1]]);
  });
});

describe('a page that comes back into sight', () => {
  it('sends what is new, although the answer to a request from before it went never comes', async () => {
    const { add, queue, posts } = createWatchedQueue();
    const [before, after] = createEvents(2) as [never, never];
    add(before);
    queue.flush();
    queue.leave();
    add(after);
    queue.flush();
    expect(namesOf(posts)).toEqual([['event_1'], ['event_2']]);
  });
});

describe('flush', () => {
  it('resolves when the fate of everything is known', async () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(60));
    let isResolved = false;
    queue.flush().then(() => {
      isResolved = true;
    });
    await postAt(posts, 0).answer(200);
    expect(isResolved).toBe(false);
    await postAt(posts, 1).answer(200);
    expect(isResolved).toBe(true);
  });

  it('resolves when another try is set, too', async () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(1));
    const flushed = queue.flush();
    await postAt(posts, 0).answer(503);
    await expect(flushed).resolves.toBeUndefined();
  });
});

describe('a purchase', () => {
  it('goes alone, ahead of what waits, as soon as its page has its title', () => {
    const { add, posts } = createWatchedQueue();
    add(...createEvents(3), purchase);
    expect(namesOf(posts)).toEqual([['purchase']]);
  });

  it('goes with the others when they are sent before', () => {
    const { queue, posts } = createWatchedQueue();
    for (const event of [...createEvents(1), purchase]) queue.add(event);
    queue.flush();
    vi.advanceTimersByTime(minuteMs);
    expect(namesOf(posts)).toEqual([['event_1', 'purchase']]);
  });

  it('goes with the others, by one beacon, when its page is left before', () => {
    const { queue, posts, beacons } = createWatchedQueue();
    for (const event of [...createEvents(1), purchase]) queue.add(event);
    queue.leave();
    vi.advanceTimersByTime(minuteMs);
    expect([posts, namesOf(beacons)]).toEqual([[], [['event_1', 'purchase']]]);
  });

  it('does not wait for a batch that is under way', () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(1));
    queue.flush();
    add(purchase);
    expect(namesOf(posts)).toEqual([['event_1'], ['purchase']]);
  });

  it('is tried again like any other', async () => {
    const { add, posts } = createWatchedQueue();
    add(purchase);
    await postAt(posts, 0).answer(503);
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(posts[1]).toMatchObject({ id: posts[0]?.id, names: ['purchase'] });
  });

  it('is tried again after its own pause, however long the others may wait', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { add, posts } = createWatchedQueue(60_000);
    add(...createEvents(1), purchase);
    await postAt(posts, 0).answer(503);
    await vi.advanceTimersByTimeAsync(2000);
    expect(posts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(namesOf(posts)).toEqual([['purchase'], ['purchase']]);
  });

  it('is tried again although another batch hung while its time came', async () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(1));
    queue.flush();
    add(purchase);
    await postAt(posts, 1).answer(503);
    await vi.advanceTimersByTimeAsync(minuteMs);
    await postAt(posts, 0).answer(200);
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    expect(namesOf(posts)).toEqual([['event_1'], ['purchase'], ['purchase']]);
  });
});

describe('an answer', () => {
  it.each([0, 408, 429, 500, 503])('of %i brings another try of the same batch with the same id', async (status) => {
    const { add, queue, posts, drops } = createWatchedQueue();
    add(...createEvents(2));
    queue.flush();
    await postAt(posts, 0).answer(status);
    add(...createEvents(1));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(posts[1]).toMatchObject({ id: posts[0]?.id, names: ['event_1', 'event_2'] });
    expect(posts[1]?.isAnswered).toBe(false);
    expect(drops).toEqual([]);
  });

  it('that never comes right makes the pauses longer, up to five minutes', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { add, posts } = createWatchedQueue();
    add(...createEvents(1));
    await vi.advanceTimersByTimeAsync(10_000);
    const pausesMs: number[] = [];
    for (let attempt = 0; attempt < 10; attempt++) {
      await postAt(posts, attempt).answer(503);
      const failedAt = Date.now();
      await vi.advanceTimersToNextTimerAsync();
      pausesMs.push(Date.now() - failedAt);
    }
    expect(pausesMs).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000 + 1));
  });

  it('that comes right at last begins the pauses anew', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { add, posts } = createWatchedQueue(1000);
    const [first, second] = createEvents(2);
    if (first) add(first);
    await vi.advanceTimersByTimeAsync(1000);
    for (const status of [503, 503, 503, 200]) {
      await postAt(posts, posts.length - 1).answer(status);
      await vi.advanceTimersByTimeAsync(10_000);
    }
    if (second) add(second);
    await vi.advanceTimersByTimeAsync(1000);
    await postAt(posts, 4).answer(503);
    await vi.advanceTimersByTimeAsync(2000);
    expect(posts).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(1);
    expect(posts).toHaveLength(6);
  });

  it('holds back newer events until its batch got through', async () => {
    const { add, queue, posts } = createWatchedQueue();
    const [first, second] = createEvents(2);
    if (first) add(first);
    queue.flush();
    await postAt(posts, 0).answer(503);
    if (second) add(second);
    await vi.advanceTimersByTimeAsync(10_000);
    await postAt(posts, 1).answer(200);
    expect(namesOf(posts)).toEqual([['event_1'], ['event_1'], ['event_2']]);
  });

  it.each([400, 403, 404])('of %i gives the batch up, says how many, and goes on with the next', async (status) => {
    const { add, queue, posts, drops } = createWatchedQueue();
    add(...createEvents(60));
    queue.flush();
    await postAt(posts, 0).answer(status);
    expect(drops).toEqual([['refused', maxBatchEvents]]);
    await postAt(posts, 1).answer(200);
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(posts).toHaveLength(2);
  });

  it('of 413 sends the halves, down to the one event that nobody takes, and loses no other', async () => {
    const { add, queue, posts, open, drops, kept } = createWatchedQueue();
    add(...createEvents(20));
    queue.flush();
    while (open()[0]) await open()[0]?.answer(open()[0]?.names.includes('event_7') ? 413 : 200);
    expect(drops).toEqual([['refused', 1]]);
    const taken = posts.flatMap(({ names }) => (names.includes('event_7') ? [] : names));
    expect(new Set(taken).size).toBe(19);
    expect(taken).toHaveLength(19);
    expect(kept.size).toBe(0);
  });

  it('with Retry-After makes the next try wait that long', async () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(1));
    queue.flush();
    await postAt(posts, 0).answer(429, '120');
    await vi.advanceTimersByTimeAsync(119_999);
    expect(posts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(posts).toHaveLength(2);
    expect(postAt(posts, 1).id).toBe(postAt(posts, 0).id);
  });
});

describe('the outbox', () => {
  it('keeps an event from when it happens until it is answered', async () => {
    const { add, queue, posts, kept } = createWatchedQueue();
    const [event] = createEvents(1) as [never];
    add(event);
    expect(kept.has(event)).toBe(true);
    queue.flush();
    expect(kept.has(event)).toBe(true);
    await postAt(posts, 0).answer(204);
    expect(kept.size).toBe(0);
  });

  it('keeps what went by beacon, which nobody answers', () => {
    const { add, queue, beacons, kept, calls } = createWatchedQueue();
    add(...createEvents(3));
    queue.leave();
    expect(beacons).toHaveLength(1);
    expect(kept.size).toBe(3);
    expect(calls.at(-1)).toBe('write');
  });

  it('lets go of what went by beacon when the next request of the page is answered, and not before', async () => {
    const { add, queue, posts, kept } = createWatchedQueue();
    const [hidden, shown] = createEvents(2) as [never, never];
    add(hidden);
    queue.leave();
    add(shown);
    queue.flush();
    await postAt(posts, 0).answer(503);
    expect(kept.has(hidden)).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    await postAt(posts, 1).answer(204);
    expect(kept.size).toBe(0);
  });

  it('does not let go of what went by beacon for the answer to a request from before', async () => {
    const { add, queue, posts, kept } = createWatchedQueue();
    const [before, hidden] = createEvents(2) as [never, never];
    add(before);
    queue.flush();
    add(hidden);
    queue.leave();
    await postAt(posts, 0).answer(204);
    expect([...kept]).toEqual([hidden]);
  });

  it('hears that what waits behind a failing batch, or comes meanwhile, waits as long', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { add, queue, posts, calls } = createWatchedQueue(10_000);
    add(...createEvents(maxBatchEvents));
    queue.flush();
    const [behind, meanwhile] = createEvents(2, 'second') as [never, never];
    add(behind);
    calls.length = 0;
    await postAt(posts, 0).answer(503, '600');
    add(meanwhile);
    expect(calls).toEqual([`keep 602001: ${maxBatchEvents + 1}`, 'keep 602001: 1']);
    await vi.advanceTimersByTimeAsync(602_001);
    await postAt(posts, 1).answer(200);
    add(meanwhile);
    expect(calls.at(-1)).toBe('keep 10000: 1');
  });

  it('learns for how long this page will look after an event', async () => {
    const { add, queue, posts, calls } = createWatchedQueue(10_000);
    add(...createEvents(1));
    expect(calls).toEqual(['keep 10000: 1']);
    queue.flush();
    await postAt(posts, 0).answer(503, '60');
    expect(Number.parseFloat(calls.at(-1)?.split(' ')[1] ?? '')).toBeGreaterThan(60_000);
  });

  it('gives back what an earlier page left, to go before what waits, and is settled by the answer', async () => {
    const { add, queue, posts, left, calls } = createWatchedQueue();
    left.push(...createEvents(2, 'earlier'));
    add(...createEvents(1));
    queue.resume();
    queue.resume();
    await vi.advanceTimersByTimeAsync(4_000);
    await postAt(posts, 0).answer(200);
    expect(namesOf(posts)).toEqual([['event_1', 'event_2'], ['event_1']]);
    expect(calls).not.toContain('clear');
  });

  it('that was empty starts no request', async () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(1));
    queue.resume();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(posts).toEqual([]);
  });

  it('is not asked any more when everything is forgotten', async () => {
    const { queue, posts, left } = createWatchedQueue();
    left.push(...createEvents(1));
    queue.resume();
    queue.clear();
    await vi.advanceTimersByTimeAsync(4_000);
    expect([posts, left.length]).toEqual([[], 1]);
  });
});
