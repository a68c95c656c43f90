// Snowplow with its e-commerce plugin, by its npm packages.
import { bundle, type Contestant, versionOf } from './contestant.ts';

interface Payload {
  e: string;
  ue_px?: string;
  ue_pr?: string;
  cx?: string;
  co?: string;
}

const checkout = ['begin_checkout', 'add_shipping_info', 'add_payment_info'];

/** Self-describing JSON, plain or as base64. */
const unpack = (plain: string | undefined, encoded: string | undefined) =>
  plain || encoded ? JSON.parse(plain ?? Buffer.from(encoded ?? '', 'base64url').toString()).data : undefined;

const nameOf = ({ e, ue_pr, ue_px, co, cx }: Payload): string => {
  const entities: { data: { step?: number } }[] = unpack(co, cx) ?? [];
  const type = unpack(ue_pr, ue_px)?.data.type ?? e;
  const step = entities.find(({ data }) => data.step)?.data.step;
  if (type === 'checkout_step' && step) return checkout[step - 1] ?? type;
  return { pv: 'page_view', transaction: 'purchase' }[type as string] ?? type;
};

const product =
  '{ id: item.item_id, name: item.item_name, brand: item.item_brand, category: item.item_category, price: item.price, quantity: item.quantity, currency: item.currency }';

export const snowplow = async (): Promise<Contestant> => ({
  name: 'Snowplow',
  version: versionOf('@snowplow/browser-tracker'),
  code: await bundle(`import * as tracker from '@snowplow/browser-tracker';
import * as shop from '@snowplow/browser-plugin-snowplow-ecommerce';
window.snowplow = { begin: tracker.newTracker, view: tracker.trackPageView, plugin: shop.SnowplowEcommercePlugin, add: shop.trackAddToCart, step: shop.trackCheckoutStep, buy: shop.trackTransaction };`),
  begin: `snowplow.begin('sp', collector, { appId: 'shop', plugins: [snowplow.plugin()] }); snowplow.view();`,
  calls: {
    add_to_cart: `snowplow.add({ products: [${product}], total_value: item.price, currency: item.currency });`,
    begin_checkout: `snowplow.step({ step: 1 });`,
    add_shipping_info: `snowplow.step({ step: 2, delivery_method: order.shipping_tier });`,
    add_payment_info: `snowplow.step({ step: 3, payment_method: order.payment_type });`,
    purchase: `snowplow.buy({ transaction_id: order.transaction_id, revenue: order.value, currency: order.currency, tax: order.tax, shipping: order.shipping, total_quantity: 3, products: order.items.map((item) => (${product})) });`,
  },
  read: (body) => (JSON.parse(body).data ?? []).map(nameOf),
});
