// What becomes of a batch after each answer.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideFate } from '../../../src/delivery/retry.ts';

const now = Date.UTC(2026, 10, 22);
const fateOf = (status: number, attempt: number, random: number, retryAfter?: string) =>
  decideFate({ status, retryAfter }, attempt, random, now);

describe('the fate of a batch', () => {
  it.each([200, 201, 202, 204, 299, 301, 304, 399])('is settled by %i', (status) => {
    expect(fateOf(status, 1, 0.5)).toEqual({});
  });

  it.each([400, 401, 403, 404, 405, 410, 415, 422, 451, 499])(
    'is lost by %i: asking again will not change it',
    (status) => {
      expect(fateOf(status, 1, 0.5)).toEqual({ isLost: true });
    },
  );

  it('is to be divided by 413', () => {
    expect(fateOf(413, 1, 0.5)).toEqual({ isTooLarge: true });
  });

  it.each([
    ['120', 120_000],
    ['Sun, 22 Nov 2026 00:01:00 GMT', 60_000],
    ['0', 0],
    ['Sat, 21 Nov 2026 00:00:00 GMT', 0],
    ['-5', 0],
    ['soon', 0],
    ['', 0],
    ['999999999', 3_600_000],
    ['1e999', 3_600_000],
  ])('waits at least what Retry-After: %s asks for, and no day', (retryAfter, leastMs) => {
    expect(fateOf(429, 1, 0, retryAfter)).toEqual({ retryMs: leastMs + 1 });
    expect(fateOf(503, 1, 1, retryAfter)).toEqual({ retryMs: leastMs + 2_001 });
  });

  it.each([0, 408, 425, 429, 500, 502, 503, 504, 507, 599])('is another try after %i', (status) => {
    expect(fateOf(status, 1, 0.5)).toEqual({ retryMs: expect.any(Number) });
  });

  it.each([
    [1, 2_001],
    [2, 4_001],
    [3, 8_001],
    [8, 256_001],
    [9, 300_001],
    [10, 300_001],
    [2000, 300_001],
  ])('waits no longer after %i tries than %i ms', (attempt, longestMs) => {
    expect(fateOf(503, attempt, 1).retryMs).toBe(longestMs);
    expect(fateOf(503, attempt, 0.5).retryMs).toBe((longestMs - 1) / 2 + 1);
  });

  it('is always exactly one of settled, lost and tried again, and a try is never at once', () => {
    const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 599 }),
        fc.integer({ min: 1, max: 100 }),
        random,
        (status, attempt, share) => {
          const { retryMs, isLost, isTooLarge } = fateOf(status, attempt, share);
          const isSettled = status >= 200 && status < 400;
          expect([isSettled, isLost === true, isTooLarge === true, retryMs !== undefined].filter(Boolean)).toHaveLength(
            1,
          );
          if (retryMs !== undefined) expect(retryMs).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });
});
