// Magento 2 with Luma and Hyvä, as their scripts keep the cart: pages built by hand from the facts, no real Magento.
import { describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { json, type Visit, visitEach } from '../../helpers/shop-fixtures/visit.ts';

const mug = (qty: number) => ({
  item_id: '31',
  product_id: '7',
  product_sku: 'MUG-7',
  product_name: 'Mug',
  qty,
  product_price: '<span class="price">€12.50</span>',
  product_price_value: 12.5,
});

describe('Magento 2 with Luma', () => {
  let visit: Visit;
  let items: ReturnType<typeof mug>[];

  const toCart = () => ({
    summary_count: items.length,
    subtotal: '<span class="price">€25.00</span>',
    items,
    data_id: 1,
  });
  const currency = '<meta itemprop="priceCurrency" content="EUR">';

  visitEach((started) => {
    visit = started;
    items = [];
    const base = `<script>var BASE_URL = ${JSON.stringify(`${visit.server.url}/`)};</script>`;
    const script = `<script>
      // customer-data.js: the section is invalidated, loaded anew and stored.
      async function add() {
        localStorage.setItem('mage-cache-storage', '{}');
        await fetch('/checkout/cart/add', { method: 'POST' });
        const data = await (await fetch('/customer/section/load/?sections=cart')).json();
        localStorage.setItem('mage-cache-storage', JSON.stringify(data));
      }
    </script>`;
    visit.route('/mug.html', () => ({ head: base + script, body: `${currency}<button onclick="add()">Add</button>` }));
    visit.route('/checkout/cart/add', () => {
      items = [mug((items[0]?.qty ?? 0) + 1)];
      return json({});
    });
    visit.route('/customer/section/load/', () => json({ cart: toCart() }));
    visit.route('/checkout/cart/', () => ({ head: base, body: currency }));
    visit.route('/checkout/', () => ({
      head: `${base}<script>window.checkoutConfig = ${JSON.stringify({ quoteData: { quote_currency_code: 'EUR', customer_email: 'erika@example.com' }, totalsData: { grand_total: 30, tax_amount: 4.79, shipping_amount: 5 } })}</script>`,
      body: `<form id="co-shipping-method-form"><input type="radio" id="ship" name="ko_unique_1" value="flatrate_flatrate"></form>
        <div id="payment"><form id="co-payment-form"><input type="radio" id="pay" name="payment[method]" value="checkmo"></form></div>`,
    }));
    visit.route('/checkout/onepage/success/', () => {
      items = [];
      return {
        head: `${base}<script>localStorage.setItem('mage-cache-storage', '{"cart":{"items":[]}}')</script>`,
        body: '<div class="checkout-success"><p>Your order # is: <span>000000042</span>.</p></div>',
      };
    });
  });

  it('tells additions, also the first one, by the section that is loaded anew', async () => {
    await visit.open('/mug.html');
    await visit.whenKnown(0);
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.click('button');
        await visit.whenKnown(1);
        await visit.page.click('button');
        await visit.whenKnown(2);
        await visit.leave();
      },
      expected: [
        {
          name: 'add_to_cart',
          params: {
            currency: 'EUR',
            value: 12.5,
            items: [{ item_id: 'MUG-7', item_name: 'Mug', price: 12.5, quantity: 1 }],
          },
        },
        { name: 'add_to_cart', params: { value: 12.5, items: [{ quantity: 1 }] } },
      ],
      refuted: [{ name: 'remove_from_cart' }],
    });
  });

  it('takes the cart that a login merges for nobody’s addition', async () => {
    await visit.open('/mug.html');
    await visit.whenKnown(0);
    await visit.page.evaluate(
      (cart) => localStorage.setItem('mage-cache-storage', JSON.stringify({ customer: { firstname: 'Erika' }, cart })),
      { items: [mug(4)] },
    );
    await visit.open('/checkout/cart/');
    await visit.whenKnown(4);
    await visit.leave();
    await visit.server.whenEvents([{ name: 'page_leave', params: { cart: { items: 4 } } }]);
    expect(visit.names()).not.toContain('add_to_cart');
    expect(JSON.stringify(visit.server.events())).not.toContain('Erika');
  });

  it('walks from the cart through both steps of the checkout to the order', async () => {
    await visit.open('/mug.html');
    await visit.whenKnown(0);
    await visit.page.click('button');
    await visit.whenKnown(1);
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/checkout/cart/');
        await visit.whenTold('view_cart');
        await visit.open('/checkout/#shipping');
        await visit.whenTold('begin_checkout');
        await visit.page.check('#ship');
        await visit.page.evaluate(() => {
          location.hash = 'payment';
        });
        await visit.whenTold('checkout_step');
        await visit.page.check('#pay');
        await visit.open('/checkout/onepage/success/');
        await visit.whenTold('purchase');
        await visit.open('/mug.html');
        await visit.whenKnown(0);
        await visit.leave();
      },
      expected: [
        { name: 'view_cart', params: { currency: 'EUR', value: 12.5 } },
        { name: 'begin_checkout', params: { currency: 'EUR', value: 30, tax: 4.79, shipping: 5 } },
        { name: 'add_shipping_info', params: { shipping_tier: 'flatrate_flatrate' } },
        { name: 'checkout_step', params: { step: 2, step_name: 'payment' } },
        { name: 'add_payment_info', params: { payment_type: 'checkmo' } },
        {
          name: 'purchase',
          params: {
            transaction_id: '000000042',
            currency: 'EUR',
            value: 30,
            items: [{ item_id: 'MUG-7', quantity: 1 }],
          },
        },
      ],
      refuted: [{ name: 'remove_from_cart' }],
    });
    expect(JSON.stringify(visit.server.events())).not.toContain('erika');
    expect(visit.names().filter((name) => name === 'purchase')).toHaveLength(1);
  });
});

