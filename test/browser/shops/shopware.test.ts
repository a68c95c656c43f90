// Shopware 6's storefront, as its templates write it: pages built by hand from the facts, no real Shopware.
import { describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { json, type Visit, visitEach } from '../../helpers/shop-fixtures/visit.ts';

interface Line {
  id: string;
  name: string;
  quantity: number;
  price: number;
}
const mug = (quantity: number): Line => ({ id: 'f0e1d2c3b4a59687', name: 'Becher', quantity, price: 12.5 });
const hat = (quantity: number): Line => ({ id: '0a1b2c3d4e5f6071', name: 'Hut', quantity, price: 40 });

/** component/checkout/hidden-line-items-information.html.twig, with or without the float of a price definition. */
const toInformation = (lines: readonly Line[], { isLineTotal = false, shipping = 4.9 } = {}) => {
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, shipping);
  const items = lines.map(
    ({ id, name, quantity, price }) =>
      `<span class="hidden-line-item" data-id="${id}" data-name="${name}" data-quantity="${quantity}" data-price="${isLineTotal ? price * quantity : price}"></span>`,
  );
  return `<div class="d-none hidden-line-items-information" data-currency="EUR" data-shipping="${shipping}" data-value="${+total.toFixed(2)}" data-tax="${+(total * 0.159663).toFixed(2)}">${items.join('')}</div>`;
};
const router =
  '<script>window.router = {"frontend.cart.offcanvas":"/checkout/offcanvas"}; window.salesChannelId = "x";</script>';
const toBody = (controller: string, action: string) => `<body class="is-ctl-${controller} is-act-${action}">`;

