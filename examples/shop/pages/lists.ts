// Pages that list products: a category, a search.
import { type Category, type Product, productsOf, searchProducts } from '../catalogue.ts';
import { type List, type Push, viewListPush } from '../datalayer.ts';
import { html } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { texts } from '../texts.ts';
import { productGrid } from './parts.ts';

const categoryList = ({ id, name }: Category, language: Language): List => ({ id, name: name[language] });
const searchList = (language: Language): List => ({ id: 'search', name: texts[language].search });

export const categoryPushes = (category: Category, language: Language): Push[] => [
  viewListPush(productsOf(category), categoryList(category, language), language),
];

export const categoryPage = (category: Category, language: Language): Content => {
  const products = productsOf(category);
  return {
    title: category.name[language],
    description: category.intro[language],
    body: html`<h1>${category.name[language]}</h1><p class="lead">${category.intro[language]}</p>
      <p class="small">${texts[language].products(products.length)}</p>
      ${productGrid(products, categoryList(category, language), language)}`,
  };
};

export const searchPushes = (query: string, language: Language): Push[] => {
  if (query === '') return [];
  const found: Product[] = searchProducts(query, language);
  const search: Push = { event: 'search', search_term: query };
  return found.length > 0 ? [search, viewListPush(found, searchList(language), language)] : [search];
};

export const searchPage = (query: string, language: Language): Content => {
  const text = texts[language];
  const found = searchProducts(query, language);
  return {
    title: text.searchTitle(query),
    body: html`<h1>${text.searchTitle(query)}</h1>
      ${found.length > 0 ? html`<p class="small">${text.products(found.length)}</p>${productGrid(found, searchList(language), language)}` : html`<p>${query !== '' && text.nothingFound}</p>`}`,
  };
};
