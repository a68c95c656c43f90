// Shops that no integration knows, and those whose facts carry only part of the way: OXID, plentyShop.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { type ShopWindow, type Visit, visitEach } from '../../helpers/shop-fixtures/visit.ts';
import { findPackageFile } from '../../helpers/shop-fixtures/woocommerce-shop.ts';

const mug = { item_id: 'M1', item_name: 'Mug', price: 12.5 };
const markup =
  '<script type="application/ld+json">{"@type":"Product","name":"Mug","sku":"M1","offers":{"price":12.5,"priceCurrency":"EUR"}}</script>';

const adobeFile = findPackageFile('@adobe/adobe-client-data-layer/dist/adobe-client-data-layer.min.js');

describe('any shop', () => {
  let visit: Visit;

  visitEach((started) => {
    visit = started;
  });

  it('tells the product, the cart and the checkout of a shop by markup and addresses, without inventing a value', async () => {
    visit.route('/becher', () => ({ body: markup }));
    visit.route('/warenkorb', () => ({ body: '' }));
    visit.route('/kasse/pruefen', () => ({ body: '' }));
    visit.route('/kasse', () => ({
      body: '<form action="/kasse/pruefen"><input name="plz" required><input type="radio" name="zahlungsart" value="vorkasse" checked><button>Weiter</button></form>',
    }));
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/becher');
        await visit.whenTold('view_item');
        await visit.open('/warenkorb');
        await visit.whenTold('view_cart');
        await visit.open('/kasse');
        await visit.whenTold('begin_checkout');
        await visit.page.click('button');
        await visit.page.type('input[name=plz]', '10115');
        await visit.page.click('button');
        await visit.page.waitForURL('**/pruefen*');
        await visit.whenTold('add_payment_info');
        await visit.leave();
      },
      expected: [
        { name: 'view_item', params: { currency: 'EUR', value: 12.5, items: [mug] } },
        { name: 'view_cart', params: { money_problem: 'value' } },
        { name: 'begin_checkout', params: { money_problem: 'value' } },
        // Told by the page that the visitor goes on to.
        { name: 'add_payment_info', page: { url: /pruefen/ }, params: { payment_type: 'vorkasse' } },
        {
          name: 'page_leave',
          page: { url: /kasse$/ },
          params: { checkout: { step_name: 'kasse', errors: 1, last_field: 'plz', payment_type: 'vorkasse' } },
        },
      ],
      refuted: [{ params: { value: 0 } }, { name: 'purchase' }],
    });
    expect(JSON.stringify(visit.server.events())).not.toMatch(/\b10115\b/);
  });

  it('takes /cartier and its like for pages like any other', async () => {
    for (const path of [
      '/cartier',
      '/marken/cartier/',
      '/basketball',
      '/registrierkasse',
      '/blog/checkout-optimieren',
      '/dankeskarten',
    ]) {
      visit.route(path, () => ({ body: '' }));
      await visit.open(path);
      // Longer than a page is given before it is looked at.
      await visit.page.waitForFunction(() => performance.now() > 1_600);
    }
    await visit.leave();
    await visit.server.whenEvents([{ name: 'page_leave', page: { url: /dankeskarten/ } }]);
    expect(visit.names()).toEqual([]);
  });

  it('hears what a page declares by attributes', async () => {
    visit.route('/becher', () => ({
      body: '<article data-etappe-item-id="M1" data-etappe-item-name="Mug" data-etappe-price="12,50 €"><button data-etappe-event="add_to_cart" data-etappe-currency="EUR">Add</button></article>',
    }));
    visit.route('/bestellt', () => ({
      body: '<p data-etappe-page-event="purchase" data-etappe-transaction-id="1001" data-etappe-value="12,50 €" data-etappe-currency="EUR"><i data-etappe-item-name="Mug" data-etappe-price="12.50"></i></p>',
    }));
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/becher');
        await visit.page.click('button');
        await visit.open('/bestellt');
        await visit.whenTold('purchase');
        await visit.page.reload();
        await visit.leave();
      },
      expected: [
        { name: 'add_to_cart', params: { currency: 'EUR', value: 12.5, items: [mug] } },
        {
          name: 'purchase',
          params: { transaction_id: '1001', value: 12.5, items: [{ item_name: 'Mug', price: 12.5 }] },
        },
      ],
    });
    expect(visit.names()).toEqual(['add_to_cart', 'purchase']);
  });

  it('lets a push win over the markup', async () => {
    visit.route('/becher', () => ({
      body: `${markup}<script>dataLayer = [{ event: 'view_item', ecommerce: { currency: 'EUR', value: 12.5, items: [{ item_id: 'pushed', item_name: 'Mug', price: 12.5 }] } }]</script>`,
    }));
    await visit.open('/becher');
    await visit.whenTold('view_item');
    await visit.page.waitForFunction(() => performance.now() > 1_600);
    await visit.leave();
    await visit.server.whenEvents([{ name: 'page_leave' }]);
    expect(visit.names()).toEqual(['view_item']);
    expect(visit.server.events().find(({ name }) => name === 'view_item')?.params.items).toMatchObject([
      { item_id: 'pushed' },
    ]);
  });

  it('ends a checkout with a purchase that the page pushes, wherever that is', async () => {
    visit.route('/kasse', () => ({ body: '<input name="plz">' }));
    await visit.open('/kasse');
    await visit.whenTold('begin_checkout');
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.evaluate(() => {
          (window as unknown as ShopWindow).dataLayer.push({
            event: 'purchase',
            ecommerce: { transaction_id: 'T1', currency: 'EUR', value: 5, items: [{ item_id: 'a', price: 5 }] },
          });
        });
        await visit.server.whenEvents([{ name: 'purchase' }]);
        await visit.leave();
      },
      expected: [{ name: 'purchase', params: { transaction_id: 'T1' } }, { name: 'page_leave' }],
      refuted: [{ name: 'page_leave', params: { checkout: { step: 1 } } }],
    });
  });

  it('tells the pages of an OXID shop by the classes of their bodies', async () => {
    visit.route('/index.php', ({ query }) => {
      const key = query.get('cl');
      return {
        body: '',
        bodyTag: `<body class="cl-${key} ${/user|payment|order/.test(`${key}`) ? 'is-checkout' : ''}">`,
      };
    });
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/index.php?cl=details');
        await visit.page.waitForFunction(() => performance.now() > 1_600);
        await visit.open('/index.php?cl=basket');
        await visit.whenTold('view_cart');
        await visit.open('/index.php?cl=user');
        await visit.whenTold('begin_checkout');
        await visit.leave();
      },
      expected: [
        { name: 'view_cart' },
        { name: 'begin_checkout' },
        { name: 'page_leave', params: { checkout: { step: 1 } } },
      ],
      refuted: [{ name: 'view_cart', page: { url: /details/ } }],
    });
  });

  it('tells additions of a plentyShop, without a price that it does not have', async () => {
    visit.route('/mug_1', () => ({
      head: '<script>window.ceresStore = {}</script>',
      body: `<button onclick="document.dispatchEvent(new CustomEvent('afterBasketItemAdded', { detail: { variationId: 1042, quantity: 2, basketItemOrderParams: [] } }))">Add</button>`,
    }));
    await visit.open('/mug_1');
    await visit.whenTold('page_view');
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.click('button');
        await visit.leave();
      },
      expected: [
        { name: 'add_to_cart', params: { items: [{ item_id: '1042', quantity: 2 }], money_problem: 'value' } },
      ],
      refuted: [{ params: { value: 0 } }],
    });
  });

  it.skipIf(!adobeFile)('hears Adobe’s data layer, before and after it starts', async () => {
    const body = await readFile(`${adobeFile}`);
    visit.server.page('/acdl.js', { body, headers: { 'content-type': 'text/javascript' } });
    const toPush = (name: string, id: string) =>
      `adobeDataLayer.push({ event: '${name}', ecommerce: { currency: 'EUR', value: 12.5, ${id && `transaction_id: '${id}',`} items: [{ item_id: 'M1', item_name: 'Mug', price: 12.5 }] } });`;
    visit.route('/becher', () => ({
      head: `<script>window.adobeDataLayer = []; ${toPush('view_item', '')}</script>`,
      body: '<script src="/acdl.js"></script>',
    }));
    await visit.open('/becher');
    await visit.whenTold('view_item');
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.evaluate(toPush('purchase', 'T1'));
        await visit.whenTold('purchase');
        await visit.leave();
      },
      expected: [
        { name: 'view_item', params: { items: [mug] } },
        { name: 'purchase', params: { transaction_id: 'T1', value: 12.5 } },
      ],
    });
    expect(visit.names().sort()).toEqual(['purchase', 'view_item']);
  });

  it.skipIf(!adobeFile)('hears the storefront events of Adobe Commerce, by the contexts that they carry', async () => {
    const body = await readFile(`${adobeFile}`);
    visit.server.page('/acdl.js', { body, headers: { 'content-type': 'text/javascript' } });
    // As the storefront SDK does it: a context is emptied and set, an event takes the whole state along.
    const script = `window.adobeDataLayer = window.adobeDataLayer || [];
      const setContext = (name, value) => { adobeDataLayer.push({ [name]: null }); adobeDataLayer.push({ [name]: value }); };
      const publish = (event) => adobeDataLayer.push((layer) => layer.push({ event, eventInfo: layer.getState() }));
      const product = { sku: 'M1', name: 'Mug', pricing: { regularPrice: 12.5, currencyCode: 'EUR' } };
      const line = (quantity) => ({ id: '31', quantity, prices: { price: { value: 12.5, currency: 'EUR' } }, product });
      setContext('accountContext', { firstName: 'Erika', emailAddress: 'erika@example.com' });
      setContext('productContext', product);
      setContext('shoppingCartContext', { id: 'q1', items: [line(2)], totalQuantity: 2 });
      setContext('changedProductsContext', { items: [line(1)] });`;
    visit.route('/becher', () => ({
      head: `<script>${script} publish('product-page-view');</script>`,
      body: '<script src="/acdl.js"></script><script>publish("page-view")</script>',
    }));
    visit.route('/checkout', () => ({
      head: `<script src="/acdl.js"></script><script>${script} publish('initiate-checkout');</script>`,
      body: '',
    }));
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/becher');
        await visit.whenTold('view_item');
        await visit.page.evaluate("publish('add-to-cart'), publish('open-cart')");
        await visit.open('/checkout');
        await visit.whenTold('begin_checkout');
        await visit.page.evaluate(`setContext('orderContext', { orderId: '42', email: 'erika@example.com', grandTotal: 29.9,
          taxAmount: 4.77, shipping: { shippingMethod: 'flatrate', shippingAmount: 4.9 } }), publish('place-order')`);
        await visit.whenTold('purchase');
        await visit.leave();
      },
      expected: [
        { name: 'view_item', params: { currency: 'EUR', value: 12.5, items: [mug] } },
        { name: 'add_to_cart', params: { currency: 'EUR', value: 12.5, items: [{ ...mug, quantity: 1 }] } },
        { name: 'begin_checkout', params: { value: 25, items: [{ ...mug, quantity: 2 }] } },
        {
          name: 'purchase',
          params: { transaction_id: '42', value: 29.9, tax: 4.77, shipping: 4.9, items: [{ ...mug, quantity: 2 }] },
        },
      ],
      refuted: [{ params: { money_problem: /./ } }],
    });
    expect(visit.names().sort()).toEqual(['add_to_cart', 'begin_checkout', 'purchase', 'view_item']);
    expect(JSON.stringify(visit.server.batches().map(({ request }) => request.body))).not.toMatch(/erika/i);
  });

  it('finds the data layer by the name that Tag Manager’s address says', async () => {
    visit.server.page('/gtm.js', { body: '', headers: { 'content-type': 'text/javascript' } });
    visit.route('/becher', () => ({
      head: '<script>window.shopLayer = [{ event: "view_item", ecommerce: { currency: "EUR", value: 12.5, items: [{ item_id: "M1", price: 12.5 }] } }]</script><script async src="/gtm.js?id=GTM-1&l=shopLayer"></script>',
      body: '',
    }));
    await visit.open('/becher');
    await visit.whenTold('view_item');
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.evaluate(
          "shopLayer.push({ event: 'add_to_cart', ecommerce: { currency: 'EUR', value: 12.5, items: [{ item_id: 'M1', price: 12.5 }] } })",
        );
        await visit.leave();
      },
      expected: [{ name: 'view_item' }, { name: 'add_to_cart', params: { value: 12.5 } }],
    });
  });
});
