// Which waiting events travel together.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxBatchEvents, nextBatch } from '../../../src/delivery/batch.ts';
import { createEvents, visit } from './events.ts';

describe('the next batch', () => {
  it('takes the first events in their order, and leaves the rest', () => {
    const events = createEvents(maxBatchEvents + 10);
    expect(nextBatch(events).stamped).toEqual(events.slice(0, maxBatchEvents));
    expect(events).toHaveLength(maxBatchEvents + 10);
  });

  it('takes as many as there are', () => {
    const events = createEvents(3);
    expect(nextBatch(events).stamped).toEqual(events);
  });

  it('ends where another visit begins, although the first may come back', () => {
    const events = [...createEvents(2), ...createEvents(1, 'second'), ...createEvents(1)];
    expect(nextBatch(events).stamped).toEqual(events.slice(0, 2));
  });

  it('holds events of a visit whose counters have changed meanwhile', () => {
    const [event] = createEvents(1);
    if (!event) throw new Error('one was asked for');
    const events = [event, { ...event, identity: visit('first', 1) }];
    expect(nextBatch(events).stamped).toEqual(events);
  });

  it('never mixes events with and without an identity', () => {
    const [event] = createEvents(1);
    if (!event) throw new Error('one was asked for');
    const anonymous = { ...event, identity: undefined };
    expect(nextBatch([anonymous, anonymous, event]).stamped).toEqual([anonymous, anonymous]);
    expect(nextBatch([event, anonymous]).stamped).toEqual([event]);
  });

  it('takes half as many when asked to, and none of none', () => {
    const events = createEvents(8);
    expect(nextBatch(events, 4).stamped).toEqual(events.slice(0, 4));
    expect(nextBatch(events, 0).stamped).toEqual([]);
  });

  it('has an id of its own every time', () => {
    const events = createEvents(1);
    expect(nextBatch(events).id).not.toBe(nextBatch(events).id);
  });

  it('is never empty, never mixed, and always the beginning of what waits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('first', 'second', 'third'), { minLength: 1, maxLength: 120, size: 'max' }),
        (visits) => {
          const waiting = visits.flatMap((session) => createEvents(1, session));
          const { stamped } = nextBatch(waiting);
          expect(stamped.length).toBeGreaterThan(0);
          expect(stamped.length).toBeLessThanOrEqual(maxBatchEvents);
          expect(stamped).toEqual(waiting.slice(0, stamped.length));
          expect(new Set(stamped.map(({ identity }) => identity?.session?.id)).size).toBe(1);
        },
      ),
    );
  });
});
