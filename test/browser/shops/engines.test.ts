// The cart is read after any request that may have changed it: in every engine, not in Chromium only.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../../helpers/collecting-server.ts';
import { engines, type PageHandle, type Session } from '../../helpers/engines/index.ts';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { type ShopWindow, toHead } from '../../helpers/shop-fixtures/visit.ts';
import {
  addWooCommerceShop,
  type WooCommerceShop,
  whyNoWooCommerceShop,
} from '../../helpers/shop-fixtures/woocommerce-shop.ts';

const reason = whyNoWooCommerceShop();
describe.skipIf(reason).each(engines)(`a cart in $name${reason ? `: ${reason}` : ''}`, (engine) => {
  let server: CollectingServer;
  let shop: WooCommerceShop;
  let session: Session;

  beforeAll(async () => {
    server = await createCollectingServer();
    shop = await addWooCommerceShop(server, toHead());
    session = await engine.open();
  });
  afterAll(async () => {
    await session?.close();
    await server?.close();
  });

  const countPieces = (page: PageHandle) =>
    page.evaluate(() =>
      (window as unknown as ShopWindow).etappe
        .recall?.('shop')
        ?.cart?.items.reduce((sum, { quantity }) => sum + quantity, 0),
    );
  const whenKnown = (page: PageHandle, pieces: number) =>
    expect.poll(() => countPieces(page), { timeout: 15_000 }).toBe(pieces);
  const whenTold = (page: PageHandle, name: string) =>
    expect.poll(() => page.evaluate(() => (window as unknown as ShopWindow).told), { timeout: 15_000 }).toContain(name);

  it('is read again after a request, and the difference is told with the totals of the page that is left', async () => {
    const page = await session.newPage(shop.url('/shop/'));
    await whenKnown(page, 0);
    await expectPayloads(server, {
      action: async () => {
        await page.evaluate(async () => {
          await fetch('/?wc-ajax=add_to_cart', { method: 'POST', body: new URLSearchParams({ product_id: '11' }) });
        });
        await whenKnown(page, 1);
        await page.evaluate(
          () =>
            new Promise((resolve) => {
              const request = new XMLHttpRequest();
              request.open('GET', '/cart/?remove_item=6512bd43d9caa6e02c990b0a82652dca');
              request.onloadend = resolve;
              request.send();
            }),
        );
        await whenKnown(page, 0);
        await page.hide();
        await page.show();
        await page.goto(shop.url('/checkout/order-received/13/?key=wc_order_1'));
        // Left at once, a page may be gone before an async script has come.
        await whenTold(page, 'purchase');
      },
      expected: [
        { name: 'add_to_cart', params: { currency: 'EUR', value: 1299, items: [{ item_id: 'BEL', quantity: 1 }] } },
        { name: 'remove_from_cart', params: { currency: 'EUR', value: 1299 } },
        { name: 'page_leave', page: { url: /shop/ }, params: { cart: { items: 0 } } },
        { name: 'purchase', params: { transaction_id: '13', value: 2343.1, currency: 'EUR' } },
      ],
    });
    await page.close();
  });
});
