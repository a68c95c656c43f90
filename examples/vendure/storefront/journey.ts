// What Vendure's products and orders are in the words of the tracker: decimals, GA4's item fields, gross prices.
// In a project of your own: from 'etappe'.
import type { Item } from '../../../src/index.ts';
import type { Order, OrderLine, Product, Variant } from './shop-api.ts';

/** Vendure keeps two decimals for every currency, unless its MoneyStrategy says otherwise. */
const toDecimal = (minorUnits: number) => minorUnits / 100;

export const toItem = (product: Pick<Product, 'name'>, { sku, name, priceWithTax }: Variant, quantity = 1): Item => ({
  item_id: sku,
  item_name: product.name,
  item_variant: name,
  price: toDecimal(priceWithTax),
  quantity,
});

const toLineItem = ({ quantity, unitPriceWithTax, productVariant: { sku, name, product } }: OrderLine): Item => ({
  item_id: sku,
  item_name: product.name,
  item_variant: name,
  price: toDecimal(unitPriceWithTax),
  quantity,
});

/** One product, or some of it. */
export const toBasket = (product: Product, variant: Variant, quantity = 1) => ({
  currency: variant.currencyCode,
  value: toDecimal(variant.priceWithTax * quantity),
  tax_included: true,
  items: [toItem(product, variant, quantity)],
});

export const toRemoval = ({ currencyCode }: Order, line: OrderLine) => ({
  currency: currencyCode,
  value: toDecimal(line.unitPriceWithTax * line.quantity),
  tax_included: true,
  items: [toLineItem(line)],
});

/** The cart, and what is told of the checkout. As in GA4's reference, `value` is the goods without shipping. */
export const toCart = ({ currencyCode, subTotalWithTax, couponCodes, lines }: Order) => ({
  currency: currencyCode,
  value: toDecimal(subTotalWithTax),
  tax_included: true,
  ...(couponCodes[0] && { coupon: couponCodes.join() }),
  items: lines.map(toLineItem),
});

export const toPurchase = (order: Order) => ({
  ...toCart(order),
  transaction_id: order.code,
  shipping: toDecimal(order.shippingWithTax),
  tax: toDecimal(order.totalWithTax - order.total),
});
