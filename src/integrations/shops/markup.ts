// The one product that a page is about, by schema.org's JSON-LD or microdata.
import type { Params } from '../../types.ts';

const first = (value: unknown): Params => Object([value].flat()[0]) as Params;

/** Products of JSON-LD, wherever they are in it: alone, in an array, in `@graph` or as a page's `mainEntity`. */
const readLinkedData = (root: ParentNode): Params[] => {
  const products: Params[] = [];
  for (const { textContent } of root.querySelectorAll('[type="application/ld+json"]'))
    try {
      JSON.parse(textContent as string, (_, node) => {
        const { '@type': type, offers, hasVariant } = Object(node) as Params;
        // A group comes after its variants and stands for them.
        if (hasVariant) products.splice(0);
        if (hasVariant || (offers && /\bProduct\b/.test(`${type}`))) products.push(node);
        return node;
      });
    } catch {
      // Somebody's broken markup.
    }
  return products;
};

const readMicrodata = (root: ParentNode): Params[] =>
  [...root.querySelectorAll('[itemtype$="schema.org/Product"]')].map((element) => {
    const product: Params = {};
    for (const name of ['name', 'sku', 'productID', 'price', 'priceCurrency']) {
      const property = element.querySelector<HTMLMetaElement>(`[itemprop=${name}]`);
      product[name] = property?.content ?? property?.textContent?.trim();
    }
    return { ...product, offers: product };
  });

/**
 * The product in GA4's parameters; `undefined` on pages with none or with several.
 * Of several offers or variants the first one's price counts, of an AggregateOffer the lowest.
 */
export const readProduct = (root: ParentNode): Params | undefined => {
  const found = readLinkedData(root);
  const products = found[0] ? found : readMicrodata(root);
  const [product] = products;
  // A theme and a plugin may both describe it.
  if (!product || products.some(({ name }) => name !== product.name)) return;
  const { name, brand, sku, productID, offers, hasVariant } = product;
  const offer = first(offers ?? first(hasVariant).offers);
  const { price, priceCurrency, lowPrice, valueAddedTaxIncluded } = { ...first(offer.priceSpecification), ...offer };
  return {
    currency: priceCurrency,
    tax_included: valueAddedTaxIncluded && `${valueAddedTaxIncluded}` === 'true',
    items: [
      { item_id: sku ?? productID, item_name: name, item_brand: first(brand).name ?? brand, price: price ?? lowPrice },
    ],
  };
};
