// How long an id lives, and which share of ids is sampled.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSampled, nextVisitor, type Visitor } from '../../../src/journey/visitor.ts';
import { createId } from '../../../src/wire/id.ts';

const now = 1_763_750_000_000;
const dayMs = 24 * 3_600_000;
const visitor = (changes: Partial<Visitor> = {}): Visitor => ({
  id: 'first',
  since: now,
  visits: 7,
  purchases: 2,
  ...changes,
});

describe('a visitor', () => {
  it('begins with nothing behind them', () => {
    expect(nextVisitor(undefined, now, () => 'new')).toEqual({ id: 'new', since: now, visits: 0, purchases: 0 });
  });

  it('stays the same for 395 days', () => {
    const known = Object.freeze(visitor());
    expect(nextVisitor(known, now + 395 * dayMs - 1, () => 'second')).toBe(known);
  });

  it('is a new one after 395 days, with nothing taken along', () => {
    const at = now + 395 * dayMs;
    expect(nextVisitor(visitor(), at, () => 'second')).toEqual({ id: 'second', since: at, visits: 0, purchases: 0 });
  });

  it('lives from its creation, however often it comes back', () => {
    let known = visitor();
    const created = known.since;
    for (let day = 1; day < 395; day++) known = nextVisitor(known, now + day * dayMs, () => 'second');
    expect(known).toMatchObject({ id: 'first', since: created });
    expect(nextVisitor(known, now + 395 * dayMs, () => 'second').id).toBe('second');
  });

  it('stays the same when the clock was set back', () => {
    expect(nextVisitor(visitor(), now - 1000 * dayMs, () => 'second').id).toBe('first');
  });
});

describe('the sampled share', () => {
  const ids = Array.from({ length: 20_000 }, createId);

  it.each([0.01, 0.1, 0.5, 0.9])('is %d of all ids, give or take', (sampleRate) => {
    const share = ids.filter((id) => isSampled(id, sampleRate)).length / ids.length;
    // Five standard deviations of 20,000 draws.
    const tolerance = 5 * Math.sqrt((sampleRate * (1 - sampleRate)) / ids.length);
    expect(Math.abs(share - sampleRate)).toBeLessThan(tolerance);
  });

  it('is everybody at 1 and nobody at 0', () => {
    expect(ids.every((id) => isSampled(id, 1))).toBe(true);
    expect(ids.some((id) => isSampled(id, 0))).toBe(false);
  });

  it('holds the same ids every time, and loses none when it grows', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...ids.slice(0, 500)), rate, rate, (id, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(isSampled(id, low)).toBe(isSampled(id, low));
        if (isSampled(id, low)) expect(isSampled(id, high)).toBe(true);
      }),
    );
  });
});
