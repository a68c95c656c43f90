// The guarded storage, and every sequence of decisions: nothing gets past the gate.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createGate } from '../../../src/consent/gate.ts';
import type { Permission } from '../../../src/types.ts';

const createGuarded = ({ isAnonymous = false } = {}) => {
  const gate = createGate<{ name: string; at: number }>(
    isAnonymous,
    () => {},
    () => {},
  );
  const storage = { read: vi.fn(() => 'somebody'), write: vi.fn() };
  return { gate, storage, guarded: gate.guard(storage) };
};

describe('the guarded storage', () => {
  it.each<[Permission, boolean]>([
    ['undecided', false],
    ['undecided', true],
    ['denied', false],
    ['denied', true],
  ])('is neither read nor filled when %s (anonymous mode: %s)', (state, isAnonymous) => {
    const { gate, storage, guarded } = createGuarded({ isAnonymous });
    gate.see();
    gate.decide(state);
    expect(guarded.read()).toBeUndefined();
    guarded.write('me');
    expect(storage.read).not.toHaveBeenCalled();
    expect(storage.write).not.toHaveBeenCalled();
  });

  it('is neither read nor filled before any decision', () => {
    const { storage, guarded } = createGuarded();
    expect(guarded.read()).toBeUndefined();
    guarded.write('me');
    expect(storage.read.mock.calls.length + storage.write.mock.calls.length).toBe(0);
  });

  it('is open while granted, and shut again after', () => {
    const { gate, storage, guarded } = createGuarded();
    gate.decide('granted');
    expect(guarded.read()).toBe('somebody');
    guarded.write('me');
    expect(storage.write.mock.calls).toEqual([['me']]);
    gate.decide('denied');
    expect(guarded.read()).toBeUndefined();
    guarded.write('me again');
    expect(storage.write).toHaveBeenCalledTimes(1);
  });

  it.each<Permission>(['undecided', 'granted', 'denied'])('may always be emptied: %s', (state) => {
    const { gate, storage, guarded } = createGuarded();
    gate.decide(state);
    guarded.write('');
    expect(storage.write.mock.calls).toEqual([['']]);
  });
});

type Step = { kind: 'pass' } | { kind: 'see' } | { kind: 'decide'; state: Permission };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.constant<Step>({ kind: 'pass' }) },
    { weight: 1, arbitrary: fc.constant<Step>({ kind: 'see' }) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom<Permission>('undecided', 'granted', 'denied')
        .map((state): Step => ({ kind: 'decide', state })),
    },
  ),
  { maxLength: 60, size: 'max' },
);

describe('whatever happens, in whatever order,', () => {
  it('nothing is released without a grant, nor unseen, nor twice, nor when a denial came after it', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let state: Permission = 'undecided';
        let isSeen = false;
        let count = 0;
        let held: string[] = [];
        const released: string[] = [];
        const expected: string[] = [];
        let dropped = 0;
        let expectedDrops = 0;
        const gate = createGate<{ name: string; at: number }>(
          false,
          ({ name }) => {
            if (state !== 'granted' || !isSeen) throw new Error(`${name} was released: ${state}, seen: ${isSeen}`);
            released.push(name);
          },
          (_, lost) => {
            dropped += lost;
          },
        );
        for (const step of sequence) {
          if (step.kind === 'decide') state = step.state;
          if (step.kind === 'see') isSeen = true;
          if (step.kind === 'pass') held.push(`event_${count++}`);
          if (state === 'granted' && isSeen) expected.push(...held.splice(0));
          if (state === 'denied') {
            expectedDrops += held.length;
            held = [];
          }
          if (step.kind === 'decide') gate.decide(step.state);
          if (step.kind === 'see') gate.see();
          if (step.kind === 'pass') gate.pass({ name: `event_${count - 1}`, at: 1 });
        }
        expect(released).toEqual(expected);
        expect(dropped).toBe(expectedDrops);
      }),
      { numRuns: 500 },
    );
  });
});
