// The one product that a page is about, by schema.org's JSON-LD or microdata.
import type { Params } from '../../types.ts';

const isProduct = ({ '@type': type }: Params) => /(^|,)Product(Group)?(,|$)/.test(`${type}`);

/** Every node of a JSON-LD document: arrays and `@graph` hold several. */
const toNodes = (node: unknown): Params[] =>
  [node].flat().flatMap((each) => {
    const { '@graph': graph, mainEntity } = Object(each) as Params;
    return graph || mainEntity ? toNodes(graph ?? mainEntity) : [Object(each)];
  });

const first = (value: unknown): Params => Object([value].flat()[0]) as Params;

/**
 * The product in GA4's parameters; `undefined` on pages with none or with several.
 * A product with variants has its first variant's price, an offer of many the lowest.
 */
export const readProduct = (root: ParentNode): Params | undefined => {
  const products = [...root.querySelectorAll('[type="application/ld+json"]')]
    .flatMap((script) => {
      try {
        return toNodes(JSON.parse(`${script.textContent}`));
      } catch {
        return [];
      }
    })
    .filter(isProduct);
  const [product] = products;
  // A theme and a plugin may both describe it.
  if (product && products.every(({ name }) => name === product.name)) {
    const offer = first(product.offers ?? first(product.hasVariant).offers);
    const specification = first(offer.priceSpecification);
    const { valueAddedTaxIncluded } = specification;
    const price = offer.price ?? offer.lowPrice ?? specification.price;
    return {
      currency: offer.priceCurrency ?? specification.priceCurrency,
      value: price,
      items: [
        {
          item_id: product.sku ?? product.productID,
          item_name: product.name,
          item_brand: first(product.brand).name ?? product.brand,
          price,
        },
      ],
      ...(valueAddedTaxIncluded !== undefined && { tax_included: `${valueAddedTaxIncluded}` === 'true' }),
    };
  }
  const items = root.querySelectorAll('[itemtype$="schema.org/Product"]');
  if (items.length !== 1) return;
  const property = (name: string) => {
    const element = items[0]?.querySelector<HTMLMetaElement>(`[itemprop=${name}]`);
    return element?.content ?? element?.textContent?.trim();
  };
  const price = property('price') ?? property('lowPrice');
  return {
    currency: property('priceCurrency'),
    value: price,
    items: [{ item_id: property('sku') ?? property('productID'), item_name: property('name'), price }],
  };
};
