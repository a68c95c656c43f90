// Whose page linked here: the rule for "the same site" case by case.
import { describe, expect, it } from 'vitest';
import { readReferrer } from '../../../src/page/referrer.ts';

const page = 'https://shop.example/cart';

describe('a referrer', () => {
  it('is its host and nothing more when it is somebody else', () => {
    expect(readReferrer('https://user:pass@www.Search.example:8443/find?q=secret#hit', page)).toBe('search.example');
  });

  it.each(['', 'about:client', 'nonsense', '/relative', 'https://'])('is nothing for %j', (referrer) => {
    expect(readReferrer(referrer, page)).toBe('');
  });

  it('is an app by its package name', () => {
    expect(readReferrer('android-app://com.google.android.gm/', page)).toBe('com.google.android.gm');
  });

  it.each([
    ['https://shop.example/mugs', page],
    ['https://www.shop.example/mugs', page],
    ['https://shop.example/mugs', 'https://www.shop.example/'],
    ['http://shop.example:8080/mugs', page],
    ['https://shop.example/mugs', 'https://checkout.shop.example/pay'],
    ['https://checkout.shop.example/pay', page],
    ['https://SHOP.example/mugs', page],
  ])('is nothing from %s to %s: the same site', (referrer, url) => {
    expect(readReferrer(referrer, url)).toBe('');
  });

  it.each([
    ['https://notshop.example/', page],
    ['https://shop.example.evil.test/', page],
    ['https://a.shops.example/', 'https://b.shops.example/'],
    ['https://example/', 'https://shop.example2/'],
  ])('is external from %s to %s', (referrer, url) => {
    expect(readReferrer(referrer, url)).toBe(new URL(referrer).hostname);
  });
});
