import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataLayer } from '../../../../src/integrations/shops/datalayer.ts';
import { createFakeTracker, type FakeTracker } from '../../../helpers/shop-fixtures/fake-tracker.ts';

interface Page {
  dataLayer?: unknown;
  shopLayer?: unknown[];
  adobeDataLayer?: unknown;
}

const page = window as Page;
const mug = { item_id: 'M1', item_name: 'Mug', price: 12.5, quantity: 2 };
const added = () => ({ event: 'add_to_cart', ecommerce: { currency: 'EUR', value: 25, items: [{ ...mug }] } });

let fake: FakeTracker;
let cleanups: (() => void)[];
const start = (options?: Parameters<typeof dataLayer>[0]) => {
  const cleanup = dataLayer(options)(fake.tracker) as () => void;
  cleanups.push(cleanup);
  return cleanup;
};
const push = (...entries: unknown[]) => (page.dataLayer as unknown[]).push(...entries);
/** As Google's snippet does it: the Arguments object itself is pushed. */
function gtag(..._: unknown[]) {
  // biome-ignore lint/complexity/noArguments: this is the point
  return (page.dataLayer as unknown[]).push(arguments);
}

beforeEach(() => {
  page.dataLayer = [];
  delete page.adobeDataLayer;
  fake = createFakeTracker();
  cleanups = [];
});
afterEach(() => {
  for (const cleanup of cleanups) cleanup();
});