describe('Magento 2 with Hyvä', () => {
  let visit: Visit;
  let items: ReturnType<typeof mug>[];
  let storedAt: number;
  let loads: number;

  /** Without RequireJS and jQuery: one inline script keeps the sections, and dispatches them on each page. */
  const privateContent = () => `<script>
    var BASE_URL = ${JSON.stringify(`${visit.server.url}/`)};
    (() => {
      const key = 'mage-cache-storage';
      const tell = (data) => dispatchEvent(new CustomEvent('private-content-loaded', { detail: { data } }));
      const load = async () => {
        const answer = await fetch(BASE_URL + 'customer/section/load/?sections=', { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
        const data = await answer.json();
        localStorage.setItem(key, JSON.stringify(data));
        localStorage.setItem('mage-cache-timeout', new Date(Date.now() + 3_600_000).toISOString());
        document.cookie = 'private_content_version=' + data.cart.data_id + ';path=/';
        tell(data);
      };
      addEventListener('reload-customer-section-data', load);
      // A form post changes the cookie of the version; what is stored under another one is old.
      addEventListener('load', () => {
        const stored = JSON.parse(localStorage.getItem(key) || 'null');
        const version = /private_content_version=(\\w+)/.exec(document.cookie);
        if (stored && version && version[1] === String(stored.cart.data_id)) tell(stored);
        else load();
      });
    })();
  </script>`;
  const currency = '<meta property="product:price:currency" content="EUR">';
  /** The fetch and the event of a script that adds without leaving the page, as Hyvä's themes and modules do it. */
  const addByScript = `fetch('/checkout/cart/add', { method: 'POST', body: new URLSearchParams({ product: 7 }) })
    .then(() => window.dispatchEvent(new CustomEvent('reload-customer-section-data')))`;

  visitEach((started) => {
    visit = started;
    items = [];
    storedAt = 1;
    loads = 0;
    const page = (body: string) => ({ head: currency + privateContent(), body });
    const version = () => ({ 'set-cookie': `private_content_version=${storedAt}; path=/` });
    visit.route('/mug.html', () =>
      page(`<form action="/checkout/cart/add" method="post"><input type="hidden" name="product" value="7"><input name="qty" value="2">
        <button id="product-addtocart-button">Add</button></form><button id="script" onclick="${addByScript}">Add</button>`),
    );
    visit.route('/checkout/cart/add', ({ body }) => {
      const quantity = Number(new URLSearchParams(body).get('qty') ?? 1);
      items = [mug((items[0]?.qty ?? 0) + quantity)];
      storedAt += 1;
      return { status: 302, headers: { location: '/mug.html', ...version() } };
    });
    visit.route('/customer/section/load/', () => {
      loads += 1;
      return json({ cart: { summary_count: items.length, items, data_id: storedAt }, customer: { data_id: storedAt } });
    });
    visit.route('/checkout/cart/', () => page(''));
    visit.route('/checkout/', () =>
      page(`<form id="hyva-checkout-shipping"><label><input type="radio" id="ship" name="shipping-method-option" value="flatrate_flatrate">Flat</label></form>
        <form id="payment-methods"><label><input type="radio" id="pay" name="payment-method-option" value="checkmo">Cheque</label></form>`),
    );
    visit.route('/checkout/onepage/success/', () => {
      items = [];
      storedAt += 1;
      const { head, body } = page(
        '<div class="checkout-success"><p>Your order # is: <span>000000043</span>.</p></div>',
      );
      return {
        head: head.replace('<script>', `<script>document.cookie = 'private_content_version=${storedAt};path=/';`),
        body,
      };
    });
  });

  it('tells an addition that a script makes and one that a form posts, both by the private content of its storage', async () => {
    await visit.open('/mug.html');
    await visit.whenKnown(0);
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.click('#script');
        await visit.whenKnown(1);
        await visit.page.click('#product-addtocart-button');
        await visit.whenKnown(3);
        await visit.leave();
      },
      expected: [
        { name: 'add_to_cart', params: { currency: 'EUR', value: 12.5, items: [{ item_id: 'MUG-7', quantity: 1 }] } },
        { name: 'add_to_cart', params: { currency: 'EUR', value: 25, items: [{ item_id: 'MUG-7', quantity: 2 }] } },
      ],
      refuted: [{ name: 'remove_from_cart' }, { name: 'view_cart' }],
    });
    expect(visit.names().filter((name) => name === 'add_to_cart')).toHaveLength(2);
  });

  it('walks from the cart to the order, with what the last reading knew, and asks the shop for nothing of its own', async () => {
    await visit.open('/mug.html');
    await visit.whenKnown(0);
    await visit.page.click('#script');
    await visit.whenKnown(1);
    const loadsBefore = loads;
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/checkout/cart/');
        await visit.whenTold('view_cart');
        await visit.open('/checkout/');
        await visit.whenTold('begin_checkout');
        await visit.page.check('#ship');
        await visit.page.check('#pay');
        await visit.open('/checkout/onepage/success/');
        await visit.whenTold('purchase');
        expect(loads - loadsBefore).toBe(1);
        await visit.page.reload();
        await visit.open('/mug.html');
        await visit.whenKnown(0);
        await visit.leave();
      },
      expected: [
        { name: 'view_cart', params: { currency: 'EUR', value: 12.5, items: [{ item_id: 'MUG-7', quantity: 1 }] } },
        { name: 'begin_checkout', params: { currency: 'EUR', value: 12.5 } },
        { name: 'add_shipping_info', params: { shipping_tier: 'flatrate_flatrate', value: 12.5 } },
        { name: 'add_payment_info', params: { payment_type: 'checkmo', value: 12.5 } },
        {
          name: 'purchase',
          params: {
            transaction_id: '000000043',
            currency: 'EUR',
            value: 12.5,
            items: [{ item_id: 'MUG-7', quantity: 1 }],
          },
        },
      ],
      refuted: [{ name: 'remove_from_cart' }],
    });
    expect(visit.names()).toEqual([
      'add_to_cart',
      'view_cart',
      'begin_checkout',
      'add_shipping_info',
      'add_payment_info',
      'purchase',
    ]);
  });
});
