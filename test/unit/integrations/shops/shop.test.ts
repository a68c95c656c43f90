import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Cart, toLine } from '../../../../src/commerce/cart.ts';
import type { ShopFacts } from '../../../../src/integrations/shops/facts.ts';
import { createLeads } from '../../../../src/integrations/shops/leads.ts';
import { watchShop } from '../../../../src/integrations/shops/shop.ts';
import { createReport } from '../../../../src/integrations/shops/sightings.ts';
import { createFakeTracker, type FakeTracker } from '../../../helpers/shop-fixtures/fake-tracker.ts';

type Answer = { items: [id: string, quantity: number][]; account?: unknown };

const toCart = ({ items, account }: Answer): Cart => ({
  account,
  currency: 'EUR',
  value: items.reduce((sum, [, quantity]) => sum + quantity * 10, 0),
  items: items.map(([id, quantity]) => toLine(id, id, id, quantity, 10)),
});
/** A shop whose cart is read by a request, like Shopify's. */
const facts: ShopFacts<Answer> = {
  isHere: () => true,
  hint: /\/change/,
  url: (before, isHinted) => (!before || isHinted) && '/cart.json',
  toCart: (answer, before) => (answer ? toCart(answer) : before),
};

let fake: FakeTracker;
let items: Answer['items'];
let account: unknown;
let reads: number;
let isBroken: boolean;
let stops: (() => void)[];
let observers: ((entries: object[]) => void)[];

