// @vitest-environment node
import { expect, it } from 'vitest';
import { isDeeperThan } from '../../../../examples/collector/depth.ts';

it('measures arrays and objects alike', () => {
  expect(isDeeperThan({ a: [{ b: 1 }] }, 3)).toBe(false);
  expect(isDeeperThan({ a: [{ b: [] }] }, 3)).toBe(true);
  expect(isDeeperThan('text', 0)).toBe(false);
});

it('does not overflow on a hundred thousand levels', () => {
  expect(isDeeperThan(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 24)).toBe(true);
});
