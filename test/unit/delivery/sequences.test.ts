// Whatever happens in whatever order: every event ends delivered, dropped and told of, or still waiting.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEvents, createWatchedQueue, purchase } from './events.ts';

type Step =
  | { kind: 'add'; count: number; isOther: boolean }
  | { kind: 'purchase' }
  | { kind: 'flush' }
  | { kind: 'leave'; largest: number }
  | { kind: 'answer'; index: number; status: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'clear' };

const kindOf = <Kind extends Step['kind']>(kind: Kind) => fc.constant(kind);
const lively = [
  fc.record({ kind: kindOf('add'), count: fc.constantFrom(1, 2, 5, 30, 60), isOther: fc.boolean() }),
  fc.record({ kind: kindOf('purchase') }),
  fc.record({ kind: kindOf('flush') }),
  fc.record({ kind: kindOf('leave'), largest: fc.constantFrom(0, 1, 5, 50) }),
  fc.record({
    kind: kindOf('answer'),
    index: fc.nat({ max: 3 }),
    status: fc.constantFrom(0, 200, 204, 400, 413, 429, 503),
  }),
  // Nearly half of all steps are answers, or little would ever be settled.
  fc.record({ kind: kindOf('answer'), index: fc.constant(0), status: fc.constant(200) }),
  fc.record({ kind: kindOf('answer'), index: fc.constant(0), status: fc.constant(503) }),
  fc.record({ kind: kindOf('answer'), index: fc.constant(1), status: fc.constant(503) }),
  fc.record({ kind: kindOf('wait'), ms: fc.constantFrom(1, 100, 1000, 10_000, 300_001) }),
];
const sequences = fc.array(fc.oneof(...lively), { maxLength: 40, size: 'max' });
const sequencesWithClear = fc.array(fc.oneof(...lively, fc.record({ kind: kindOf('clear') })), {
  maxLength: 40,
  size: 'max',
});

/** Plays the steps; every event gets a mark of its own. */
const play = async (steps: readonly Step[]) => {
  const watched = createWatchedQueue();
  const { queue, state, beacons, posts, open } = watched;
  const added: string[] = [];
  const delivered: string[] = [];
  const refused: string[] = [];
  const cleared = new Set<string>();
  const name = () => {
    added.push(`event_${added.length}`);
    return added.at(-1) as string;
  };
  const answer = async (index: number, status: number) => {
    const post = open()[index];
    if (!post) return;
    const isLate = post.names.some((each) => cleared.has(each));
    if (status >= 200 && status < 400) delivered.push(...post.names);
    // What is too large together comes again in parts.
    const isRefused = status === 400 || (status === 413 && post.names.length === 1);
    if (isRefused && !isLate) refused.push(...post.names);
    await post.answer(status);
  };
  for (const step of steps) {
    if (step.kind === 'add') {
      for (const each of createEvents(step.count, step.isOther ? 'second' : 'first')) {
        queue.add({ ...each, event: { ...each.event, params: { mark: name() } } });
      }
    }
    if (step.kind === 'purchase') queue.add({ ...purchase, event: { ...purchase.event, params: { mark: name() } } });
    if (step.kind === 'flush') queue.flush();
    if (step.kind === 'leave') {
      state.takesBeacon = ({ names }) => names.length <= step.largest;
      queue.leave();
    }
    if (step.kind === 'answer') await answer(step.index, step.status);
    if (step.kind === 'wait') await vi.advanceTimersByTimeAsync(step.ms);
    if (step.kind === 'clear') {
      for (const each of added) cleared.add(each);
      queue.clear();
    }
  }
  return {
    ...watched,
    added,
    refused,
    cleared,
    answer,
    delivered: () => [...delivered, ...beacons.flatMap(({ names }) => names)],
    sent: () => [...posts, ...beacons],
  };
};

const countOf = (drops: [string, number][], reason: string) =>
  drops.reduce((sum, [each, count]) => (each === reason ? sum + count : sum), 0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('in every sequence of adding, flushing, leaving, answers and pauses', () => {
  it('nothing is under way twice, and nothing is sent again after it was delivered or given up', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async (steps) => {
        for (let length = 1; length <= steps.length; length += 7) {
          vi.clearAllTimers();
          const { open, delivered, refused } = await play(steps.slice(0, length));
          const fates = [...open().flatMap(({ names }) => names), ...delivered(), ...refused];
          expect(fates.length).toBe(new Set(fates).size);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('every event is delivered or refused and told of, once the collector answers and time passes', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async (steps) => {
        vi.clearAllTimers();
        const { added, drops, refused, answer, delivered, open } = await play(steps);
        // No call from outside: what waits must find its own way.
        for (let turn = 0; turn < 40; turn++) {
          while (open().length) await answer(0, 200);
          await vi.advanceTimersByTimeAsync(300_001);
        }
        expect([...delivered(), ...refused].sort()).toEqual([...added].sort());
        expect(countOf(drops, 'refused')).toBe(refused.length);
      }),
      { numRuns: 100 },
    );
  });

  it('nothing that was forgotten is ever sent again', async () => {
    await fc.assert(
      fc.asyncProperty(
        sequencesWithClear,
        fc.array(fc.oneof(...lively), { maxLength: 10, size: 'max' }),
        async (steps, more) => {
          vi.clearAllTimers();
          const { queue, added, cleared, sent, answer, open } = await play(steps);
          const before = sent().length;
          for (const each of added) cleared.add(each);
          queue.clear();
          while (open().length) await answer(0, more.length % 2 ? 503 : 0);
          queue.leave();
          await vi.advanceTimersByTimeAsync(600_000);
          expect(sent().length).toBe(before);
        },
      ),
      { numRuns: 60 },
    );
  });
});
