// A WooCommerce shop with a working cart behind its captured pages: the cookies, requests and answers of the real one.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CollectingServer } from '../collecting-server.ts';
import type { LoggedRequest, Reply } from '../origin.ts';

export const captures = join(import.meta.dirname, '../../../../shared/captures/woocommerce');
const capturedHost = '127.0.0.1:8088';

export const whyNoWooCommerceShop = (): string | undefined =>
  existsSync(captures) ? undefined : 'the captured pages (../shared/captures/woocommerce) are not on this machine';

/** The real jQuery, where the package is installed. */
export const findPackageFile = (name: string): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
};

const products = {
  '10': { key: 'd3d9446802a44259755d38e6d163e820', sku: 'BEA', name: 'Beanie', price: 1999 },
  '11': { key: '6512bd43d9caa6e02c990b0a82652dca', sku: 'BEL', name: 'Belt', price: 129900 },
} as const;
type ProductId = keyof typeof products;

const pages: Record<string, string> = {
  '/shop/': 'shop-8.5.2.html',
  '/product/belt/': 'product-8.5.2.html',
  '/cart/': 'cart-classic-8.5.2.html',
  '/checkout/': 'checkout-classic-8.5.2.html',
  '/bcart/': 'cart-block-8.5.2.html',
  '/bcheckout/': 'checkout-block-8.5.2.html',
  '/checkout/order-received/13/': 'thankyou-classic-7.9.0.html',
};

/** The other scripts, and all styles, are not in the captures: sixty requests for nothing on every page. */
const kept = /js\/(jquery\/jquery|dist\/(hooks|data))\.min\.js/;

/** What is read of the Store API's answer; there is more in it. */
export interface StoreAnswer {
  items: { key: string; id: number; quantity: number }[];
  totals: Record<string, unknown>;
}

/** By what was in the cart. */
const answers: Record<string, string> = {
  '2×11,ten': 'storeapi-cart-7.9.0.json',
  '1×10,1×11': 'storeapi-cart-8.5.2.json',
};

export interface WooCommerceShop {
  url(path: string): string;
  /** What is in the server's cart: product ids and quantities. */
  cart: Map<string, number>;
  coupons: string[];
  /** The Store API's answer by now, as the shop also writes it into the pages of its blocks. */
  storeCart(): StoreAnswer;
  /** How often the Store API was asked for the cart. */
  reads(): number;
  /** Adds a page; one whose path has the order in it empties the cart. */
  addPage(path: string, html: string): void;
}

