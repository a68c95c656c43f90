// What the shop sells: categories, products, and how to find them.
import type { Language, Translated } from './language.ts';
import { kitchen } from './products/kitchen.ts';
import { packs } from './products/packs.ts';
import { rest } from './products/rest.ts';
import type { Unit } from './quantity.ts';

export interface Variant {
  id: string;
  name: Translated;
  /** Colour of the picture. */
  colour: string;
}

export interface Review {
  author: string;
  /** 1 to 5. */
  stars: number;
  /** ISO date. */
  date: string;
  text: string;
}

export interface Product {
  sku: string;
  category: string;
  slug: Translated;
  name: Translated;
  teaser: Translated;
  description: Record<Language, readonly string[]>;
  facts: readonly { label: Translated; value: Translated }[];
  cents: number;
  unit: Unit;
  /** Working days until it arrives. */
  delivery: { from: number; to: number };
  variants: readonly [Variant, ...Variant[]];
  reviews: Record<Language, readonly Review[]>;
}

export interface Category {
  id: string;
  slug: Translated;
  name: Translated;
  intro: Translated;
}

export const categories: readonly Category[] = [
  {
    id: 'packs',
    slug: { de: 'rucksaecke-taschen', en: 'packs-bags' },
    name: { de: 'Rucksäcke & Taschen', en: 'Packs & bags' },
    intro: {
      de: 'Für die Runde nach Feierabend und das lange Wochenende: leicht, reparierbar, ohne Schnickschnack.',
      en: 'For the round after work and the long weekend: light, repairable, nothing superfluous.',
    },
  },
  {
    id: 'kitchen',
    slug: { de: 'draussenkueche', en: 'camp-kitchen' },
    name: { de: 'Draußenküche', en: 'Camp kitchen' },
    intro: {
      de: 'Kaffee am See, Suppe am Grat. Geschirr und Kocher, die einen Sturz vom Stein überleben.',
      en: 'Coffee by the lake, soup on the ridge. Cups and stoves that survive a fall from a rock.',
    },
  },
  {
    id: 'rest',
    slug: { de: 'schlafen-rasten', en: 'sleep-rest' },
    name: { de: 'Schlafen & Rasten', en: 'Sleep & rest' },
    intro: {
      de: 'Dach, Decke, trockener Platz. Mehr braucht eine Nacht draußen selten.',
      en: 'A roof, a blanket, a dry spot. A night outside rarely needs more.',
    },
  },
];

export const products: readonly Product[] = [...packs, ...kitchen, ...rest];

export const bestsellers: readonly Product[] = products.filter(({ sku }) =>
  ['FW-101', 'FW-201', 'FW-301', 'FW-203'].includes(sku),
);

export const findProduct = (sku: string): Product | undefined => products.find((product) => product.sku === sku);
export const findVariant = (product: Product, id: string): Variant | undefined =>
  product.variants.find((variant) => variant.id === id);
export const findCategory = (id: string): Category | undefined => categories.find((category) => category.id === id);
export const productsOf = (category: Category): Product[] =>
  products.filter((product) => product.category === category.id);

/** Others of the same category. */
export const relatedTo = ({ sku, category }: Product): Product[] =>
  products.filter((product) => product.category === category && product.sku !== sku).slice(0, 3);

/** Products whose name, teaser or category contains every word. */
export const searchProducts = (query: string, language: Language): Product[] => {
  const words = query.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return products.filter((product) => {
    const category = findCategory(product.category)?.name[language] ?? '';
    const text = `${product.name[language]} ${product.teaser[language]} ${category}`.toLocaleLowerCase(language);
    return words.every((word) => text.includes(word));
  });
};

/** Mean of all stars in both languages, to one decimal, and how many there are. */
export const ratingOf = ({ reviews }: Product): { stars: number; count: number } => {
  const all = [...reviews.de, ...reviews.en];
  const stars = all.reduce((total, review) => total + review.stars, 0) / Math.max(1, all.length);
  return { stars: Math.round(stars * 10) / 10, count: all.length };
};
