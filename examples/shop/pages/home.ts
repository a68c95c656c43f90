// The start page.
import { bestsellers, categories, productsOf } from '../catalogue.ts';
import { type List, type Push, viewListPush } from '../datalayer.ts';
import { html } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { picturePath } from '../pictures.ts';
import { texts } from '../texts.ts';
import { productGrid } from './parts.ts';

const listOf = (language: Language): List => ({ id: 'bestsellers', name: texts[language].bestsellers });

export const homePushes = (language: Language): Push[] => [viewListPush(bestsellers, listOf(language), language)];

export const homePage = (language: Language): Content => {
  const text = texts[language];
  return {
    title: text.tagline,
    description: text.heroText,
    body: html`
    <section class="hero">
      <div><h1>${text.heroTitle}</h1><p>${text.heroText}</p>
      <a class="button" href="${pathTo(language, { name: 'category', id: 'packs' })}">${text.heroLink}</a></div>
    </section>
    <ul class="promises">${text.promises.map((promise) => html`<li>${promise}</li>`)}</ul>
    <section><h2>${text.bestsellers}</h2>${productGrid(bestsellers, listOf(language), language)}</section>
    <section><h2>${text.byCategory}</h2><ul class="grid wide">${categories.map((category) => {
      const first = productsOf(category)[1];
      return html`<li class="card plan"><a href="${pathTo(language, { name: 'category', id: category.id })}">
        ${first && html`<img src="${picturePath(first.sku, first.variants[0].id)}" alt="" width="400" height="400" loading="lazy">`}
        <h3>${category.name[language]}</h3></a><p>${category.intro[language]}</p></li>`;
    })}</ul></section>`,
  };
};