describe('Shopware 6', () => {
  let visit: Visit;
  let cart: Line[];

  visitEach((started) => {
    visit = started;
    cart = [];
    const { route } = visit;
    // As the storefront's own plugins do it: add, then fetch the off-canvas cart and put it into the page.
    const offcanvas = `<script>
      addEventListener('click', async ({ target }) => {
        if (target.id !== 'buy') return;
        await fetch('/checkout/line-item/add', { method: 'POST' });
        const offcanvas = Object.assign(document.createElement('div'), { className: 'offcanvas' });
        offcanvas.innerHTML = await (await fetch('/checkout/offcanvas')).text();
        document.querySelector('.offcanvas')?.remove();
        document.body.append(offcanvas);
      });
    </script>`;
    route('/becher', () => ({
      head: router,
      bodyTag: toBody('product', 'index'),
      body: `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Becher</h1><meta itemprop="productID" content="f0e1d2c3b4a59687"><span itemprop="sku">SW100</span><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="12.5"></div></div><button id="buy">In den Warenkorb</button>${offcanvas}`,
    }));
    route('/checkout/cart.json', () =>
      json({ lineItems: cart.map(({ id, name, quantity }) => ({ id, label: name, quantity })), price: {} }),
    );
    route('/checkout/line-item/add', () => {
      cart = [mug((cart[0]?.quantity ?? 0) + 1)];
      return json({});
    });
    route('/checkout/offcanvas', () => ({ headers: { 'content-type': 'text/html' }, body: toInformation(cart) }));
    route('/checkout/cart', () => ({
      head: router,
      bodyTag: toBody('checkout', 'cartpage'),
      body: toInformation(cart),
    }));
    route('/checkout/register', () => ({
      head: router,
      bodyTag: toBody('checkout', 'checkoutregisterpage'),
      body: '<form><input name="billingAddress[zipcode]"></form>',
    }));
    route('/checkout/confirm', () => ({
      head: router,
      bodyTag: toBody('checkout', 'confirmpage'),
      body: `${toInformation(cart)}<form id="changePaymentForm"><input type="radio" id="p1" name="paymentMethodId" value="0189b1c2d3e4f5a6b7c8d9e0f1a2b3c4"><label for="p1"> Rechnung <small>30 Tage</small></label></form><form id="changeShippingForm"><input type="radio" id="s1" name="shippingMethodId" value="a189b1c2d3e4f5a6b7c8d9e0f1a2b3c5"><label for="s1">Express</label></form>`,
    }));
    route('/checkout/finish', () => ({
      head: router,
      bodyTag: toBody('checkout', 'finishpage'),
      body: `<p class="finish-ordernumber" data-order-number="10042">Ihre Bestellnummer: #10042</p>${toInformation(cart)}`,
    }));
  });

  it('tells the product, and the first addition by the off-canvas cart', async () => {
    await visit.open('/becher');
    await visit.whenKnown(0);
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.click('#buy');
        await visit.whenKnown(1);
        await visit.page.click('#buy');
        await visit.whenKnown(2);
        await visit.leave();
      },
      expected: [
        {
          name: 'view_item',
          params: { currency: 'EUR', value: 12.5, items: [{ item_id: 'SW100', item_name: 'Becher', price: 12.5 }] },
        },
        {
          name: 'add_to_cart',
          params: { currency: 'EUR', value: 12.5, items: [{ item_name: 'Becher', quantity: 1, price: 12.5 }] },
        },
        { name: 'add_to_cart', params: { value: 12.5, items: [{ item_name: 'Becher', quantity: 1 }] } },
        { name: 'page_leave', params: { cart: { items: 2, value: 29.9, currency: 'EUR' } } },
      ],
    });
  });

  it('walks from the cart to the finish page, and tells the order once', async () => {
    await visit.open('/becher');
    await visit.whenKnown(0);
    cart = [mug(2), hat(1)];
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/checkout/cart');
        await visit.whenTold('view_cart');
        await visit.open('/checkout/register');
        await visit.whenTold('begin_checkout');
        await visit.page.focus('input');
        await visit.open('/checkout/confirm');
        await visit.whenTold('checkout_step');
        await visit.page.check('#p1');
        await visit.page.check('#s1');
        await visit.open('/checkout/finish?orderId=0189aabbccddeeff');
        await visit.whenTold('purchase');
        await visit.page.reload();
        await visit.whenTold('page_view');
        // After a change of payment the same order reaches the page again.
        await visit.open('/checkout/finish?orderId=0189aabbccddeeff&changedPayment=true');
        await visit.leave();
      },
      expected: [
        {
          name: 'add_to_cart',
          params: {
            value: 65,
            items: [
              { item_name: 'Becher', quantity: 2 },
              { item_name: 'Hut', quantity: 1 },
            ],
          },
        },
        { name: 'view_cart', params: { value: 69.9, shipping: 4.9, tax: 11.16 } },
        { name: 'begin_checkout', params: { value: 69.9 } },
        {
          name: 'page_leave',
          page: { url: /register/ },
          params: { checkout: { step: 1, step_name: 'register', last_field: 'billingAddress[zipcode]' } },
        },
        { name: 'checkout_step', params: { step: 2, step_name: 'confirm' } },
        { name: 'add_payment_info', params: { payment_type: 'Rechnung' } },
        { name: 'add_shipping_info', params: { shipping_tier: 'Express' } },
        {
          name: 'purchase',
          params: {
            transaction_id: '10042',
            currency: 'EUR',
            value: 69.9,
            tax: 11.16,
            shipping: 4.9,
            items: [
              { item_name: 'Becher', price: 12.5, quantity: 2 },
              { item_name: 'Hut', price: 40 },
            ],
          },
        },
      ],
      refuted: [{ name: 'remove_from_cart' }],
    });
    expect(visit.names().filter((name) => name === 'purchase')).toHaveLength(1);
  });

  it('begins the checkout once that the button’s push of the page before has begun', async () => {
    cart = [mug(2)];
    await visit.open('/checkout/cart');
    await visit.whenTold('view_cart');
    // As Shopware's own Analytics plugin does it when the button is clicked.
    await visit.page.evaluate(`dataLayer.push(['event', 'begin_checkout', { currency: 'EUR', value: '29.90',
      items: [{ id: 'mug', name: 'Becher', price: '12.5', quantity: '2' }] }])`);
    await visit.open('/checkout/register');
    await visit.page.focus('input');
    await visit.open('/checkout/confirm');
    await visit.whenTold('checkout_step');
    await visit.leave();
    await visit.server.whenEvents([
      { name: 'page_leave', page: { url: /confirm/ }, params: { checkout: { step: 2 } } },
    ]);
    expect(visit.names().sort()).toEqual(['begin_checkout', 'checkout_step', 'view_cart']);
  });

  it('reads a line’s total where the template prints that for a price, and leaves promotions out', async () => {
    await visit.open('/becher');
    await visit.whenKnown(0);
    const promotion = { id: 'p', name: '-10 %', quantity: 1, price: -6.5 };
    visit.route('/checkout/cart', () => ({
      head: router,
      bodyTag: toBody('checkout', 'cartpage'),
      body: toInformation([mug(2), hat(1), promotion], { isLineTotal: true }),
    }));
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/checkout/cart');
        await visit.whenTold('view_cart');
        await visit.leave();
      },
      expected: [
        {
          name: 'view_cart',
          params: {
            value: 63.4,
            items: [
              { item_name: 'Becher', price: 12.5, quantity: 2 },
              { item_name: 'Hut', price: 40 },
            ],
          },
        },
      ],
    });
  });
});
