// The shop's addresses: one page, one path per language, and back.
import { categories, findCategory, findProduct, products } from './catalogue.ts';
import { type Language, languages } from './language.ts';

const segments = {
  home: { de: '', en: '' },
  search: { de: 'suche', en: 'search' },
  cart: { de: 'warenkorb', en: 'cart' },
  address: { de: 'kasse/adresse', en: 'checkout/address' },
  shipping: { de: 'kasse/versand', en: 'checkout/shipping' },
  payment: { de: 'kasse/zahlung', en: 'checkout/payment' },
  thanks: { de: 'danke', en: 'thank-you' },
  contact: { de: 'kontakt', en: 'contact' },
  newsletter: { de: 'newsletter', en: 'newsletter' },
  delivery: { de: 'versand-lieferung', en: 'shipping-delivery' },
  returns: { de: 'widerruf-rueckgabe', en: 'returns' },
  terms: { de: 'agb', en: 'terms' },
  privacy: { de: 'datenschutz', en: 'privacy' },
  imprint: { de: 'impressum', en: 'imprint' },
} as const;

export type PlainPage = keyof typeof segments;

export type Page = { name: PlainPage } | { name: 'category'; id: string } | { name: 'product'; sku: string };

/** Where a page lives: `/de/rucksaecke-taschen/tagesrucksack-saumpfad-18`. */
export const pathTo = (language: Language, page: Page): string => {
  if (page.name === 'category') return `/${language}/${findCategory(page.id)?.slug[language]}`;
  if (page.name !== 'product') return `/${language}/${segments[page.name][language]}`;
  const product = findProduct(page.sku);
  return `${pathTo(language, { name: 'category', id: product?.category ?? '' })}/${product?.slug[language]}`;
};

const everyPage: readonly Page[] = [
  ...(Object.keys(segments) as PlainPage[]).map((name) => ({ name })),
  ...categories.map(({ id }) => ({ name: 'category' as const, id })),
  ...products.map(({ sku }) => ({ name: 'product' as const, sku })),
];

export interface Place {
  language: Language;
  page: Page;
}

const places = new Map<string, Place>(
  languages.flatMap((language) => everyPage.map((page) => [pathTo(language, page), { language, page }] as const)),
);

/** The page at a path; a slash at the end does not matter. `undefined` when there is none. */
export const readPath = (path: string): Place | undefined =>
  places.get(path) ?? places.get(path.endsWith('/') ? path.slice(0, -1) : `${path}/`);