/** The browser's entry for a finished request. */
const request = (name: string, initiatorType = 'fetch') => {
  for (const observe of observers) observe([{ name: `https://shop.example${name}`, initiatorType }]);
};
const start = (tracker = fake, shop = facts) => {
  const [report, ignore] = createReport(tracker.tracker, createLeads(tracker.tracker));
  stops.push(ignore);
  const stop = watchShop(tracker.tracker, report, [shop as ShopFacts]);
  stops.push(stop);
  return stop;
};
const wait = (ms = 2_000) => vi.advanceTimersByTimeAsync(ms);
const change = async (next: Answer['items']) => {
  items = next;
  request('/change');
  await wait();
};
const visit = (path: string) => window.history.replaceState({}, '', path);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_763_750_000_000 });
  visit('/');
  document.body.innerHTML = '';
  fake = createFakeTracker();
  items = [];
  account = undefined;
  reads = 0;
  isBroken = false;
  stops = [];
  observers = [];
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      #observe: (entries: object[]) => void;
      constructor(callback: (list: { getEntries(): object[] }) => void) {
        this.#observe = (entries) => callback({ getEntries: () => entries });
      }
      observe() {
        observers.push(this.#observe);
      }
      disconnect() {
        observers = observers.filter((observe) => observe !== this.#observe);
      }
    },
  );
  vi.stubGlobal('fetch', async (url: string) => {
    reads += 1;
    // The request is no secret to the page's observer.
    queueMicrotask(() => request(url));
    if (isBroken) return { json: async () => ({ code: 'rest_forbidden' }) };
    const answer = { items: [...items], account };
    return { json: async () => answer };
  });
});
afterEach(() => {
  for (const stop of stops) stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the cart', () => {
  it('that is there already is no news; what changes is', async () => {
    items = [['mug', 2]];
    start();
    await wait();
    expect(fake.events).toEqual([]);
    await change([
      ['mug', 1],
      ['hat', 1],
    ]);
    expect(fake.events).toMatchObject([
      ['add_to_cart', { currency: 'EUR', value: 10, items: [{ item_id: 'hat', quantity: 1 }] }],
      ['remove_from_cart', { currency: 'EUR', value: 10, items: [{ item_id: 'mug', quantity: 1 }] }],
    ]);
  });

  it('is read once for several requests, and not after requests that don’t concern it', async () => {
    start();
    await wait();
    expect(reads).toBe(1);
    request('/change');
    request('/change/again');
    await wait();
    expect(reads).toBe(2);
    request('/api/search');
    request('/picture.png', 'img');
    await wait();
    expect(reads).toBe(2);
  });

  it('is not asked for in circles by a shop that does not answer', async () => {
    isBroken = true;
    start();
    await wait(60_000);
    expect(reads).toBe(1);
    request('/change');
    await wait(60_000);
    expect(reads).toBe(2);
    isBroken = false;
    await change([['mug', 1]]);
    await change([['mug', 2]]);
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('is not asked for in circles on its own page', async () => {
    visit('/cart');
    start();
    await wait(60_000);
    expect(reads).toBe(1);
  });

  it('that changes while it is being read is read again', async () => {
    start();
    await wait();
    const answers: ((answer: unknown) => void)[] = [];
    vi.stubGlobal(
      'fetch',
      () => new Promise((resolve) => answers.push((answer) => resolve({ json: async () => answer }))),
    );
    request('/change');
    await wait();
    request('/change');
    await wait();
    expect(answers).toHaveLength(1);
    answers[0]?.({ items: [['mug', 1]] });
    await wait();
    answers[1]?.({ items: [['mug', 3]] });
    await wait();
    expect(fake.paramsOf('add_to_cart')).toMatchObject([{ items: [{ quantity: 1 }] }, { items: [{ quantity: 2 }] }]);
  });

  it('of another page of the visit is compared with: what a full page post added is news', async () => {
    start()();
    start();
    await wait();
    for (const stop of stops) stop();
    items = [['mug', 1]];
    const next = createFakeTracker({ memory: fake.memory });
    visit('/cart');
    start(next);
    await wait();
    expect(next.names()).toEqual(['add_to_cart', 'view_cart']);
  });

  it('after a login is another one', async () => {
    items = [['mug', 1]];
    start();
    await wait();
    account = 'erika';
    await change([
      ['mug', 1],
      ['hat', 4],
    ]);
    expect(fake.events).toEqual([]);
    await change([
      ['mug', 1],
      ['hat', 5],
    ]);
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('travels with the page’s totals, empty too', async () => {
    start();
    expect(fake.leave()).toEqual({});
    await wait();
    await change([['mug', 2]]);
    expect(fake.leave()).toEqual({ cart: { items: 2, value: 20, currency: 'EUR' } });
    await change([]);
    expect(fake.leave()).toEqual({ cart: { items: 0, value: 0, currency: 'EUR' } });
  });

  it('is no longer watched after the cleanup, not even one that is being read', async () => {
    const stop = start();
    await wait();
    request('/change');
    items = [['mug', 1]];
    await wait(300);
    stop();
    await wait(60_000);
    request('/change');
    await wait(60_000);
    expect(observers).toEqual([]);
    expect(fake.leave()).toEqual({});
    expect(fake.names().length).toBeLessThan(2);
  });
});

describe('a shop that no facts fit', () => {
  it('is told view by view before the decision, too', async () => {
    fake = createFakeTracker({ isGranted: false });
    const show = async (path: string) => {
      visit(path);
      fake.tracker.track('page_view');
      await wait();
    };
    start(fake, { isHere: () => false });
    await wait();
    await show('/warenkorb');
    await show('/kasse');
    expect(fake.names().filter((name) => name !== 'page_view')).toEqual(['view_cart', 'begin_checkout']);
  });

  it('is still told by its addresses', async () => {
    visit('/warenkorb');
    start(fake, { isHere: () => false });
    await wait();
    expect(fake.events).toMatchObject([['view_cart', { money_problem: 'value' }]]);
  });
});

describe('the checkout', () => {
  const begin = async () => {
    items = [['mug', 2]];
    visit('/checkout');
    start();
    await wait();
  };

  it('begins with a cart, and not without one', async () => {
    visit('/checkout');
    start();
    await wait();
    expect(fake.events).toEqual([]);
    await change([['mug', 2]]);
    expect(fake.names()).toEqual(['add_to_cart', 'begin_checkout']);
  });

  it('that is ordered before the page was looked at is no removal, and keeps what was bought', async () => {
    items = [['mug', 2]];
    visit('/cart');
    start();
    await wait();
    items = [];
    visit('/checkout');
    start();
    await wait();
    expect(fake.names()).not.toContain('remove_from_cart');
    visit('/checkout/order-received/17/?key=wc_order_abc');
    start();
    await wait(10_000);
    expect(fake.events.filter(([name]) => name === 'purchase')).toMatchObject([['purchase', { value: 20 }]]);
  });

  it('travels with the page’s totals, by the names of fields and never by their values', async () => {
    await begin();
    document.body.innerHTML = '<input name="email" value="erika@example.com">';
    document.querySelector('input')?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    await wait(1_000);
    const { checkout } = fake.leave();
    expect(checkout).toMatchObject({ step: 1, step_name: 'checkout', last_field: 'email', errors: 0 });
    expect(JSON.stringify(checkout)).not.toContain('erika');
  });

  it.each([
    '<input type="password" name="new_account">',
    '<input type="hidden" name="token">',
    '<input name="erika@example.com">',
  ])('never names the field of %s', async (field) => {
    await begin();
    document.body.innerHTML = field;
    document.querySelector('input')?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    await wait(1_000);
    const { checkout } = fake.leave();
    expect(checkout).not.toHaveProperty('last_field');
  });

  it('begins once, also for a shop that pushes it by the button before', async () => {
    items = [['mug', 2]];
    visit('/cart');
    const [report] = createReport(fake.tracker, createLeads(fake.tracker));
    stops.push(watchShop(fake.tracker, report, [facts as ShopFacts]));
    await wait();
    report('dataLayer', 'begin_checkout', { currency: 'EUR', value: 20 });
    for (const stop of stops.splice(0)) stop();
    visit('/checkout');
    const next = createFakeTracker({ memory: fake.memory });
    start(next);
    await wait();
    expect(fake.names()).toEqual(['view_cart', 'begin_checkout']);
    expect(next.names()).toEqual([]);
  });

  it('is over with a purchase, whoever tells it', async () => {
    await begin();
    expect(fake.leave()).toHaveProperty('checkout');
    fake.tracker.track('purchase', { transaction_id: 'T1', currency: 'EUR', value: 20, items: [] });
    expect(fake.leave()).toEqual({ cart: { items: 0, value: 0, currency: 'EUR' } });
  });

  it('does not begin again on the page of its purchase, where no cart is known', async () => {
    visit('/kasse');
    start(fake, { isHere: () => false });
    await wait();
    fake.tracker.track('purchase', { transaction_id: 'T1', currency: 'EUR', value: 20, items: [] });
    // The tracker's own request is a request, too.
    request('/e');
    await wait();
    expect(fake.names()).toEqual(['begin_checkout', 'purchase']);
    fake.tracker.track('page_view');
    await wait();
    expect(fake.names()).toEqual(['begin_checkout', 'purchase', 'page_view', 'begin_checkout']);
  });

  it('that lost its cart is not abandoned, and nothing was removed: it was ordered where we could not see it', async () => {
    await begin();
    visit('/');
    await change([]);
    expect(fake.names()).toEqual(['begin_checkout']);
    expect(fake.leave()).toEqual({ cart: { items: 0, value: 0, currency: 'EUR' } });
  });

  const choose = (form: string, value: string) => {
    document.body.innerHTML = `<form id="${form}"><input type="radio" name="${form}" value="${value}" checked></form>`;
    document.querySelector('input')?.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const nextPage = (path: string, shop = facts) => {
    for (const stop of stops.splice(0)) stop();
    visit(path);
    fake = createFakeTracker({ memory: fake.memory });
    start(fake, shop);
  };

  it('tells a choice when the visitor goes on with it, not at every change of mind', async () => {
    await begin();
    choose('payment', 'paypal');
    choose('payment', 'invoice');
    await wait();
    expect(fake.paramsOf('add_payment_info')).toEqual([]);
    expect(fake.leave()).toMatchObject({ checkout: { payment_type: 'invoice' } });
    fake.leave();
    expect(fake.paramsOf('add_payment_info')).toMatchObject([{ payment_type: 'invoice', value: 20 }]);
    nextPage('/checkout/review');
    await wait();
    expect(fake.names()).toEqual(['checkout_step']);
  });

  it('tells a choice with the next step of the same page', async () => {
    await begin();
    choose('shipping', 'dhl');
    visit('/checkout#payment');
    window.dispatchEvent(new Event('hashchange'));
    await wait();
    expect(fake.names()).toEqual(['begin_checkout', 'add_shipping_info', 'checkout_step']);
  });

  it('leaves a choice to the fuller push of the next page, where no cart is known', async () => {
    const unknown = { isHere: () => false };
    visit('/checkout/shipping');
    start(fake, unknown);
    await wait();
    choose('shipping', 'dhl');
    expect(fake.leave()).toMatchObject({ checkout: { shipping_tier: 'dhl' } });
    expect(fake.names()).toEqual(['begin_checkout']);
    for (const stop of stops.splice(0)) stop();

    visit('/checkout/payment');
    const next = createFakeTracker({ memory: fake.memory });
    const [report] = createReport(next.tracker, createLeads(next.tracker));
    stops.push(watchShop(next.tracker, report, []));
    report('dataLayer', 'add_shipping_info', { currency: 'EUR', value: 20, shipping_tier: 'dhl' });
    await wait();
    expect(next.names()).toEqual(['add_shipping_info', 'checkout_step']);
    expect(next.paramsOf('add_shipping_info')).toMatchObject([{ value: 20, shipping_tier: 'dhl' }]);
  });

  it('leaves a choice alone that is made before the page was looked at', async () => {
    const unknown = { isHere: () => false };
    visit('/kasse/adresse');
    start(fake, unknown);
    await wait();
    nextPage('/kasse/versand', unknown);
    choose('shipping', 'dhl');
    await wait();
    expect(fake.names()).toEqual(['checkout_step']);
  });

  it('tells a choice that nobody pushes on the next page', async () => {
    const unknown = { isHere: () => false };
    visit('/kasse/versand');
    start(fake, unknown);
    await wait();
    choose('shipping', 'dhl');
    fake.leave();
    nextPage('/kasse/zahlung', unknown);
    await wait();
    expect(fake.paramsOf('add_shipping_info')).toMatchObject([{ shipping_tier: 'dhl' }]);
  });

  it('names no choice by a number, an address or a saved card', async () => {
    await begin();
    for (const choice of [
      '<input type="radio" name="payment" value="42" checked> Visa ending 4242',
      '<input type="radio" name="payment" value="0189b1c2d3e4f5a6b7c8d9e0f1a2b3c4" checked> PayPal (erika@example.com)',
      '<input type="radio" name="payment" value="7" checked> erika.mustermann@example.com',
    ]) {
      document.body.innerHTML = `<form id="payment"><label>${choice}</label></form>`;
      document.querySelector('input')?.dispatchEvent(new Event('change', { bubbles: true }));
      fake.leave();
    }
    expect(fake.paramsOf('add_payment_info').map((params) => params?.payment_type)).toEqual(['Visa ending', 'PayPal']);
  });
});

describe('the order', () => {
  const confirm = (number: string) => {
    visit('/checkout/finish');
    document.body.innerHTML = `<p data-order-number="${number}"></p>`;
  };

  it('is told with the last cart, once, also when its page is opened again', async () => {
    items = [['mug', 2]];
    start()();
    start();
    await wait();
    for (const stop of stops) stop();
    confirm('1001');
    for (const _ of [1, 2]) {
      const stop = start();
      await wait(10_000);
      stop();
    }
    expect(fake.paramsOf('purchase')).toMatchObject([
      { transaction_id: '1001', value: 20, items: [{ item_id: 'mug', quantity: 2 }] },
    ]);
  });

  it('has its items also when the cart was emptied before the way to the confirmation page', async () => {
    items = [['mug', 2]];
    visit('/checkout');
    start();
    await wait();
    document.body.innerHTML = '<form id="payment"><input type="radio" name="payment" value="bacs" checked></form>';
    document.querySelector('input')?.dispatchEvent(new Event('change', { bubbles: true }));
    items = [];
    request('/change');
    await wait();
    for (const stop of stops.splice(0)) stop();
    confirm('1001');
    start();
    await wait();
    expect(fake.names()).toEqual(['begin_checkout', 'add_payment_info', 'purchase']);
    expect(fake.paramsOf('purchase')).toMatchObject([
      { transaction_id: '1001', value: 20, payment_type: 'bacs', items: [{ item_id: 'mug', quantity: 2 }] },
    ]);
    expect(fake.leave()).toEqual({ cart: { items: 0, value: 0, currency: 'EUR' } });
  });

  it('that a guarded push told by its id is not told again by its number, when the page is opened again', async () => {
    confirm('1001');
    const [report] = createReport(fake.tracker, createLeads(fake.tracker));
    stops.push(watchShop(fake.tracker, report, [facts as ShopFacts]));
    report('dataLayer', 'purchase', { transaction_id: '13', currency: 'EUR', value: 20 });
    await wait(10_000);
    for (const stop of stops.splice(0)) stop();
    start();
    await wait(10_000);
    expect(fake.paramsOf('purchase')).toMatchObject([{ transaction_id: '13' }]);
  });

  it('is told while the page is being left, if nobody had looked yet', () => {
    confirm('1001');
    start();
    fake.leave();
    expect(fake.paramsOf('purchase')).toMatchObject([{ transaction_id: '1001' }]);
  });

  it('waits for a cart that only a grant can bring, but not for ever', async () => {
    fake.memory.set('shop', JSON.stringify({ cart: { ...toCart({ items: [['mug', 2]] }), at: Date.now() } }));
    fake.isGranted = false;
    confirm('1001');
    start();
    await wait(2_000);
    expect(fake.events).toEqual([]);
    fake.grant();
    await wait(2_000);
    expect(fake.paramsOf('purchase')).toMatchObject([{ transaction_id: '1001', items: [{ item_id: 'mug' }] }]);

    const stranger = createFakeTracker({ isGranted: false });
    start(stranger);
    await wait(10_000);
    expect(stranger.paramsOf('purchase')).toMatchObject([{ transaction_id: '1001', money_problem: 'value' }]);
  });
});

describe('without consent', () => {
  it('nothing of the shop is read, and what changed until the grant is told with it', async () => {
    fake = createFakeTracker({ isGranted: false });
    // An older visit left an empty cart.
    fake.memory.set('shop', JSON.stringify({ cart: { ...toCart({ items: [] }), at: Date.now() } }));
    start();
    await wait();
    await change([['mug', 1]]);
    expect(reads).toBe(0);
    expect(fake.names()).toEqual([]);
    fake.grant();
    await wait();
    expect(fake.names()).toEqual(['add_to_cart']);
    await change([['mug', 2]]);
    expect(fake.names()).toEqual(['add_to_cart', 'add_to_cart']);
    expect(JSON.parse(`${fake.memory.get('shop')}`)).toMatchObject({ cart: { items: [{ quantity: 2 }] } });
  });

  it('a grant that comes after the first look still tells what the last page’s post added', async () => {
    fake = createFakeTracker({ isGranted: false });
    fake.memory.set('shop', JSON.stringify({ cart: { ...toCart({ items: [] }), at: Date.now() } }));
    items = [['mug', 1]];
    start();
    await wait();
    expect(fake.events).toEqual([]);
    fake.grant();
    await wait();
    request('/change');
    await wait();
    expect(fake.names()).toEqual(['add_to_cart']);
  });

  it('a refusal forgets the cart and stops the reading', async () => {
    items = [['mug', 1]];
    start();
    await wait();
    fake.deny();
    await change([['mug', 2]]);
    expect(reads).toBe(1);
    expect(fake.events).toEqual([]);
    expect(fake.leave()).toEqual({});
  });
});
