// A WooCommerce shop to walk through: its captured pages under their own URLs, with a tag of ours in the head.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { openOrigin } from './origin.ts';

export interface WooCommerceShop {
  /** The URL of a path of the shop: `/shop/?utm_source=…`, `/checkout/order-received/13/?key=…`. */
  url(path: string): string;
  close(): Promise<void>;
}

const captures = join(import.meta.dirname, '../../../shared/captures/woocommerce');

/** The host that the pages were captured from. */
const capturedHost = '127.0.0.1:8088';

/** A belt costs 1299.00 EUR; a beanie and a belt are in the cart; order 13 was two belts for 2343.10 EUR in all. */
const pages = {
  '/shop/': 'shop-8.5.2.html',
  '/product/belt/': 'product-8.5.2.html',
  '/cart/': 'cart-classic-8.5.2.html',
  '/checkout/': 'checkout-classic-8.5.2.html',
  '/checkout/order-received/13/': 'thankyou-classic-7.9.0.html',
  '/bcart/': 'cart-block-8.5.2.html',
  '/bcheckout/': 'checkout-block-8.5.2.html',
};

const cartApi = { path: '/wp-json/wc/store/v1/cart', file: 'storeapi-cart-8.5.2.json' };

/** Skips a test where the captures are absent, and prints the reason, which Vitest's default reporter leaves out. */
export const skipWithoutWooCommerce = ({ skip }: Pick<TestContext, 'skip'>): void => {
  if (existsSync(captures)) return;
  const reason = 'the captured pages (../shared/captures/woocommerce) are not on this machine';
  process.stderr.write(`skipped: ${reason}\n`);
  skip(reason);
};

/**
 * Opens the shop on a port of its own. Scripts, styles and images that the pages ask for are not in the captures and
 * get an empty 404, so what needs jQuery throws in the page.
 * @param head put before `</head>` of every page, such as a script tag
 */
export const openWooCommerce = async (head: string): Promise<WooCommerceShop> => {
  const { url, route, down } = await openOrigin();
  const host = new URL(url).host;
  const read = async (file: string) =>
    (await readFile(join(captures, file), 'utf8'))
      .replaceAll(capturedHost, host)
      .replaceAll(encodeURIComponent(capturedHost), encodeURIComponent(host));

  for (const [path, file] of Object.entries(pages)) {
    route(
      path,
      (await read(file)).replace('</head>', () => `${head}</head>`),
    );
  }
  const cart = await read(cartApi.file);
  route(cartApi.path, { body: cart, headers: { 'content-type': 'application/json' } });
  // The captured shop's front page was a blog.
  route('/', ({ query }) =>
    query.has('wc-ajax') ? { status: 404 } : { status: 302, headers: { location: '/shop/' } },
  );
  return { url: (path) => url + path, close: down };
};
