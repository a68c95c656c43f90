// A headless shop that is really run: Vendure, its storefront, and the tracker's typed calls in it.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../../helpers/collecting-server.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../../helpers/engines/playwright.ts';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { prepareVendureShop, startVendureShop, type VendureShop } from '../../helpers/shop-fixtures/vendure-shop.ts';
import { listNames } from '../../helpers/shop-fixtures/visit.ts';

const reason = await prepareVendureShop();
if (reason) process.stdout.write(`Vendure: skipped: ${reason}\n`);

const mug = { item_id: 'MUG-LAKE', item_name: 'Enamel mug', item_variant: 'Enamel mug Lake', price: 13.9 };
const pack = { item_id: 'PACK', item_name: 'Day pack', price: 89 };

describe.skipIf(reason)(`Vendure${reason ? `: ${reason}` : ''}`, () => {
  let server: CollectingServer;
  let shop: VendureShop;
  let browser: PlaywrightChromium;
  let visitor: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    server = await createCollectingServer();
    [shop, browser] = await Promise.all([startVendureShop(server.endpoint), launchPlaywrightChromium()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await server?.close();
  });
  beforeEach(async () => {
    visitor = await browser.newVisitor();
    page = await visitor.newPage();
  });
  afterEach(() => visitor.close());

  const addToCart = async (product: string, { variant = '0', quantity = '1' } = {}) => {
    await page.locator('header a', { hasText: 'Feldweg' }).click();
    await page.getByRole('link', { name: product }).click();
    await page.selectOption('[name=variant]', variant);
    await page.fill('[name=quantity]', quantity);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.waitForURL('**/cart');
  };
  const agree = () => page.click('[data-consent=yes]');
  const leave = () => page.goto('about:blank');

  it('tells the way from the list to the order, in decimals of its minor units', async () => {
    await page.goto(shop.url);
    await page.getByRole('link', { name: 'Enamel mug' }).waitFor();
    expect(server.batches()).toEqual([]);
    await expectPayloads(server, {
      action: async () => {
        await agree();
        await addToCart('Day pack');
        await addToCart('Enamel mug', { variant: '1', quantity: '2' });
        await page.locator('li', { hasText: 'Day pack' }).getByRole('button', { name: 'Remove' }).click();
        await page.getByText('Day pack').waitFor({ state: 'detached' });
        await page.getByRole('link', { name: 'Checkout' }).click();
        for (const [name, value] of Object.entries({
          firstName: 'Erika',
          lastName: 'Mustermann',
          emailAddress: 'erika@example.org',
          streetLine1: 'Heidestraße 17',
          postalCode: '51147',
          city: 'Köln',
        }))
          await page.fill(`[name=${name}]`, value);
        await page.getByRole('button', { name: 'Go on' }).click();
        await page.check('[data-code=express]');
        await page.getByRole('button', { name: 'Go on' }).click();
        await page.check('[data-code=invoice]');
        await page.getByRole('button', { name: 'Order and pay' }).click();
        await page.waitForURL('**/order/*');
        await leave();
      },
      expected: [
        // What came before the visitor's yes goes out with it.
        {
          name: 'view_item_list',
          page: { kind: 'load' },
          params: { item_list_id: 'all', items: [{ item_id: 'MUG-MOSS', price: 12.5 }, pack] },
        },
        { name: 'select_item', params: { items: [pack] } },
        { name: 'view_item', params: { currency: 'EUR', value: 89, items: [pack] } },
        {
          name: 'add_to_cart',
          page: { url: `${shop.url}/p/day-pack`, kind: 'history', title: 'Day pack' },
          params: { currency: 'EUR', value: 89, items: [{ ...pack, quantity: 1 }] },
        },
        { name: 'add_to_cart', params: { currency: 'EUR', value: 27.8, items: [{ ...mug, quantity: 2 }] } },
        // Vendure keeps no order between lines of the same second.
        { name: 'view_cart', params: { currency: 'EUR', value: 116.8 } },
        { name: 'remove_from_cart', params: { currency: 'EUR', value: 89, items: [{ ...pack, quantity: 1 }] } },
        { name: 'begin_checkout', params: { currency: 'EUR', value: 27.8, items: [{ ...mug, quantity: 2 }] } },
        { name: 'add_shipping_info', params: { value: 27.8, shipping_tier: 'express' } },
        { name: 'add_payment_info', params: { value: 27.8, payment_type: 'invoice' } },
        {
          name: 'purchase',
          params: {
            transaction_id: /^\w{16}$/,
            currency: 'EUR',
            value: 27.8,
            shipping: 9.9,
            // 19 % of what is contained in 37.70.
            tax: 6.02,
            tax_included: true,
            items: [{ ...mug, quantity: 2 }],
          },
          visitor: { purchases: 1 },
          consent: { analytics: 'granted', source: 'storefront' },
        },
      ],
      refuted: [{ params: { money_problem: /./ } }],
    });
    const names = listNames(server);
    for (const name of ['remove_from_cart', 'begin_checkout', 'add_shipping_info', 'add_payment_info', 'purchase'])
      expect(names.filter((each) => each === name)).toHaveLength(1);
    expect(JSON.stringify(server.batches().map(({ request }) => request.body))).not.toMatch(
      /erika|mustermann|heide|\b51147\b/i,
    );
  });

  it('counts a refused addition as none, and hears nothing of a visitor who says no', async () => {
    const since = server.batches().length;
    await page.goto(shop.url);
    await page.click('[data-consent=no]');
    await addToCart('Day pack');
    await leave();
    await server.whenQuiet();
    expect(server.batches()).toHaveLength(since);

    await visitor.clearCookies();
    await page.goto(`${shop.url}/p/day-pack`);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await expectPayloads(server, {
      action: async () => {
        await agree();
        // An order of Vendure's has at most 999 pieces.
        await page.fill('[name=quantity]', '1000');
        await page.getByRole('button', { name: 'Add to cart' }).click();
        await page.getByText(/maximum of 999/).waitFor();
        await leave();
      },
      expected: [{ name: 'view_item' }, { name: 'page_leave', page: { url: /day-pack/ } }],
      refuted: [{ name: 'add_to_cart' }],
    });
  });

  it('shows and tells the page that the visitor went to, however late the one before is read', async () => {
    await page.goto(shop.url);
    await page.getByRole('link', { name: 'Enamel mug' }).waitFor();
    let answer: () => void = () => {};
    const answering = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/shop-api', async (route) => {
      if (route.request().postData()?.includes('products {')) await answering;
      await route.continue();
    });
    await expectPayloads(server, {
      action: async () => {
        await agree();
        await page.locator('header a', { hasText: 'Feldweg' }).click();
        await page.getByRole('link', { name: 'Day pack' }).click();
        await page.locator('[name=variant]').waitFor();
        const late = page.waitForResponse((response) => !!response.request().postData()?.includes('products {'));
        answer();
        await (await late).finished();
        await page.getByRole('button', { name: 'Add to cart' }).click();
        await page.waitForURL('**/cart');
        await leave();
      },
      expected: [
        { name: 'view_item_list' },
        { name: 'select_item' },
        { name: 'view_item', params: { items: [pack] } },
        { name: 'add_to_cart', params: { items: [{ ...pack, quantity: 1 }] } },
      ],
      refuted: [{ name: 'view_item_list', page: { url: /day-pack/ } }],
    });
  });
});
