// What goes by beacon when the page goes out of sight, and what is forgotten on a withdrawal.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEvents, createWatchedQueue, purchase } from './events.ts';

const minuteMs = 60_000;
const namesOf = (sent: readonly { names: string[] }[]) => sent.map(({ names }) => names);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('leaving', () => {
  it('sends what waits by beacon, at once, and never again', async () => {
    const { add, queue, posts, beacons } = createWatchedQueue();
    add(...createEvents(3));
    queue.leave();
    queue.leave();
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(namesOf(beacons)).toEqual([['event_1', 'event_2', 'event_3']]);
    expect(posts).toEqual([]);
  });

  it('sends nothing when nothing waits', () => {
    const { queue, beacons } = createWatchedQueue();
    queue.leave();
    expect(beacons).toEqual([]);
  });

  it('sends a beacon for each visit that events waited from', () => {
    const { add, queue, beacons } = createWatchedQueue();
    add(...createEvents(1), ...createEvents(1, 'second'));
    queue.leave();
    expect(beacons).toHaveLength(2);
  });

  it('takes along what was to be tried again', async () => {
    const { add, queue, posts, beacons } = createWatchedQueue();
    const [first, second] = createEvents(2);
    if (first) add(first);
    queue.flush();
    await posts[0]?.answer(503);
    if (second) add(second);
    queue.leave();
    expect(beacons.flatMap(({ names }) => names)).toEqual(['event_1', 'event_2']);
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    expect(posts).toHaveLength(1);
  });

  it('leaves alone what is under way', async () => {
    const { add, queue, posts, beacons } = createWatchedQueue();
    add(...createEvents(1));
    queue.flush();
    queue.leave();
    await posts[0]?.answer(200);
    expect([posts.length, beacons.length]).toEqual([1, 0]);
  });

  it('halves a batch that the browser does not take, and keeps the rest when half is too much as well', async () => {
    const { add, queue, state, beacons, posts } = createWatchedQueue();
    add(...createEvents(8));
    state.takesBeacon = ({ names }) => names.length <= 4;
    queue.leave();
    expect(namesOf(beacons)).toEqual([
      ['event_1', 'event_2', 'event_3', 'event_4'],
      ['event_5', 'event_6', 'event_7', 'event_8'],
    ]);
    add(...createEvents(8));
    state.takesBeacon = ({ names }) => names.length <= 3;
    queue.leave();
    expect(beacons).toHaveLength(2);
    queue.flush();
    expect(posts[0]?.names).toHaveLength(8);
  });

  it('keeps a single event that the browser does not take', async () => {
    const { add, queue, state, beacons, posts, drops } = createWatchedQueue();
    add(...createEvents(1));
    state.takesBeacon = () => false;
    queue.leave();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([namesOf(posts), beacons, drops]).toEqual([[['event_1']], [], []]);
  });

  it('asks the browser no more than twice when it takes nothing', () => {
    const { add, queue, state } = createWatchedQueue();
    const takesBeacon = vi.fn(() => false);
    add(...createEvents(50));
    state.takesBeacon = takesBeacon;
    queue.leave();
    expect(takesBeacon).toHaveBeenCalledTimes(2);
  });
});

describe('clearing', () => {
  it('forgets what waits, and says how much', async () => {
    const { add, queue, posts, beacons, drops } = createWatchedQueue();
    add(...createEvents(3));
    queue.clear();
    queue.leave();
    await queue.flush();
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect([posts, beacons, drops]).toEqual([[], [], [['withdrawn', 3]]]);
  });

  it('says nothing when there was nothing', () => {
    const { queue, drops } = createWatchedQueue();
    queue.clear();
    expect(drops).toEqual([]);
  });

  it('forgets what was to be tried again', async () => {
    const { add, queue, posts, drops } = createWatchedQueue();
    add(...createEvents(2));
    queue.flush();
    await posts[0]?.answer(503);
    queue.clear();
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    expect([posts.length, drops]).toEqual([1, [['withdrawn', 2]]]);
  });

  it.each([0, 503, 404])('ignores the late answer %i of what was under way, urgent or not', async (status) => {
    const { add, queue, posts, drops } = createWatchedQueue();
    add(...createEvents(2));
    queue.flush();
    add(purchase);
    queue.clear();
    for (const post of posts) await post.answer(status);
    await vi.advanceTimersByTimeAsync(10 * minuteMs);
    expect([posts.length, drops]).toEqual([2, []]);
  });

  it('does not keep what comes after it from being sent, even behind an answer that never comes', async () => {
    const { add, queue, posts } = createWatchedQueue();
    add(...createEvents(2));
    queue.flush();
    queue.clear();
    add(purchase, ...createEvents(1));
    await vi.advanceTimersByTimeAsync(10_000);
    await posts[0]?.answer(503);
    expect(namesOf(posts)).toEqual([['event_1', 'event_2'], ['purchase'], ['event_1']]);
  });
});
