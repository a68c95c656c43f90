// WooCommerce's captured logs replayed with real jQuery and WordPress's own hooks and data: does what we tell say the same?
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlatEvent } from '../../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../../helpers/collecting-server.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../../helpers/engines/playwright.ts';
import { json, type ShopWindow, toHead, whenKnown } from '../../helpers/shop-fixtures/visit.ts';
import { type LoggedPage, type LogLine, readWooCommerceLog } from '../../helpers/shop-fixtures/woocommerce-log.ts';
import {
  addWooCommerceShop,
  type StoreAnswer,
  type WooCommerceShop,
  whyNoWooCommerceShop,
} from '../../helpers/shop-fixtures/woocommerce-shop.ts';
import { buildWordPressScripts } from '../../helpers/shop-fixtures/wordpress-scripts.ts';

interface WordPressPage {
  jQuery: ((element: Element) => { trigger(name: string, args: unknown[]): void }) & {
    ajax(options: object): Promise<unknown>;
  };
  wp: {
    hooks: {
      addAction(name: string, owner: string, listener: () => void): void;
      doAction(name: string, detail: object): void;
    };
    data: {
      dispatch(store: string): {
        receiveCart(answer: object): void;
        applyBatch(url: string, body: string): Promise<[status: number, answer: object]>;
      };
      select(store: string): { getCartData(): StoreAnswer };
    };
  };
  /** Answers under way, by the path that was asked. */
  asked: Record<string, Promise<[status: number, answer: object]>>;
  /** What the page's libraries let a listener hear. */
  heard: (readonly [kind: string, name: string])[];
}

const hookPrefix = 'experimental__woocommerce_blocks-';
const belt = { item_id: 'BEL', item_name: 'Belt', price: 1299 };
const beanie = { item_id: 'BEA', item_name: 'Beanie', price: 19.99 };
const currency = 'EUR';

