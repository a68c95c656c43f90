// Which collector addresses could work.
import { describe, expect, it } from 'vitest';
import { readEndpoint } from '../../../src/delivery/endpoint.ts';

const base = 'https://shop.example/checkout/cart?x=1';
const hrefOf = (endpoint: unknown) => readEndpoint(endpoint, base)?.href;

describe('an endpoint', () => {
  it.each([
    ['https://collect.shop.example/e', 'https://collect.shop.example/e'],
    ['http://localhost:8080/e', 'http://localhost:8080/e'],
    ['//collect.shop.example/e', 'https://collect.shop.example/e'],
    ['/e', 'https://shop.example/e'],
    ['e?site=1', 'https://shop.example/checkout/e?site=1'],
    [' https://collect.shop.example/e ', 'https://collect.shop.example/e'],
  ])('%j is used as %s', (endpoint, href) => {
    expect(hrefOf(endpoint)).toBe(href);
  });

  it.each([
    ...[undefined, null, '', 0, false],
    // The tag's attribute without a value.
    true,
    ...['javascript:alert(1)', 'data:text/plain,x', 'ftp://shop.example/', 'ws://shop.example/', 'file:///etc/hosts'],
    ...['https://', 'http://[', 'https://a b/'],
  ])('%j is none', (endpoint) => {
    expect(hrefOf(endpoint)).toBeUndefined();
  });

  it('is none on a page whose own address cannot be a base', () => {
    expect(readEndpoint('/e', 'about:blank')).toBeUndefined();
    expect(readEndpoint('https://collect.shop.example/e', 'about:blank')?.href).toBe('https://collect.shop.example/e');
  });
});
