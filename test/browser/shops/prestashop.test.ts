// PrestaShop's classic theme, as its templates and scripts are: pages built by hand from the facts, no real PrestaShop.
import { describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { json, type Visit, visitEach } from '../../helpers/shop-fixtures/visit.ts';

const mug = (quantity: number, attribute = 0) => ({
  id_product: '7',
  id_product_attribute: attribute,
  id_customization: 0,
  name: 'Mug',
  cart_quantity: quantity,
  price: '12,50 €',
  price_amount: 12.5,
  manufacturer_name: 'Potter',
  attributes_small: attribute ? `Size ${attribute}` : '',
});
type Product = ReturnType<typeof mug>;

describe('PrestaShop', () => {
  let visit: Visit;
  let products: Product[];

  const toCart = () => ({
    products,
    totals: {
      total: {
        amount: products.reduce((sum, { price_amount, cart_quantity }) => sum + price_amount * cart_quantity, 0),
      },
    },
  });
  /** What FrontController::buildFrontEndObject prints, with the emitter of the core's scripts. */
  const toHead = () =>
    `<script>var prestashop = ${JSON.stringify({ cart: toCart(), currency: { iso_code: 'EUR' }, customer: { is_logged: false, email: 'erika@example.com' } })};
      // core.js: the new cart replaces the old one before anybody else hears of it.
      async function add() { const resp = await (await fetch('/cart?ajax=1&action=update', { method: 'POST' })).json(); prestashop.cart = resp.cart; }
    </script>`;

  visitEach((started) => {
    visit = started;
    products = [];
    visit.route('/mug', () => ({
      head: toHead(),
      bodyTag: '<body id="product">',
      body: '<button onclick="add()">Add</button>',
    }));
    visit.route('/cart', ({ method }) => {
      if (method !== 'POST') return { head: toHead(), bodyTag: '<body id="cart">', body: '' };
      products = [mug((products[0]?.cart_quantity ?? 0) + 1)];
      return json({ success: true, hasError: false, cart: toCart() });
    });
    visit.route('/bestellung', ({ query }) => ({
      head: toHead(),
      bodyTag: '<body id="checkout">',
      body: `<section class="checkout-step -complete" id="checkout-personal-information-step"></section>
        <section class="checkout-step -current" id="checkout-${query.get('step')}-step"><form>
          <input type="radio" name="delivery_option[12]" id="delivery_option_2" value="2,"><label for="delivery_option_2">My carrier €7.00</label>
          <input type="radio" name="payment-option" id="payment-option-1" data-module-name="ps_wirepayment" value=""><label for="payment-option-1">Pay by bank wire</label>
          <input name="firstname">
        </form></section>`,
    }));
    visit.route('/bestellbestaetigung', () => {
      products = [];
      return {
        head: toHead(),
        bodyTag: '<body id="order-confirmation">',
        body: '<ul><li id="order-reference-value">Order reference: XKBKNABJK</li></ul>',
      };
    });
  });

  it('tells an addition once that PrestaShop’s own Analytics module pushes on the next page', async () => {
    const mugPush = `{ currency: 'EUR', value: 12.5, items: [{ item_id: '7-0', item_name: 'Mug', price: 12.5, quantity: 1 }] }`;
    visit.route('/next', () => ({
      head: `${toHead()}<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) }
        gtag('event', 'add_to_cart', ${mugPush});</script>`,
      bodyTag: '<body id="index">',
      body: '',
    }));
    await visit.open('/mug');
    await visit.whenKnown(0);
    await visit.page.click('button');
    await visit.whenTold('add_to_cart');
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/next');
        await visit.whenKnown(1);
        await visit.page.evaluate(`gtag('event', 'view_cart', ${mugPush})`);
        await visit.whenTold('view_cart');
        await visit.leave();
      },
      expected: [{ name: 'view_cart' }],
    });
    expect(visit.names()).toEqual(['add_to_cart', 'view_cart']);
  });

  it('tells additions by its own scripts, and tells lines of one product apart by their attributes', async () => {
    await visit.open('/mug');
    await visit.whenKnown(0);
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.page.click('button');
        await visit.whenKnown(1);
        products = [mug(1), mug(2, 5)];
        await visit.open('/mug');
        await visit.whenKnown(3);
        await visit.leave();
      },
      expected: [
        {
          name: 'add_to_cart',
          params: {
            currency: 'EUR',
            value: 12.5,
            items: [{ item_id: '7-0', item_name: 'Mug', item_brand: 'Potter', price: 12.5, quantity: 1 }],
          },
        },
        {
          name: 'add_to_cart',
          params: { value: 25, items: [{ item_id: '7-5', item_variant: 'Size 5', quantity: 2 }] },
        },
      ],
    });
    expect(visit.names()).toEqual(['add_to_cart', 'add_to_cart']);
  });

  it('walks through the steps of its checkout, whose address is translated, to the order', async () => {
    products = [mug(2)];
    await visit.open('/cart');
    await visit.whenTold('view_cart');
    await expectPayloads(visit.server, {
      action: async () => {
        await visit.open('/bestellung?step=addresses');
        await visit.whenTold('begin_checkout');
        await visit.open('/bestellung?step=delivery');
        await visit.whenTold('checkout_step');
        await visit.page.check('#delivery_option_2');
        await visit.open('/bestellung?step=payment');
        await visit.whenTold('checkout_step');
        await visit.page.check('#payment-option-1');
        await visit.open('/bestellbestaetigung?id_cart=12&id_module=3&id_order=5&key=abc');
        await visit.whenTold('purchase');
        await visit.page.reload();
        await visit.leave();
      },
      expected: [
        { name: 'begin_checkout', params: { value: 25, currency: 'EUR' } },
        { name: 'page_leave', params: { checkout: { step: 1, step_name: 'checkout-addresses-step' } } },
        { name: 'checkout_step', params: { step: 2, step_name: 'checkout-delivery-step' } },
        { name: 'add_shipping_info', params: { shipping_tier: 'My carrier' } },
        { name: 'checkout_step', params: { step: 3, step_name: 'checkout-payment-step' } },
        { name: 'add_payment_info', params: { payment_type: 'ps_wirepayment' } },
        {
          name: 'purchase',
          params: {
            transaction_id: 'XKBKNABJK',
            value: 25,
            currency: 'EUR',
            payment_type: 'ps_wirepayment',
            items: [{ item_id: '7-0', quantity: 2 }],
          },
        },
      ],
      refuted: [{ name: 'remove_from_cart' }],
    });
    expect(visit.names().filter((name) => name === 'purchase')).toHaveLength(1);
    expect(JSON.stringify(visit.server.events())).not.toContain('erika');
  });
});
