// A product's page.
import { findCategory, type Product, ratingOf, relatedTo } from '../catalogue.ts';
import { type List, type Push, viewItemPush } from '../datalayer.ts';
import { html, type Markup, scriptJson } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { currency, toDecimal } from '../money.ts';
import { pathTo } from '../paths.ts';
import { picturePath } from '../pictures.ts';
import { largestQuantity, quantityPattern } from '../quantity.ts';
import { texts } from '../texts.ts';
import { field, priceOf, productGrid, starsOf } from './parts.ts';

export const productPushes = (product: Product, language: Language): Push[] => [viewItemPush(product, language)];

/** schema.org Product, for search engines: https://schema.org/Product */
const structuredData = (product: Product, language: Language): Markup => {
  const { stars, count } = ratingOf(product);
  return html`<script type="application/ld+json">${scriptJson({
    '@context': 'https://schema.org',
    '@type': 'Product',
    sku: product.sku,
    name: product.name[language],
    description: product.teaser[language],
    brand: { '@type': 'Brand', name: 'Feldweg' },
    image: picturePath(product.sku, product.variants[0].id),
    aggregateRating: { '@type': 'AggregateRating', ratingValue: stars, reviewCount: count },
    offers: {
      '@type': 'Offer',
      price: toDecimal(product.cents).toFixed(2),
      priceCurrency: currency,
      availability: 'https://schema.org/InStock',
    },
  })}</script>`;
};

const buyForm = (product: Product, language: Language): Markup => {
  const text = texts[language];
  const isPiece = product.unit === 'piece';
  return html`<form method="post" action="${pathTo(language, { name: 'cart' })}" data-add-to-cart>
    <input type="hidden" name="action" value="add"><input type="hidden" name="sku" value="${product.sku}">
    <fieldset class="variants"><legend>${text.variant}</legend>${product.variants.map(
      (variant, index) =>
        html`<label><input type="radio" name="variant" value="${variant.id}" data-picture="${picturePath(product.sku, variant.id)}" ${index === 0 && html`checked`}><span class="swatch swatch-${variant.id}"></span>${variant.name[language]}</label>`,
    )}</fieldset>
    ${field({
      name: 'quantity',
      label: isPiece ? text.quantity : text.metres,
      value: '1',
      hint: isPiece ? text.quantityHint : text.metresHint,
      attributes: {
        inputmode: isPiece ? 'numeric' : 'decimal',
        pattern: quantityPattern[product.unit],
        required: true,
        maxlength: String(largestQuantity(product.unit)).length + 3,
        title: isPiece ? text.quantityHint : text.metresHint,
        autocomplete: 'off',
      },
    })}
    <button class="button">${text.addToCart}</button>
  </form>`;
};

export const productPage = (product: Product, language: Language): Content => {
  const text = texts[language];
  const category = findCategory(product.category);
  const related: List = { id: 'related', name: text.related };
  return {
    title: product.name[language],
    description: product.teaser[language],
    head: structuredData(product, language),
    body: html`
    <nav class="crumbs" aria-label="Breadcrumb"><a href="${pathTo(language, { name: 'home' })}">Feldweg</a> / <a href="${pathTo(language, { name: 'category', id: product.category })}">${category?.name[language]}</a></nav>
    <article class="product">
      <img class="picture" data-product-picture src="${picturePath(product.sku, product.variants[0].id)}" alt="${product.name[language]}" width="640" height="640">
      <div>
        <h1>${product.name[language]}</h1>
        <p>${starsOf(product, language)}</p>
        <p class="lead">${product.teaser[language]}</p>
        <p class="big">${priceOf(product, language)}</p>
        <p class="small">${text.taxNote} <a href="${pathTo(language, { name: 'delivery' })}">${text.shippingCosts}</a></p>
        <p class="in-stock" data-etappe-seen="delivery">${text.deliveryTime(product.delivery.from, product.delivery.to)}</p>
        ${buyForm(product, language)}
        ${product.description[language].map((paragraph) => html`<p>${paragraph}</p>`)}
        <h2>${text.facts}</h2>
        <dl class="facts">${product.facts.map(({ label, value }) => html`<div><dt>${label[language]}</dt><dd>${value[language]}</dd></div>`)}</dl>
      </div>
    </article>
    <section><h2>${text.reviews}</h2>${product.reviews[language].map(
      ({ author, stars, date, text: words }) =>
        html`<blockquote class="review"><p><span class="stars" role="img" aria-label="${stars}/5">${'★'.repeat(stars)}<i>${'★'.repeat(5 - stars)}</i></span></p><p>${words}</p><footer>${author}, <time datetime="${date}">${new Date(date).toLocaleDateString(language === 'de' ? 'de-DE' : 'en-IE', { dateStyle: 'medium', timeZone: 'UTC' })}</time></footer></blockquote>`,
    )}</section>
    <section><h2>${text.related}</h2>${productGrid(relatedTo(product), related, language)}</section>`,
  };
};
