import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Cart, toLine } from '../../../../src/commerce/cart.ts';
import type { ShopFacts } from '../../../../src/integrations/shops/facts.ts';
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
  const stop = watchShop(tracker.tracker, createReport(tracker.tracker), [shop as ShopFacts]);
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

  it('travels with the page’s totals, by the names of fields and never by their values', async () => {
    await begin();
    document.body.innerHTML = '<input name="email" value="erika@example.com">';
    document.querySelector('input')?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    await wait(1_000);
    const { checkout } = fake.leave();
    expect(checkout).toMatchObject({ step: 1, step_name: 'checkout', last_field: 'email', errors: 0 });
    expect(JSON.stringify(checkout)).not.toContain('erika');
  });

  it('is over with a purchase, whoever tells it', async () => {
    await begin();
    expect(fake.leave()).toHaveProperty('checkout');
    fake.tracker.track('purchase', { transaction_id: 'T1', currency: 'EUR', value: 20, items: [] });
    expect(fake.leave()).toEqual({ cart: { items: 0, value: 0, currency: 'EUR' } });
  });

  it('that lost its cart is not abandoned, and nothing was removed: it was ordered where we could not see it', async () => {
    await begin();
    visit('/');
    await change([]);
    expect(fake.names()).toEqual(['begin_checkout']);
    expect(fake.leave()).toEqual({ cart: { items: 0, value: 0, currency: 'EUR' } });
  });

  it('names no choice by a number, an address or a saved card', async () => {
    await begin();
    document.body.innerHTML = `<form id="payment">
      <label><input type="radio" name="payment" value="42"> Visa ending 4242</label>
      <label><input type="radio" name="payment" value="0189b1c2d3e4f5a6b7c8d9e0f1a2b3c4"> PayPal (erika@example.com)</label>
      <label><input type="radio" name="payment" value="7"> erika.mustermann@example.com</label></form>`;
    for (const input of document.querySelectorAll('input')) {
      input.checked = true;
      input.dispatchEvent(new Event('change', { bubbles: true }));
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
