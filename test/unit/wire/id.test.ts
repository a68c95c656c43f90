// Ids that never meet and travel everywhere.
import { describe, expect, it } from 'vitest';
import { createId } from '../../../src/wire/id.ts';

describe('createId', () => {
  const ids = Array.from({ length: 20_000 }, createId);

  it('never makes the same id twice', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('uses lower-case letters and digits only, and stays short', () => {
    expect(ids.filter((id) => !/^[a-z0-9]{2,14}$/.test(id))).toEqual([]);
  });

  it('draws both of its halves from the full range', () => {
    // 98.6 % of all 32-bit numbers have six or seven digits in base 36.
    expect(ids.filter((id) => id.length >= 12).length).toBeGreaterThan(ids.length * 0.9);
  });
});
