import { afterEach, describe, expect, it } from 'vitest';
import { readProduct } from '../../../../src/integrations/shops/markup.ts';

const show = (html: string) => {
  document.body.innerHTML = html;
  return readProduct(document);
};
const ld = (...documents: unknown[]) =>
  show(
    documents
      .map(
        (data) =>
          `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`,
      )
      .join(''),
  );
const offer = { '@type': 'Offer', price: '1299.00', priceCurrency: 'EUR' };
const product = { '@context': 'https://schema.org/', '@type': 'Product', name: 'Belt', sku: 'BEL', offers: [offer] };
const belt = { currency: 'EUR', items: [{ item_id: 'BEL', item_name: 'Belt', price: '1299.00' }] };

afterEach(() => {
  document.body.innerHTML = '';
});

describe('JSON-LD', () => {
  it('is a product with its offer', () => {
    expect(ld(product)).toEqual(belt);
  });

  it("is WooCommerce's graph, which says that tax is included", () => {
    const priceSpecification = { price: '1299.00', priceCurrency: 'EUR', valueAddedTaxIncluded: 'true' };
    const graph = [{ '@type': 'BreadcrumbList' }, { ...product, offers: [{ '@type': 'Offer', priceSpecification }] }];
    expect(ld({ '@context': 'https://schema.org/', '@graph': graph })).toEqual({ ...belt, tax_included: true });
  });

  it.each([
    ['in an array', [product]],
    ['of several types', { ...product, '@type': ['Product', 'Car'] }],
    ['with one offer', { ...product, offers: offer }],
    ['of a page', { '@type': 'WebPage', mainEntity: product }],
    ['by productID', { ...product, sku: undefined, productID: 'BEL' }],
    [
      'with the lowest of many offers',
      { ...product, offers: { '@type': 'AggregateOffer', lowPrice: '1299.00', priceCurrency: 'EUR' } },
    ],
    [
      'with variants',
      {
        ...product,
        '@type': 'ProductGroup',
        offers: undefined,
        hasVariant: [{ '@type': 'Product', name: 'Belt 90', offers: offer }],
      },
    ],
  ])('may be a product %s', (_, data) => {
    expect(ld(data)).toMatchObject(belt);
  });

  it('knows a brand as a thing and as a text', () => {
    expect(ld({ ...product, brand: { '@type': 'Brand', name: 'Acme' } })?.items).toMatchObject([
      { item_brand: 'Acme' },
    ]);
    expect(ld({ ...product, brand: 'Acme' })?.items).toMatchObject([{ item_brand: 'Acme' }]);
  });

  it('may describe the same product twice, as a theme and a plugin do', () => {
    expect(ld(product, { ...product, offers: undefined })).toMatchObject(belt);
  });

  it('of several products is a list, and no view of one', () => {
    expect(ld(product, { ...product, name: 'Beanie' })).toBeUndefined();
  });

  it('that can’t be parsed harms nobody', () => {
    expect(ld('{"@type": "Product", ', product)).toMatchObject(belt);
    expect(ld('null', '7', '"Product"', '[null]', '{"@graph":null}', '')).toBeUndefined();
  });

  it('of something else is no product', () => {
    expect(ld({ '@type': 'ProductReview', name: 'x' }, { '@type': 'Organization', name: 'Products' })).toBeUndefined();
  });
});

describe('microdata', () => {
  const shopware = `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name"> Belt </h1>
    <meta itemprop="productID" content="0189"><span itemprop="sku">BEL</span>
    <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
    <meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="1299.00"></div></div>`;

  it('is a product with its offer, by contents and by texts', () => {
    expect(show(shopware)).toEqual(belt);
    expect(show(shopware.replaceAll('https:', 'http:'))).toEqual(belt);
  });

  it('of several products is a list, and no view of one', () => {
    expect(show(shopware + shopware.replace('Belt', 'Hut'))).toBeUndefined();
  });

  it('is asked only where there is no JSON-LD', () => {
    expect(
      show(`${shopware}<script type="application/ld+json">${JSON.stringify({ ...product, name: 'Gürtel' })}</script>`),
    ).toMatchObject({
      items: [{ item_name: 'Gürtel' }],
    });
  });
});
