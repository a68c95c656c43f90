import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchAttributes } from '../../../../src/integrations/shops/attributes.ts';
import { createReport } from '../../../../src/integrations/shops/sightings.ts';
import { createFakeTracker, type FakeTracker } from '../../../helpers/shop-fixtures/fake-tracker.ts';

let fake: FakeTracker;
let stop: () => void;
const show = (html: string) => {
  document.body.innerHTML = html;
  stop = watchAttributes(createReport(fake.tracker)[0]);
};
const get = (selector: string) => document.querySelector(selector) as HTMLElement;
beforeEach(() => {
  fake = createFakeTracker();
});
afterEach(() => stop());

describe('an attribute', () => {
  it('on a button tells its event with the product around it, when it is used', () => {
    show(`<article data-etappe-item-id="M1" data-etappe-item-name="Mug" data-etappe-price="12,50 €" data-etappe-item-brand="Potter">
      <button data-etappe-event="add_to_cart" data-etappe-currency="EUR"><b>Add</b></button></article>`);
    expect(fake.events).toEqual([]);
    get('b').click();
    expect(fake.events).toEqual([
      [
        'add_to_cart',
        {
          currency: 'EUR',
          value: 12.5,
          items: [{ item_id: 'M1', item_name: 'Mug', item_brand: 'Potter', price: 12.5 }],
        },
      ],
    ]);
  });

  it('on a form tells its event when it is sent, and on a choice when it is made', () => {
    show(`<form data-etappe-event="sign_up" data-etappe-method="newsletter"><button>Send</button></form>
      <select data-etappe-event="select_item"><option data-x="1">a</option></select>`);
    get('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    get('select').dispatchEvent(new Event('change', { bubbles: true }));
    expect(fake.events).toMatchObject([
      ['sign_up', { method: 'newsletter' }],
      ['select_item', {}],
    ]);
  });

  it('of a page tells its event with the products inside, when the page is loaded', () => {
    show(`<section data-etappe-page-event="purchase" data-etappe-transaction-id="1001" data-etappe-value="49,90 €" data-etappe-currency="EUR" data-etappe-shipping="4.9">
      <p data-etappe-item-id="M1" data-etappe-price="12.50" data-etappe-quantity="2"></p><p data-etappe-item-name="Hat" data-etappe-price="20"></p></section>`);
    get('section').click();
    expect(fake.events).toEqual([
      [
        'purchase',
        {
          transaction_id: '1001',
          value: 49.9,
          currency: 'EUR',
          shipping: 4.9,
          items: [
            { item_id: 'M1', price: 12.5, quantity: 2 },
            { item_name: 'Hat', price: 20 },
          ],
        },
      ],
    ]);
  });

  it('may be on an element that is put in later', () => {
    show('<main></main>');
    get('main').innerHTML = '<a href="#x" data-etappe-event="share" data-etappe-method="mail">Share</a>';
    get('a').click();
    expect(fake.names()).toEqual(['share']);
  });

  it('of a page waits until it is loaded, and tells it once', () => {
    const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    show('<p data-etappe-page-event="view_cart"></p>');
    expect(fake.events).toEqual([]);
    window.dispatchEvent(new Event('load'));
    expect(fake.names()).toEqual(['view_cart']);
    state.mockRestore();
  });

  it('tells nothing after the cleanup', () => {
    show('<button data-etappe-event="add_to_cart">Add</button>');
    stop();
    get('button').click();
    expect(fake.events).toEqual([]);
  });
});
