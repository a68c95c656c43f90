// A visit to the captured WooCommerce shop: what its visitors and its scripts do there beside opening pages.
import { afterAll, beforeAll } from 'vitest';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../engines/playwright.ts';
import { grant, type ShopWindow, startVisit, toHead, type Visit } from './visit.ts';
import { addWooCommerceShop, type WooCommerceShop } from './woocommerce-shop.ts';

export const belt = { item_id: 'BEL', item_name: 'Belt', price: 1299 };
export const beanie = { item_id: 'BEA', item_name: 'Beanie', price: 19.99 };

export interface WooCommerceVisit extends Omit<Visit, 'route' | 'open'> {
  shop: WooCommerceShop;
  /** Resolves once so many pieces are known to be in the cart. */
  open(path: string, pieces: number): Promise<void>;
  /** A checkout is known to be under way. */
  whenBegun(): Promise<void>;
  post(path: string, form: Record<string, string>): Promise<void>;
  /** Two belts with ten per cent off: the measured cart of the real shop. */
  fillCart(): Promise<void>;
}

/** @param script what the consent manager says, and when */
const startWooCommerceVisit = async (browser: PlaywrightChromium, script: string): Promise<WooCommerceVisit> => {
  const visit = await startVisit(browser);
  const { server, page, whenKnown } = visit;
  const shop = await addWooCommerceShop(server, toHead(script));
  const open = async (path: string, pieces: number) => {
    await page.goto(shop.url(path));
    await whenKnown(pieces);
  };
  const post = (path: string, form: Record<string, string>) =>
    page.evaluate(
      async ([url, fields]) => {
        // Read to its end, as scripts do it: an answer that nobody reads may never be a finished one.
        await (await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })).text();
      },
      [path, form] as const,
    );
  return {
    ...visit,
    shop,
    open,
    post,
    whenBegun: async () => {
      await page.waitForFunction(() => (window as unknown as Partial<ShopWindow>).etappe?.recall?.('shop')?.checkout);
    },
    fillCart: async () => {
      await open('/shop/', 0);
      await post('/?wc-ajax=add_to_cart', { product_id: '11', quantity: '2' });
      await post('/?wc-ajax=apply_coupon', { coupon_code: 'ten' });
      await whenKnown(2);
    },
  };
};

/**
 * Chromium for a suite, and a shop and a visitor of its own for each test. Let such tests run side by side: nearly all
 * of their time goes by while a page gives others the time to tell first.
 */
export const createVisiting = () => {
  let browser: PlaywrightChromium;

  beforeAll(async () => {
    browser = await launchPlaywrightChromium();
  });
  afterAll(() => browser?.close());

  /** @param script what the consent manager says, and when. @default a grant at once */
  return (test: (visit: WooCommerceVisit) => Promise<void>, script = grant) =>
    async () => {
      const visit = await startWooCommerceVisit(browser, script);
      try {
        await test(visit);
      } finally {
        await visit.end();
      }
    };
};