describe('a push', () => {
  it('of Tag Manager becomes the event', () => {
    start();
    push(added());
    expect(fake.events).toEqual([['add_to_cart', { currency: 'EUR', value: 25, items: [mug] }]]);
  });

  it('of gtag becomes the event', () => {
    start();
    gtag('js', new Date());
    gtag('config', 'G-1', { currency: 'EUR' });
    gtag('set', { currency: 'EUR' });
    gtag('consent', 'default', { analytics_storage: 'denied' });
    gtag('event', 'purchase', {
      transaction_id: 'T1',
      currency: 'EUR',
      value: '1,234.50',
      tax: '197.11',
      items: [{ ...mug, price: 617.25 }],
    });
    expect(fake.events).toEqual([
      [
        'purchase',
        { transaction_id: 'T1', currency: 'EUR', value: 1234.5, tax: 197.11, items: [{ ...mug, price: 617.25 }] },
      ],
    ]);
  });

  it('as an array is one only if it says event', () => {
    start();
    push(['set', { event: 'purchase' }], ['event', 'view_cart', { currency: 'EUR', value: 25, items: [mug] }]);
    expect(fake.names()).toEqual(['view_cart']);
  });

  it('reaches the original first, and its result the page', () => {
    const layer = page.dataLayer as unknown[];
    layer.push({ a: 1 });
    start();
    fake.tracker.on('event', () => expect(layer).toHaveLength(3));
    expect(push({ b: 1 }, added())).toBe(3);
    expect(fake.names()).toEqual(['add_to_cart']);
    expect.assertions(3);
  });

  it.each([
    null,
    undefined,
    'text',
    7,
    () => {},
    Symbol('s'),
    [],
    {},
    { event: 7 },
    { event: 'gtm.js' },
    { ecommerce: null },
    { event: null, ecommerce: null },
    { event: 'add_to_cart', ecommerce: null },
    { event: 'add_to_cart', ecommerce: 'text' },
  ])('of %o is nobody’s event and harms nobody', (entry) => {
    start();
    expect(() => push(entry)).not.toThrow();
    expect(fake.events).toEqual([]);
  });

  it('with a getter that throws harms nobody, and the next one counts', () => {
    start();
    const hostile = {
      get event() {
        throw new Error('no');
      },
    };
    expect(() => push(hostile, added())).not.toThrow();
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('whose original throws still throws, and still counts', () => {
    const layer = page.dataLayer as unknown[];
    layer.push = () => {
      throw new Error('the page’s own');
    };
    start();
    expect(() => layer.push(added())).toThrow('the page’s own');
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('without anything in it only starts a tag', () => {
    start();
    push({ event: 'add_to_cart' }, { event: 'purchase' }, { event: 'begin_checkout', ecommerce: {} });
    expect(fake.events).toEqual([]);
  });

  it('of an unknown name is nobody’s event', () => {
    start();
    push({ event: 'add_to_compare', ecommerce: { items: [mug] } });
    gtag('event', 'conversion', { send_to: 'AW-1', value: 1 });
    expect(fake.events).toEqual([]);
  });

  it('takes listed fields only, so that personal data beside the event stays out', () => {
    start();
    push({
      event: 'purchase',
      customerBillingEmail: 'erika@example.com',
      user_data: { email: 'erika@example.com' },
      orderData: { address: 'Musterweg 1' },
      ecommerce: {
        transaction_id: 'T1',
        currency: 'EUR',
        value: 25,
        customer_email: 'erika@example.com',
        items: [{ ...mug, note: 'for Erika' }],
      },
    });
    push({ event: 'login', method: 'form', name: 'Erika', email: 'erika@example.com' });
    expect(JSON.stringify(fake.events)).not.toMatch(/erika|muster/i);
    expect(fake.names()).toEqual(['purchase', 'login']);
  });

  it('that leaves out the wrapper is read as well', () => {
    start();
    push({ event: 'view_item', currency: 'EUR', value: 12.5, items: [{ ...mug, quantity: 1 }] });
    expect(fake.paramsOf('view_item')).toMatchObject([{ currency: 'EUR', value: 12.5 }]);
  });

  it('is not changed', () => {
    start();
    const entry = added();
    push(entry);
    expect(entry).toEqual(added());
  });
});

describe('the layer', () => {
  it('is made where there is none, and found by another name', () => {
    delete page.dataLayer;
    start();
    expect(page.dataLayer).toHaveLength(0);
    page.shopLayer = [added()];
    start({ name: 'shopLayer' });
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it.each([
    'https://www.googletagmanager.com/gtm.js?id=GTM-1&l=shopLayer',
    'https://www.googletagmanager.com/gtag/js?id=G-1&l=shopLayer&cx=c',
    'https://metrics.shop.example/gtm.js?l=shopLayer&id=GTM-1',
  ])('is found by another name in the address of %s', (address) => {
    page.shopLayer = [added()];
    // In a document that is not shown: this one would load the script.
    const script = new DOMParser().parseFromString(`<script src="${address}"></script>`, 'text/html').scripts;
    vi.spyOn(document, 'scripts', 'get').mockReturnValue(script);
    start();
    page.shopLayer.push({ event: 'view_cart', ecommerce: { currency: 'EUR', value: 25, items: [mug] } });
    push({ event: 'begin_checkout', ecommerce: { currency: 'EUR', value: 25, items: [mug] } });
    vi.restoreAllMocks();
    expect(fake.names()).toEqual(['add_to_cart', 'view_cart', 'begin_checkout']);
  });

  it.each(['text', { push() {} }, 7])('is left alone when the page has something else there: %o', (other) => {
    page.dataLayer = other;
    expect(() => start()).not.toThrow();
    expect(page.dataLayer).toBe(other);
  });

  it.each([
    ['is frozen', () => Object.freeze([added()])],
    ['keeps its own push', () => Object.defineProperty([added()], 'push', { value: () => 0 })],
  ])('that %s is read at each look', (_, toLayer) => {
    page.dataLayer = toLayer();
    expect(() => start()).not.toThrow();
    window.dispatchEvent(new Event('load'));
    page.dataLayer = [added()];
    window.dispatchEvent(new Event('load'));
    expect(fake.names()).toEqual(['add_to_cart', 'add_to_cart']);
  });

  it('is replayed once: what came before us counts, and counts once', () => {
    push({ event: 'gtm.js' }, added());
    gtag('event', 'view_cart', { currency: 'EUR', value: 25, items: [mug] });
    start();
    window.dispatchEvent(new Event('load'));
    window.dispatchEvent(new Event('pageshow'));
    expect(fake.names()).toEqual(['add_to_cart', 'view_cart']);
  });

  it('keeps being observed when Tag Manager wraps push after us', () => {
    start();
    const layer = page.dataLayer as unknown[];
    const { push: ours } = layer;
    // As data-layer-helper does it.
    layer.push = (...entries) => ours.apply(layer, entries);
    layer.push(added());
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('is found again when the page replaces it after us', () => {
    start();
    page.dataLayer = [added()];
    window.dispatchEvent(new Event('load'));
    push({ event: 'view_cart', ecommerce: { currency: 'EUR', value: 25, items: [mug] } });
    window.dispatchEvent(new Event('pageshow'));
    expect(fake.names()).toEqual(['add_to_cart', 'view_cart']);
  });

  it('gives what its wrapper swallowed at the next look', () => {
    start();
    const layer = page.dataLayer as unknown[];
    // As Adobe's library does it under a shared name.
    layer.push = Array.prototype.push;
    layer.push(added());
    expect(fake.events).toEqual([]);
    window.dispatchEvent(new Event('pageshow'));
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('is let go: after the cleanup nothing is read', () => {
    const stop = start();
    stop();
    push(added());
    window.dispatchEvent(new Event('load'));
    expect(fake.events).toEqual([]);
  });

  it('may be pushed to while it is being read, in the order of the pushes', () => {
    start();
    let isFirst = true;
    fake.tracker.on('event', () => {
      if (isFirst) {
        isFirst = false;
        push({ event: 'view_cart', ecommerce: { currency: 'EUR', value: 25, items: [mug] } });
      }
    });
    push(added(), { event: 'begin_checkout', ecommerce: { currency: 'EUR', value: 25, items: [mug] } });
    expect(fake.names()).toEqual(['add_to_cart', 'begin_checkout', 'view_cart']);
  });

  it('does not run in circles with a page that mirrors our events into it', () => {
    start();
    fake.tracker.on('event', ({ name, params }) => push({ event: name, ecommerce: params }));
    push(added());
    fake.tracker.track('view_cart', { currency: 'EUR', value: 25, items: [mug] });
    push(added());
    expect(fake.names()).toEqual(['add_to_cart', 'view_cart', 'add_to_cart']);
  });
});

describe('one thing told twice', () => {
  it('by Tag Manager and by gtag counts once', () => {
    start();
    push(added());
    gtag('event', 'add_to_cart', { currency: 'EUR', value: 25, items: [{ id: 'other-id', name: 'Mug' }] });
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('by gtag to two receivers counts once', () => {
    start();
    gtag('event', 'add_to_cart', { send_to: 'G-1', currency: 'EUR', value: 25, items: [mug] });
    gtag('event', 'add_to_cart', { send_to: 'AW-1', currency: 'EUR', value: 25, items: [mug] });
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('by a direct call and then by the layer counts once', () => {
    start();
    fake.tracker.track('add_to_cart', { currency: 'EUR', value: 25, items: [mug] });
    push(added());
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('and done twice counts twice', () => {
    start();
    for (const _ of [1, 2]) {
      push(added());
      gtag('event', 'add_to_cart', { currency: 'EUR', value: 25, items: [mug] });
    }
    expect(fake.names()).toEqual(['add_to_cart', 'add_to_cart']);
  });
});

describe('Universal Analytics', () => {
  const product = {
    id: 'M1',
    name: 'Mug',
    price: '12.50',
    category: 'Home/Cups',
    brand: 'Potter',
    quantity: '1',
    position: 2,
    list: 'Sale',
  };

  it.each([
    ['impressions', [product], 'view_item_list'],
    ['click', { actionField: { list: 'Sale' }, products: [product] }, 'select_item'],
    ['detail', { products: [product] }, 'view_item'],
    ['add', { products: [product] }, 'add_to_cart'],
    ['remove', { products: [product] }, 'remove_from_cart'],
    ['checkout', { actionField: { step: 1 }, products: [product] }, 'begin_checkout'],
  ])('%s is told by its key, whatever the event is called', (key, section, name) => {
    start();
    push({ event: 'UA_ecommerce', event_name: 'x', ecommerce: { currencyCode: 'EUR', [key]: section } });
    expect(fake.events).toMatchObject([
      [
        name,
        {
          currency: 'EUR',
          items: [
            {
              item_id: 'M1',
              item_name: 'Mug',
              price: 12.5,
              item_category: 'Home',
              item_category2: 'Cups',
              index: 2,
              item_list_name: 'Sale',
            },
          ],
        },
      ],
    ]);
  });

  it('purchase needs no event at all', () => {
    start();
    push({
      ecommerce: {
        currencyCode: 'EUR',
        purchase: {
          actionField: {
            id: 1001,
            affiliation: 'Shop',
            revenue: '29.40',
            tax: '4.70',
            shipping: '4.40',
            coupon: 'TEN',
          },
          products: [{ ...product, quantity: 2 }],
        },
      },
    });
    expect(fake.events).toMatchObject([
      [
        'purchase',
        {
          transaction_id: '1001',
          affiliation: 'Shop',
          currency: 'EUR',
          value: 29.4,
          tax: 4.7,
          shipping: 4.4,
          coupon: 'TEN',
          items: [{ item_id: 'M1', quantity: 2 }],
        },
      ],
    ]);
  });

  it('later checkout steps keep their number and option', () => {
    start();
    push({ event: 'checkout', ecommerce: { checkout: { actionField: { step: 3, option: 'PayPal' } } } });
    expect(fake.events).toMatchObject([['checkout_step', { step: 3, step_name: 'PayPal' }]]);
  });

  it('tells several things by one push', () => {
    start();
    push({ ecommerce: { currencyCode: 'EUR', detail: { products: [product] }, impressions: [product, product] } });
    expect(fake.names().sort()).toEqual(['view_item', 'view_item_list']);
  });

  it('without products names no order as an item', () => {
    start();
    push({ ecommerce: { currencyCode: 'EUR', purchase: { actionField: { id: 'T1', revenue: 10 } } } });
    expect(fake.paramsOf('purchase')).toEqual([expect.objectContaining({ transaction_id: 'T1', value: 10 })]);
    expect(fake.paramsOf('purchase')[0]).not.toHaveProperty('items');
  });

  it('in one push with GA4 counts as GA4', () => {
    start();
    push({
      event: 'purchase',
      ecommerce: {
        transaction_id: 'T1',
        currency: 'EUR',
        value: 25,
        items: [mug],
        purchase: { actionField: { id: 'T1' }, products: [product] },
      },
    });
    expect(fake.names()).toEqual(['purchase']);
    expect(fake.paramsOf('purchase')).toMatchObject([{ items: [mug] }]);
  });
});

it.each([
  ['GA4_event', { event_name: 'add_to_cart' }],
  ['ecommerce', { ga4event: 'add_to_cart' }],
])('finds the name that the wrapper event %s carries', (event, name) => {
  start();
  push({
    event,
    ...name,
    ecommerce: { currency: 'EUR', items: [{ id: 'M1', name: 'Mug', price: '12.30', quantity: '1' }] },
  });
  expect(fake.events).toMatchObject([['add_to_cart', { value: 12.3, items: [{ item_id: 'M1', item_name: 'Mug' }] }]]);
});

describe('Adobe Commerce’s storefront events', () => {
  const product = {
    productId: 7,
    name: 'Mug',
    sku: 'M1',
    pricing: { regularPrice: 14, specialPrice: 12.5, currencyCode: 'EUR' },
  };
  const line = { id: '31', quantity: 2, prices: { price: { value: 12.5, currency: 'EUR' } }, product };
  const eventInfo = {
    shoppingCartContext: { id: 'q1', items: [line], totalQuantity: 2 },
    changedProductsContext: {
      items: [{ ...line, quantity: 1 }],
    },
    productContext: product,
    orderContext: {
      orderId: '000000042',
      email: 'erika@example.com',
      grandTotal: 29.9,
      taxAmount: 4.77,
      shipping: { shippingMethod: 'flatrate_flatrate', shippingAmount: 4.9 },
      appliedCouponCode: '',
    },
    shopperContext: { shopperId: 'logged-in' },
    accountContext: { firstName: 'Erika', emailAddress: 'erika@example.com' },
  };
  const basket = { currency: 'EUR', value: 25, items: [mug] };

  it.each([
    ['product-page-view', 'view_item', { currency: 'EUR', value: 12.5, items: [{ item_id: 'M1', price: 12.5 }] }],
    ['add-to-cart', 'add_to_cart', { value: 12.5, items: [{ ...mug, quantity: 1 }] }],
    ['remove-from-cart', 'remove_from_cart', { value: 12.5, items: [{ item_id: 'M1', quantity: 1 }] }],
    ['shopping-cart-view', 'view_cart', basket],
    ['initiate-checkout', 'begin_checkout', basket],
    [
      'place-order',
      'purchase',
      {
        transaction_id: '000000042',
        currency: 'EUR',
        value: 29.9,
        tax: 4.77,
        shipping: 4.9,
        items: [mug],
      },
    ],
  ])('%s is told as %s, without anything of the person', (event, name, params) => {
    start();
    push({ event, eventInfo });
    expect(fake.events).toMatchObject([[name, params]]);
    expect(fake.paramsOf(name)[0]).not.toHaveProperty('money_problem', expect.anything());
    expect(JSON.stringify(fake.events)).not.toMatch(/erika/i);
    expect(fake.paramsOf('begin_checkout')[0] ?? {}).not.toHaveProperty('transaction_id', expect.anything());
  });

  it.each([
    { event: 'page-view', eventInfo },
    { event: 'add-to-cart' },
    { event: 'add-to-cart', eventInfo: {} },
    { event: 'place-order', eventInfo: { orderContext: null } },
    { event: 'constructor', eventInfo },
  ])('without what they are about are none: %o', (entry) => {
    start();
    push(entry);
    expect(fake.events).toEqual([]);
  });
});

it('holds nothing in place of a page without a window’s events', () => {
  const spy = vi.spyOn(window, 'addEventListener');
  const stop = start();
  const added = spy.mock.calls.map(([type]) => type);
  spy.mockRestore();
  const removed = vi.spyOn(window, 'removeEventListener');
  stop();
  expect(removed.mock.calls.map(([type]) => type)).toEqual(added);
  removed.mockRestore();
});
