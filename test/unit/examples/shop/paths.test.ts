// @vitest-environment node
import { expect, it } from 'vitest';
import { categories, products } from '../../../../examples/shop/catalogue.ts';
import { preferredLanguage } from '../../../../examples/shop/language.ts';
import { pathTo, readPath } from '../../../../examples/shop/paths.ts';

it('finds every product and category back from its address, in both languages', () => {
  for (const language of ['de', 'en'] as const) {
    for (const { sku } of products) {
      const page = { name: 'product' as const, sku };
      expect(readPath(pathTo(language, page))).toEqual({ language, page });
    }
    for (const { id } of categories) {
      const page = { name: 'category' as const, id };
      expect(readPath(pathTo(language, page))).toEqual({ language, page });
    }
  }
});

it('speaks the language of the address', () => {
  expect(pathTo('de', { name: 'address' })).toBe('/de/kasse/adresse');
  expect(pathTo('en', { name: 'address' })).toBe('/en/checkout/address');
});

it('does not mind a slash at the end', () => {
  expect(readPath('/en/cart/')).toEqual(readPath('/en/cart'));
  expect(readPath('/en')).toEqual(readPath('/en/'));
});

it.each(['/en/constructor', '/fr/', '/de/cart', ''])('knows nothing at %j', (path) => {
  expect(readPath(path)).toBeUndefined();
});

it.each([
  ['de-DE,de;q=0.9,en;q=0.8', 'de'],
  ['fr, de;q=0.3, en;q=0.2', 'de'],
  ['de;q=0, en', 'en'],
  ['fr', 'en'],
  ['', 'en'],
  [undefined, 'en'],
])('answers Accept-Language %j in %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