const reason = whyNoWooCommerceShop();
describe.skipIf(reason).concurrent(`WooCommerce as it was logged${reason ? `: ${reason}` : ''}`, () => {
  let browser: PlaywrightChromium;
  let scripts: Record<string, string>;

  beforeAll(async () => {
    [browser, scripts] = await Promise.all([launchPlaywrightChromium(), buildWordPressScripts()]);
  });
  afterAll(() => browser?.close());

  interface Replay {
    server: CollectingServer;
    shop: WooCommerceShop;
    page: Page;
  }
  /** What the visitor did before the line was written. @returns what the page asked with, which the log does not say */
  type Act = (line: LogLine, isLoaded: boolean, replay: Replay) => Promise<Record<string, string> | undefined>;

  const openReplay = async (): Promise<Replay & { end(): Promise<void> }> => {
    const server = await createCollectingServer();
    const shop = await addWooCommerceShop(server, toHead());
    for (const [name, body] of Object.entries(scripts))
      server.page(`/wp-includes/js/dist/${name}`, { body, headers: { 'content-type': 'text/javascript' } });
    const visitor = await browser.newVisitor();
    const page = await visitor.newPage();
    const end = async () => {
      await visitor.close();
      await server.close();
    };
    return { server, shop, page, end };
  };

  const toComparable = (path: string) => {
    const { pathname, searchParams } = new URL(path, 'http://shop.example');
    return `${pathname}?${searchParams}`;
  };
  /** Of products and orders the log has the status and the names; of pages that were not captured, class and text. */
  const addFromLog = ({ server, shop }: Replay, pages: readonly LoggedPage[]) => {
    for (const { path, said, load, after } of pages) {
      if (path && /bshop|bcheckout\/order-received/.test(path))
        shop.addPage(
          path.split('?')[0] as string,
          `<!doctype html><html><head><link rel="https://api.w.org/" href="/wp-json/">
            ${['jquery/jquery', 'dist/hooks', 'dist/data'].map((name) => `<script src="/wp-includes/js/${name}.min.js"></script>`).join('')}
            </head><body class="${said.body}">${said.main?.replace(/[^|]+/g, '<p>$&</p>') ?? ''}</body></html>`,
        );
      for (const line of [...load, ...after])
        if (line.kind === 'RESP' && !/batch|checkout/.test(line.path))
          server.page(line.path.split('?')[0] as string, ({ path: wanted, query }) => {
            const asked = pages
              .flatMap((page) => [...page.load, ...page.after])
              .find((other) => other.kind === 'RESP' && toComparable(other.path) === `${wanted}?${query}`);
            const { status, keys } = (asked ?? line) as typeof line;
            return json(Object.fromEntries(keys.map((key) => [key, {}])), { status });
          });
    }
  };

  /** The cart that the server has is the one that the page knows of. */
  const whenRead = ({ page, shop }: Replay) =>
    whenKnown(
      page,
      [...shop.cart.values()].reduce((sum, quantity) => sum + quantity, 0),
    );

  /** Lets the page do what the log says, by the library that did it, and compares what it gets with what was got. */
  const playLine = async (line: LogLine, data: Record<string, string> | undefined, replay: Replay): Promise<void> => {
    const { page } = replay;
    switch (line.kind) {
      case 'BODY':
        return page.evaluate(
          ([name, html]) => {
            const { jQuery } = window as unknown as WordPressPage;
            if (name === 'checkout_error')
              document.querySelector('form.checkout')?.insertAdjacentHTML('afterbegin', html);
            jQuery(document.body).trigger(name, [html]);
          },
          [line.name, line.html] as const,
        );
      case 'DOM':
        return page.evaluate(
          ([name, detail]) => {
            document.body.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
          },
          [line.name, line.detail] as const,
        );
      case 'HOOK':
        return page.evaluate(
          ([name, productId, quantity]) => {
            const { hooks, data } = (window as unknown as WordPressPage).wp;
            const storeCart = data.select('wc/store/cart').getCartData();
            const product = storeCart.items.find(({ id }) => id === productId);
            hooks.doAction(name, product ? { product, quantity } : { storeCart });
          },
          [hookPrefix + line.name, line.productId, line.quantity] as const,
        );
      case 'XHR':
        await page.evaluate(
          ([type, url, form]) => (window as unknown as WordPressPage).jQuery.ajax({ type, url, data: form }),
          [line.method, line.path, data] as const,
        );
        return whenRead(replay);
      case 'FETCH':
        return page.evaluate(
          ([method, path, body]) => {
            const { asked, wp } = window as unknown as WordPressPage;
            asked[path] = path.includes('/batch')
              ? wp.data.dispatch('wc/store/cart').applyBatch(path, body)
              : fetch(path, { method, ...(body && { body }) }).then(async (answer) => [
                  answer.status,
                  await answer.json().catch(() => ({})),
                ]);
          },
          [line.method, line.path, line.body] as const,
        );
      case 'RESP': {
        const [status, answer] = await page.evaluate(
          (path) => (window as unknown as WordPressPage).asked[path] as Promise<[number, object]>,
          line.path,
        );
        expect([status, Object.keys(answer)]).toEqual([line.status, line.keys]);
        return whenRead(replay);
      }
    }
  };

  const playPage = async ({ load, after, said }: LoggedPage, act: Act, replay: Replay): Promise<void> => {
    const { page, shop } = replay;
    const names = [...load, ...after].flatMap((line) => ('name' in line ? [[line.kind, line.name] as const] : []));
    await whenRead(replay);
    await page.evaluate(
      ([storeCart, names, prefix]) => {
        const { wp } = window as unknown as WordPressPage;
        const heard: WordPressPage['heard'] = [];
        Object.assign(window, { asked: {}, heard });
        // The shop writes the cart into its pages.
        wp?.data?.dispatch('wc/store/cart').receiveCart(storeCart);
        for (const [kind, name] of new Map(names.map((entry) => [entry.join(), entry])).values()) {
          const hear = () => {
            heard.push([kind, name]);
          };
          if (kind === 'HOOK') wp.hooks.addAction(prefix + name, 'listener', hear);
          if (kind === 'DOM') document.addEventListener(name, hear);
          // As WooCommerce's own Analytics plugin listens to jQuery.
          if (kind === 'BODY') Object.assign(document.body, { [`on${name}`]: hear });
        }
      },
      [shop.storeCart(), names, hookPrefix] as const,
    );
    for (const line of load) await playLine(line, await act(line, false, replay), replay);
    const expectTotals = (text: string) =>
      expect(JSON.parse(/\{"total_items".*?\}(?= coupons|$)/.exec(text)?.[0] ?? '')).toMatchObject(
        shop.storeCart().totals,
      );
    // The real cart was worth as much on this page as the replayed one.
    if (said['cartData totals']) expectTotals(said['cartData totals']);
    for (const line of after) await playLine(line, await act(line, true, replay), replay);
    if (said['STOREAPI items']) expectTotals(said['STOREAPI items']);
    expect(await page.evaluate(() => (window as unknown as WordPressPage).heard)).toEqual(names);
  };

  /**
   * Visits the log's pages in their order.
   * @param way where they are, or how the visitor gets there, and what is told of them before the visitor goes on;
   * the log has headlines for most of them
   * @returns what was told, in its order, without those of pages and forms
   */
  const replayLog = async (
    pages: readonly LoggedPage[],
    way: readonly (readonly [where: string | ((page: Page) => Promise<void>), tells?: string])[],
    act: Act,
  ): Promise<readonly Pick<FlatEvent, 'name' | 'params'>[]> => {
    const replay = await openReplay();
    const { server, shop, page } = replay;
    try {
      addFromLog(replay, pages);
      expect(pages).toHaveLength(way.length);
      for (const [index, logged] of pages.entries()) {
        const [where, tells] = way[index] as (typeof way)[number];
        if (typeof where === 'string') await page.goto(shop.url(where));
        else await where(page);
        if (logged.path) expect(page.url()).toBe(shop.url(logged.path));
        if (tells)
          await page.waitForFunction((name) => (window as unknown as Partial<ShopWindow>).told?.includes(name), tells);
        await playPage(logged, act, replay);
      }
      await page.goto('about:blank');
      await server.whenQuiet();
      expect(JSON.stringify(server.batches().map(({ request }) => request.body))).not.toContain('a@example.com');
      const events = [...new Map(server.events().map((event) => [event.id, event])).values()];
      return events
        .filter(({ name }) => !/^(page|form)_/.test(name))
        .sort((a, b) => a.at - b.at)
        .map(({ name, params }) => ({ name, params }));
    } finally {
      await replay.end();
    }
  };

  it('tells of the classic shop (7.9.0) what its log says: two additions, a removal, a refused and an accepted order', async () => {
    const pages = await readWooCommerceLog('classic-7.9.0-events.log', /^(?=== (?!checkout))|(?<=^ {3}STOREAPI.*\n)/m);
    const act: Act = async (line, isLoaded, { page }) => {
      const readForm = (selector: string) =>
        page.evaluate(
          (form) => Object.fromEntries(new FormData(document.querySelector(form) as HTMLFormElement)),
          selector,
        ) as Promise<Record<string, string>>;
      if (line.kind === 'BODY') {
        // The page of a cash buyer says so; the script selects the first payment by itself.
        if (line.name === 'payment_method_selected' && isLoaded)
          await page.check('#payment_method_cod', { force: true });
        if (line.name === 'checkout_error') await page.fill('#billing_email', 'a@example.com');
        return undefined;
      }
      if (line.kind !== 'XHR') return undefined;
      if (line.path.endsWith('add_to_cart')) return { product_sku: 'BEA', product_id: '10', quantity: '1' };
      if (line.path.endsWith('apply_coupon')) return { coupon_code: 'ten' };
      if (line.path.endsWith('=checkout')) return readForm('form.checkout');
      if (line.method === 'GET' || line.path !== '/cart/') return undefined;
      // The captured cart has one belt, that of the log two.
      await page.fill('[name="cart[6512bd43d9caa6e02c990b0a82652dca][qty]"]', '2');
      return readForm('.woocommerce-cart-form');
    };
    const told = await replayLog(
      pages,
      [
        ['/shop/'],
        ['/product/belt/', 'view_item'],
        [
          async (page) => {
            await page.fill('form.cart [name=quantity]', '2');
            await Promise.all([page.waitForEvent('load'), page.click('button[name="add-to-cart"]')]);
          },
          'view_item',
        ],
        ['/cart/', 'view_cart'],
        ['/checkout/', 'begin_checkout'],
        ['/checkout/order-received/13/?key=wc_order_CKJDtUS8boLRf', 'purchase'],
      ],
      act,
    );
    const order = {
      currency,
      value: 2343.1,
      tax: 374.11,
      shipping: 4.9,
      coupon: 'ten',
      items: [{ ...belt, quantity: 2 }],
    };
    expect(told).toMatchObject([
      { name: 'add_to_cart', params: { currency, value: 19.99, items: [{ ...beanie, quantity: 1 }] } },
      { name: 'view_item', params: { currency, value: 1299, items: [belt] } },
      { name: 'add_to_cart', params: { currency, value: 2598, items: [{ ...belt, quantity: 2 }] } },
      { name: 'view_item', params: { items: [belt] } },
      { name: 'view_cart', params: { currency, items: [beanie, { ...belt, quantity: 2 }] } },
      { name: 'remove_from_cart', params: { currency, value: 19.99, items: [{ ...beanie, quantity: 1 }] } },
      { name: 'begin_checkout', params: order },
      { name: 'add_payment_info', params: { ...order, payment_type: 'cod' } },
      { name: 'purchase', params: { ...order, transaction_id: '13' } },
    ]);
  });

  const blocks = /^(?= {4}wp\.hooks ready)/m;

  it('tells of the block cart (8.5.2) what its log says: an addition, two quantities, a removal, an empty cart', async () => {
    const pages = await readWooCommerceLog('blocks-8.5.2-cart-events.log', blocks);
    // Between two and three belts the log has a page without a headline: an addition by its address.
    const cart = ['/bcart/', 'view_cart'] as const;
    const way = [['/bshop/'], cart, ['/shop/?add-to-cart=11'], cart, cart] as const;
    const one = { currency, value: 1299, items: [{ ...belt, quantity: 1 }] };
    expect(await replayLog(pages, way, async () => undefined)).toMatchObject([
      { name: 'add_to_cart', params: one },
      { name: 'view_cart', params: { currency, items: [{ ...belt, quantity: 1 }] } },
      { name: 'add_to_cart', params: one },
      { name: 'add_to_cart', params: one },
      { name: 'view_cart', params: { items: [{ ...belt, quantity: 3 }] } },
      { name: 'remove_from_cart', params: { currency, value: 3897, items: [{ ...belt, quantity: 3 }] } },
      { name: 'view_cart', params: { value: 0 } },
    ]);
  });

  it('tells of the block checkout (8.5.2) what its log says, and takes no rate for chosen that the page sets by itself', async () => {
    const pages = await readWooCommerceLog('blocks-8.5.2-checkout-events.log', blocks);
    const act: Act = async (line, _, { page }) => {
      if (line.kind !== 'HOOK') return undefined;
      if (line.name === 'checkout-set-email-address') await page.fill('#email', 'a@example.com');
      if (line.name === 'checkout-set-active-payment-method')
        await page.check('[id="radio-control-wc-payment-method-options-cod"]', { force: true });
      return undefined;
    };
    // The first page has no headline: the beanie was put into the cart there, before anything was known.
    const received = '/bcheckout/order-received/17/?key=wc_order_UV37OOXfvD9vn';
    const way = [
      ['/shop/?add-to-cart=10'],
      ['/bcart/', 'view_cart'],
      ['/bcheckout/', 'begin_checkout'],
      [received, 'purchase'],
    ] as const;
    const order = { currency, value: 24.89, tax: 3.97, shipping: 4.9, items: [{ ...beanie, quantity: 1 }] };
    expect(await replayLog(pages, way, act)).toMatchObject([
      { name: 'view_cart', params: order },
      { name: 'begin_checkout', params: order },
      { name: 'add_payment_info', params: { ...order, payment_type: 'cod' } },
      { name: 'purchase', params: { ...order, transaction_id: '17' } },
    ]);
  });
});
