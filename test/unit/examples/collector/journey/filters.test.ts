// @vitest-environment node
import { expect, it } from 'vitest';
import { toFilters, toScope } from '../../../../../examples/collector/journey/filters.ts';

const now = new Date('2026-11-22T12:00').getTime();

it('reads every filter from an address', () => {
  const asked = {
    site: 'feldweg',
    period: 'days',
    from: '2026-11-01',
    to: '2026-11-07',
    device: 'mobile',
    channel: 'Email',
    campaign: 'autumn',
    bots: '1',
  };
  expect(toFilters(asked)).toEqual({ ...asked, bots: true });
});

it('leaves out what cannot be meant, whoever wrote the address', () => {
  expect(toFilters({ site: ['a', 'b'], period: 'constructor', from: '2026-11-01', bots: 'yes', device: '' })).toEqual(
    {},
  );
  expect(toFilters({ period: 'days', from: "1' OR 1=1", to: '2026-13-45' })).toEqual({ period: 'days' });
  expect(toFilters(JSON.parse('{"__proto__":{"site":"x"}}'))).toEqual({});
});

it('bounds texts', () => {
  expect(toFilters({ campaign: 'x'.repeat(5000) }).campaign).toHaveLength(200);
});

it('reaches back from now for a period', () => {
  expect(toScope({ period: '24h' }, now)).toEqual({ now, since: now - 86_400_000 });
  expect(toScope({}, now)).toEqual({ now });
});

it('takes days of this machine, both of them whole', () => {
  const scope = toScope({ period: 'days', from: '2026-11-01', to: '2026-11-01' }, now);
  expect(scope.since).toBe(new Date(2026, 10, 1).getTime());
  expect(scope.until).toBe(new Date(2026, 10, 2).getTime());
});
