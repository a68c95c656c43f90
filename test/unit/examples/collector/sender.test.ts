// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { addressOf, createAddressKeys, toNetwork } from '../../../../examples/collector/address.ts';
import { isAllowedOrigin, toOrigins } from '../../../../examples/collector/origins.ts';
import { toSender } from '../../../../examples/collector/sender.ts';
import { readSettings } from '../../../../examples/collector/settings.ts';
import { browserAgent } from './receiver.ts';

describe('the sender', () => {
  it('is a browser on a desktop', () => {
    expect(toSender({ 'user-agent': browserAgent })).toEqual({ isBot: false, deviceClass: 'desktop' });
  });

  it('is a robot without a user agent', () => {
    expect(toSender({})).toEqual({ isBot: true, deviceClass: 'desktop' });
  });

  it('is what the client hints say, where a reduced user agent says nothing', () => {
    const headers = { 'user-agent': 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0.0.0' };
    expect(toSender({ ...headers, 'sec-ch-ua-mobile': '?1' }).deviceClass).toBe('mobile');
    expect(toSender({ ...headers, 'sec-ch-ua-mobile': '?0' }).deviceClass).toBe('tablet');
  });
});

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1'],
    ['2001:db8:0:1::7', '2001:db8:0:1'],
    ['2001:0db8::7', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (address, network) => {
    expect(toNetwork(address)).toBe(network);
  });

  it('becomes the same key for the same network, and another one in another process', () => {
    const [toKey, toOtherKey] = [createAddressKeys(), createAddressKeys()];
    expect(toKey('2001:db8:0:1::7')).toBe(toKey('2001:db8:0:1:9::'));
    expect(toKey('192.0.2.1')).not.toBe(toKey('192.0.2.2'));
    expect(toKey('192.0.2.1')).not.toBe(toOtherKey('192.0.2.1'));
    expect(toKey('192.0.2.1')).not.toContain('192.0.2');
  });

  it.each([
    [0, '10.0.0.9'],
    [1, '192.0.2.1'],
    [2, '203.0.113.5'],
    [3, 'made-up'],
    [4, '10.0.0.9'],
  ])('is taken from the entry that the outermost of %i trusted proxies wrote', (trustedProxies, address) => {
    const request = {
      headers: { 'x-forwarded-for': 'made-up, 203.0.113.5, 192.0.2.1' },
      socket: { remoteAddress: '10.0.0.9' },
    };
    expect(addressOf(request as unknown as Parameters<typeof addressOf>[0], trustedProxies)).toBe(address);
  });
});

describe('origins', () => {
  it('are compared whole', () => {
    const allowed = toOrigins('https://shop.example, https://www.shop.example:8443');
    expect(isAllowedOrigin('https://shop.example', allowed)).toBe(true);
    expect(isAllowedOrigin('https://www.shop.example:8443', allowed)).toBe(true);
    expect(isAllowedOrigin('http://shop.example', allowed)).toBe(false);
    expect(isAllowedOrigin('https://shop.example.evil.example', allowed)).toBe(false);
    expect(isAllowedOrigin('null', allowed)).toBe(false);
  });

  it.each(['shop.example', 'https://shop.example/', 'https://shop.example/path', '*'])(
    'do not start with %s, which could never match',
    (text) => {
      expect(() => toOrigins(text)).toThrow('is no origin');
    },
  );
});

describe('settings', () => {
  it('are what the environment says, and nothing where it says nothing', () => {
    expect(readSettings({ RATE_PER_MINUTE: '0', RETENTION_MONTHS: '13', ALLOWED_ORIGINS: 'null' })).toMatchObject({
      ratePerMinute: 0,
      retentionMonths: 13,
      allowedOrigins: ['null'],
      trustedProxies: undefined,
      ownerToken: undefined,
    });
  });

  it.each(['-1', '1.5', 'many'])('do not take %s for a number', (text) => {
    expect(() => readSettings({ RATE_PER_MINUTE: text })).toThrow(`RATE_PER_MINUTE=${text}`);
  });
});
