// What Shopify's pixel events are in GA4's words: names, and parameters without anything of the person.
import { toCommerceParams } from '../../commerce/items.ts';
import type { Params } from '../../types.ts';
import type { PixelAnalytics, PixelEvent } from './shopify-sandbox.ts';

interface Money {
  amount?: number;
  currencyCode?: string;
}

interface Variant {
  id?: string;
  sku?: string;
  title?: string;
  price?: Money;
  product?: { id?: string; title?: string; vendor?: string; type?: string };
}

/** https://shopify.dev/docs/api/web-pixels-api/standard-events: money is decimal, ids are texts. */
interface Checkout {
  token?: string;
  currencyCode?: string;
  order?: { id?: string | null } | null;
  totalPrice?: Money;
  totalTax?: Money;
  shippingLine?: { price?: Money } | null;
  lineItems?: { title?: string; quantity?: number; finalLinePrice?: Money; variant?: Variant | null }[];
  discountApplications?: { title?: string }[];
  delivery?: { selectedDeliveryOptions?: { title?: string }[] } | null;
  transactions?: { gateway?: string; paymentMethod?: { name?: string } }[];
}

const toItem = (variant: Variant | null | undefined, quantity = 1, linePrice?: Money, title?: string): Params => ({
  item_id: variant?.sku || variant?.id,
  item_name: title ?? variant?.product?.title,
  item_variant: variant?.title,
  item_brand: variant?.product?.vendor,
  item_category: variant?.product?.type,
  price: linePrice?.amount === undefined ? variant?.price?.amount : linePrice.amount / quantity,
  quantity,
});

const toBasket = ({ checkout = {} }: { checkout?: Checkout }): Params => ({
  currency: checkout.currencyCode,
  value: checkout.totalPrice?.amount,
  tax: checkout.totalTax?.amount,
  shipping: checkout.shippingLine?.price?.amount,
  coupon: checkout.discountApplications?.map(({ title }) => title).join(),
  shipping_tier: checkout.delivery?.selectedDeliveryOptions?.[0]?.title,
  payment_type: checkout.transactions?.[0]?.paymentMethod?.name ?? checkout.transactions?.[0]?.gateway,
  transaction_id: checkout.order?.id,
  items: checkout.lineItems?.map(({ variant, quantity, finalLinePrice, title }) =>
    toItem(variant, quantity, finalLinePrice, title),
  ),
});

interface CartLine {
  merchandise?: Variant;
  quantity?: number;
  cost?: { totalAmount?: Money };
}

const toLine = ({ cartLine }: { cartLine?: CartLine | null }): Params => ({
  currency: cartLine?.cost?.totalAmount?.currencyCode,
  items: cartLine && [toItem(cartLine.merchandise, cartLine.quantity, cartLine.cost?.totalAmount)],
});

type Translation = [name: string, toRaw: (data: never) => Params];

const step =
  (step_name: string, number: number): Translation[1] =>
  () => ({ step: number, step_name });

/** Contact, address and shipping events exist with Checkout Extensibility only. */
const checkoutEvents: Record<string, Translation> = {
  checkout_started: ['begin_checkout', toBasket],
  checkout_contact_info_submitted: ['checkout_step', step('contact', 2)],
  checkout_address_info_submitted: ['checkout_step', step('address', 3)],
  checkout_shipping_info_submitted: ['add_shipping_info', toBasket],
  payment_info_submitted: ['add_payment_info', toBasket],
  checkout_completed: ['purchase', toBasket],
};

const storefrontEvents: Record<string, Translation> = {
  product_viewed: [
    'view_item',
    ({ productVariant }: { productVariant?: Variant }) => ({
      currency: productVariant?.price?.currencyCode,
      items: [toItem(productVariant)],
    }),
  ],
  collection_viewed: [
    'view_item_list',
    ({ collection }: { collection?: { id?: string; title?: string; productVariants?: Variant[] } }) => ({
      item_list_id: collection?.id,
      item_list_name: collection?.title,
      items: collection?.productVariants?.map((variant) => toItem(variant)),
    }),
  ],
  search_submitted: [
    'search',
    ({ searchResult }: { searchResult?: { query?: string } }) => ({ search_term: searchResult?.query }),
  ],
  cart_viewed: [
    'view_cart',
    ({ cart }: { cart?: { lines?: CartLine[]; cost?: { totalAmount?: Money } } | null }) => ({
      currency: cart?.cost?.totalAmount?.currencyCode,
      value: cart?.cost?.totalAmount?.amount,
      items: cart?.lines?.map(({ merchandise, quantity, cost }) => toItem(merchandise, quantity, cost?.totalAmount)),
    }),
  ],
  product_added_to_cart: ['add_to_cart', toLine],
  product_removed_from_cart: ['remove_from_cart', toLine],
};

/** The address without what opens the checkout: /checkouts/cn/<token>/information */
export const toPixelUrl = (href: string): string => href.replace(/(\/checkouts)\/.*?(\/[a-z_-]+)?(?=[?#]|$)/, '$1$2');

/**
 * Runs for each event of the checkout, and of the storefront where nobody else tells of it.
 * The params are GA4's; `token` is the checkout's, one and the same from its start to its order.
 */
export const onPixelEvent = (
  analytics: PixelAnalytics,
  hasStorefront: boolean,
  listener: (event: PixelEvent, name: string, params?: Params, token?: string) => void,
): void => {
  analytics.subscribe('page_viewed', (event) => listener(event, 'page_view'));
  analytics.subscribe('alert_displayed', (event) => {
    const { alert } = event.data as { alert?: { type?: string } };
    // Its type only: a message may repeat what was filled in.
    listener(event, 'exception', { description: `${alert?.type}`, fatal: false });
  });
  for (const [type, [name, toRaw]] of Object.entries({ ...checkoutEvents, ...(hasStorefront && storefrontEvents) }))
    analytics.subscribe(type, (event) => {
      const { checkout } = event.data as { checkout?: Checkout };
      listener(event, name, toCommerceParams(name, toRaw(event.data as never)), checkout?.token);
    });
};
