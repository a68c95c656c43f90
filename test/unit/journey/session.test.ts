// When a visit goes on, and when the next one begins.
import { describe, expect, it } from 'vitest';
import { isPaymentReturn, nextSession, type Session } from '../../../src/journey/session.ts';

const now = 1_763_750_000_000;
const minuteMs = 60_000;
const session = (changes: Partial<Session> = {}): Session => ({
  id: 'first',
  started_at: now - 45 * minuteMs,
  seen_at: now,
  checkout_at: 0,
  views: 3,
  names: ['page_view'],
  ...changes,
});
const idAfter = (pauseMs: number, changes: Partial<Session> = {}) =>
  nextSession(session(changes), now + pauseMs, () => 'second').id;

describe('a visit', () => {
  it('begins empty at the time of its first event', () => {
    expect(nextSession(undefined, now, () => 'new')).toEqual({
      id: 'new',
      started_at: now,
      seen_at: now,
      checkout_at: 0,
      views: 0,
      names: [],
    });
  });

  it('lives as long without an event as the owner says', () => {
    const idWithin = (pauseMs: number) => nextSession(session(), now + pauseMs, () => 'second', 60 * minuteMs).id;
    expect([idWithin(60 * minuteMs - 1), idWithin(60 * minuteMs)]).toEqual(['first', 'second']);
  });

  it('goes on as the same object, untouched', () => {
    const frozen = Object.freeze(session());
    expect(nextSession(frozen, now + minuteMs, () => 'second')).toBe(frozen);
  });

  it.each<[pause: string, pauseMs: number, id: string]>([
    ['no time', 0, 'first'],
    ['a moment less than half an hour', 30 * minuteMs - 1, 'first'],
    ['half an hour', 30 * minuteMs, 'second'],
    ['a night', 8 * 60 * minuteMs, 'second'],
  ])('after a pause of %s is decided by half an hour', (_, pauseMs, id) => {
    expect(idAfter(pauseMs)).toBe(id);
  });

  it('may last for any time while it is never paused', () => {
    expect(idAfter(29 * minuteMs, { started_at: now - 24 * 60 * minuteMs })).toBe('first');
  });

  it('goes on when the clock was set back, by however much', () => {
    expect(idAfter(-minuteMs)).toBe('first');
    expect(idAfter(-365 * 24 * 60 * minuteMs)).toBe('first');
  });

  it.each<[pause: string, pauseMs: number, id: string]>([
    ['fifty-nine minutes', 59 * minuteMs, 'first'],
    ['an hour', 60 * minuteMs, 'second'],
  ])('after a checkout step waits %s for who is paying elsewhere', (_, pauseMs, id) => {
    expect(idAfter(pauseMs, { checkout_at: now })).toBe(id);
  });

  it('counts the payment detour from the checkout step, not from the last event', () => {
    const changes = { checkout_at: now - 20 * minuteMs };
    expect(idAfter(39 * minuteMs, changes)).toBe('first');
    expect(idAfter(41 * minuteMs, changes)).toBe('second');
  });
});

describe('coming back from a payment page', () => {
  it('is possible for an hour after a checkout step', () => {
    expect(isPaymentReturn(session({ checkout_at: now }), now + 60 * minuteMs - 1)).toBe(true);
    expect(isPaymentReturn(session({ checkout_at: now }), now + 60 * minuteMs)).toBe(false);
  });

  it('never happens without a checkout step', () => {
    expect(isPaymentReturn(session(), now)).toBe(false);
  });

  it('is recognised although the clock was set back meanwhile', () => {
    expect(isPaymentReturn(session({ checkout_at: now }), now - 10 * minuteMs)).toBe(true);
  });
});