/** Adds the shop's routes to a collecting server. Its one visitor has the cart. */
export const addWooCommerceShop = async (server: CollectingServer, head: string): Promise<WooCommerceShop> => {
  const host = new URL(server.url).host;
  const cart = new Map<string, number>();
  const coupons: string[] = [];
  let reads = 0;

  /** What the real shop answered, word by word, for the carts it was asked for. */
  const captured: Record<string, StoreAnswer> = Object.fromEntries(
    await Promise.all(
      Object.entries(answers).map(async ([state, file]) => [
        state,
        JSON.parse(await readFile(join(captures, file), 'utf8')),
      ]),
    ),
  );
  const toState = () =>
    [...cart]
      .map(([id, quantity]) => `${quantity}×${id}`)
      .concat(coupons)
      .join();

  /** Sums as WooCommerce builds them: prices gross at 19 %, sums net with the tax apart, DHL at 4.12 net. */
  const toStoreCart = () => {
    const lines = [...cart].map(([id, quantity]) => ({ id: Number(id), quantity, ...products[id as ProductId] }));
    const net = lines.map(({ price, quantity }) => Math.round((price * quantity) / 1.19));
    const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
    const items = sum(net);
    const gross = sum(lines.map(({ price, quantity }) => price * quantity));
    const discount = coupons.length ? Math.round(items * 0.1) : 0;
    const tax = Math.round((items - discount) * 0.19);
    const [shipping, shippingTax] = lines.length ? [412, 78] : [null, null];
    return {
      items: lines.map(({ key, id, sku, name, quantity, price }) => ({
        key,
        id,
        sku,
        name,
        quantity,
        variation: [],
        prices: { price: `${price}`, currency_code: 'EUR', currency_minor_unit: 2 },
      })),
      coupons: coupons.map((code) => ({ code })),
      billing_address: { first_name: 'Erika', email: 'erika@example.com' },
      totals: {
        total_items: `${items}`,
        total_items_tax: `${gross - items}`,
        total_discount: `${discount}`,
        total_shipping: shipping && `${shipping}`,
        total_shipping_tax: shippingTax && `${shippingTax}`,
        total_price: `${items - discount + tax + (shipping ?? 0) + (shippingTax ?? 0)}`,
        total_tax: `${tax + (shippingTax ?? 0)}`,
        currency_code: 'EUR',
        currency_minor_unit: 2,
      },
    };
  };

  const toAnswer = (): StoreAnswer => captured[toState()] ?? toStoreCart();

  /** The cart's cookies: a hash that changes with every change, and none for an empty cart. */
  const toCookies = (): Record<string, string> => {
    const hash = createHash('md5').update(toState()).digest('hex');
    const value = cart.size ? `${hash}; path=/` : '; path=/; max-age=0';
    return { 'set-cookie': `woocommerce_cart_hash=${value}` };
  };
  const json = (body: unknown): Reply => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...toCookies() },
  });
  const add = (id: string, quantity = 1) => cart.set(id, (cart.get(id) ?? 0) + quantity);
  const idOf = (key: unknown) => Object.entries(products).find(([, product]) => product.key === key)?.[0] as string;

  const addPage = (path: string, captured: string) => {
    const html = captured
      .replace(/<script[^>]* src="[^"]*"[^>]*><\/script>/g, (script) => (kept.test(script) ? script : ''))
      .replace(/<link [^>]*stylesheet[^>]*>/g, '')
      .replaceAll(capturedHost, host)
      .replaceAll(encodeURIComponent(capturedHost), encodeURIComponent(host))
      .replace('</head>', () => `${head}</head>`);
    server.page(path, ({ method, query, body }: LoggedRequest) => {
      const form = new URLSearchParams(body);
      const field = (name: string) =>
        form.get(name) ?? new RegExp(`name="${name}"\\r\\n\\r\\n(\\d+)`).exec(body)?.[1] ?? query.get(name);
      const posted = field('add-to-cart');
      if (posted) add(posted, Number(field('quantity') ?? 1));
      if (query.has('remove_item')) cart.delete(idOf(query.get('remove_item')));
      if (method === 'POST')
        for (const [name, quantity] of form) {
          const key = /^cart\[(\w+)\]\[qty\]$/.exec(name)?.[1];
          if (key) cart.set(idOf(key), Number(quantity));
        }
      // The cart is ordered before the confirmation page is shown.
      if (path.includes('order-received')) cart.clear();
      return { body: html, headers: { 'content-type': 'text/html;charset=utf-8', ...toCookies() } };
    });
  };
  for (const [path, file] of Object.entries(pages)) addPage(path, await readFile(join(captures, file), 'utf8'));

  server.page('/', ({ query, body }: LoggedRequest) => {
    const form = new URLSearchParams(body);
    const call = query.get('wc-ajax');
    if (call === 'add_to_cart') add(form.get('product_id') as string, Number(form.get('quantity') ?? 1));
    if (call === 'apply_coupon') coupons.push(form.get('coupon_code') as string);
    // As its gateways do it: the cart is empty before the confirmation page is asked for.
    if (call === 'checkout' && form.get('billing_email')) cart.clear();
    if (call === 'checkout')
      return json(
        form.get('billing_email')
          ? { result: 'success', redirect: `${server.url}/checkout/order-received/13/?key=wc_order_1` }
          : {
              result: 'failure',
              messages:
                '<ul class="woocommerce-error" role="alert"><li data-id="billing_email">Billing Email address is a required field.</li></ul>',
            },
      );
    return call ? json({ fragments: {}, cart_hash: 'x' }) : { status: 302, headers: { location: '/shop/' } };
  });
  server.page('/wp-json/wc/store/v1/cart', () => {
    reads += 1;
    return json(toAnswer());
  });
  server.page('/wp-json/wc/store/v1/checkout', () => {
    cart.clear();
    const redirect_url = `${server.url}/bcheckout/order-received/17/?key=wc_order_UV37OOXfvD9vn`;
    return json({
      order_id: 17,
      status: 'processing',
      order_key: 'wc_order_UV37OOXfvD9vn',
      order_number: '17',
      customer_note: '',
      customer_id: 0,
      billing_address: { email: 'erika@example.com' },
      shipping_address: {},
      payment_method: 'cod',
      payment_result: { payment_status: 'success', redirect_url },
      additional_fields: {},
      extensions: {},
    });
  });
  server.page('/wp-json/wc/store/v1/batch', ({ body }: LoggedRequest) => {
    for (const { path, data } of JSON.parse(body).requests) {
      if (path.endsWith('add-item')) add(`${data.id}`, data.quantity);
      if (path.endsWith('update-item')) cart.set(idOf(data.key), data.quantity);
      if (path.endsWith('remove-item')) cart.delete(idOf(data.key));
    }
    return { ...json({ responses: [{ status: 200, body: toAnswer() }] }), status: 207 };
  });
  const jquery = findPackageFile('jquery');
  if (jquery) {
    const body = await readFile(jquery);
    server.page('/wp-includes/js/jquery/jquery.min.js', { body, headers: { 'content-type': 'text/javascript' } });
  }

  return {
    url: (path) => server.url + path,
    cart,
    coupons,
    storeCart: toAnswer,
    reads: () => reads,
    addPage,
  };
};
