// What Adobe Commerce's storefront events are in GA4's words: out of the contexts that each event carries.
import type { Params } from '../../types.ts';

interface AdobeItem {
  quantity?: number;
  prices?: { price?: { value?: number; currency?: string } };
  product?: {
    sku?: string;
    name?: string;
    pricing?: { regularPrice?: number; specialPrice?: number; currencyCode?: string | null };
  };
}

interface AdobeOrder {
  orderId?: string;
  grandTotal?: number;
  taxAmount?: number;
  salesTax?: number;
  shipping?: { shippingAmount?: number };
  appliedCouponCode?: string;
}

/** The shopper, their account and their addresses are in there as well, and stay there. */
interface AdobeContexts {
  shoppingCartContext?: { items?: AdobeItem[] };
  changedProductsContext?: { items?: AdobeItem[] };
  productContext?: AdobeItem['product'];
  orderContext?: AdobeOrder;
}

/** https://github.com/adobe/commerce-events/tree/main/examples/events */
const names: Record<string, string> = {
  'product-page-view': 'view_item',
  'add-to-cart': 'add_to_cart',
  'remove-from-cart': 'remove_from_cart',
  'shopping-cart-view': 'view_cart',
  'initiate-checkout': 'begin_checkout',
  'place-order': 'purchase',
};

const toItem = ({ quantity, prices, product = {} }: AdobeItem): Params => {
  const { regularPrice, specialPrice, currencyCode } = product.pricing ?? {};
  const { value = specialPrice ?? regularPrice, currency = currencyCode } = prices?.price ?? {};
  return { id: product.sku, name: product.name, price: value, currency, quantity };
};

/** The event as a push of GA4's; `undefined` for another one. */
export const readAdobeEvent = ({ event, eventInfo }: Params): Params | undefined => {
  const name = names[event as string];
  if (!name || !eventInfo) return;
  const { shoppingCartContext, changedProductsContext, productContext, orderContext } = eventInfo as AdobeContexts;
  const cart = /to_|from_/.test(name) ? changedProductsContext : shoppingCartContext;
  const items: AdobeItem[] | undefined =
    name === 'view_item' ? productContext && [{ product: productContext }] : cart?.items;
  // Contexts are a state: an older order is in the events after it, too.
  const order = (name === 'purchase' && orderContext) || {};
  return {
    event: name,
    ecommerce: {
      value: order.grandTotal,
      tax: order.taxAmount ?? order.salesTax,
      shipping: order.shipping?.shippingAmount,
      coupon: order.appliedCouponCode,
      transaction_id: order.orderId,
      items: items?.map(toItem),
    },
  };
};
