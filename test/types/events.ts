// Events and their parameters: uses that must compile, and wrong ones that must not. Checked by the compiler, never run.
import type { Item, Params, Tracker } from '../../src/index.ts';

declare const tracker: Tracker;
declare const anyName: string;

const items: Item[] = [{ item_id: 'SKU1', item_name: 'Mug', price: 19.9, quantity: 1 }];

export const rightUses = () => {
  tracker.track('add_to_cart', { currency: 'EUR', value: 19.9, items });
  tracker.track('add_to_cart', { currency: 'EUR', value: 19.9, items: [{ item_name: 'Mug' }], coupon: 'SUMMER' });
  tracker.track('purchase', { transaction_id: '1001', currency: 'EUR', value: 19.9, tax: 3.2, shipping: 4.9, items });
  tracker.track('refund', { transaction_id: '1001', currency: 'EUR', value: 19.9 });
  tracker.track('add_shipping_info', { currency: 'EUR', value: 1, items, shipping_tier: 'DHL' });
  tracker.track('view_item_list', { items, item_list_name: 'Search' });
  tracker.track('checkout_step', { step: 2, step_name: 'address' });
  tracker.track('search', { search_term: 'mug', results: 12 });
  // All parameters of these may be left out.
  tracker.track('sign_up');
  tracker.track('generate_lead', { currency: 'EUR', value: 5 });
  tracker.track('form_abandon', { last_field: 'email' });
  // Own events are free, with any parameters or none.
  tracker.track('size_guide_opened');
  tracker.track('size_guide_opened', { size: 42, nested: { list: [1, 'a'] } });
  tracker.track(anyName, { anything: true } satisfies Params);
  // What a shop hands over read-only is taken as it is.
  tracker.track('view_cart', { currency: 'EUR', value: 1, items: Object.freeze([...items]) } as const);
};

export const wrongUses = () => {
  // @ts-expect-error the cart is not described at all
  tracker.track('add_to_cart');
  // @ts-expect-error an amount without its currency
  tracker.track('add_to_cart', { value: 19.9, items });
  // @ts-expect-error a currency without its amount
  tracker.track('view_item', { currency: 'EUR', items });
  // @ts-expect-error an amount is a number
  tracker.track('begin_checkout', { currency: 'EUR', value: '19.90', items });
  // @ts-expect-error a basket has items
  tracker.track('view_cart', { currency: 'EUR', value: 19.9 });
  // @ts-expect-error a list has items
  tracker.track('view_item_list', {});
  // @ts-expect-error an item has at least an id or a name
  tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ price: 1 }] });
  // @ts-expect-error a price is a number
  tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ item_id: 'SKU1', price: '1' }] });
  // @ts-expect-error a quantity is a number
  tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ item_id: 'SKU1', quantity: '1' }] });
  // @ts-expect-error an id is a text, or a leading zero would be lost
  tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ item_id: 1 }] });
  // @ts-expect-error items are a list
  tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: { item_id: 'SKU1' } });
  // @ts-expect-error a purchase without a transaction_id cannot be counted once
  tracker.track('purchase', { currency: 'EUR', value: 19.9, items });
  // @ts-expect-error a refund names its purchase
  tracker.track('refund', { currency: 'EUR', value: 19.9 });
  // @ts-expect-error a search has a term
  tracker.track('search', {});
  // @ts-expect-error a step is a number
  tracker.track('checkout_step', { step: 'address' });
  // @ts-expect-error an event has a name
  tracker.track();
  // @ts-expect-error a name is a text
  tracker.track(42);
  // @ts-expect-error parameters are an object
  tracker.track('size_guide_opened', 'blue');
  // @ts-expect-error an event has one set of parameters
  tracker.track('sign_up', {}, {});
};
