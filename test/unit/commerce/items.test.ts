import { describe, expect, it } from 'vitest';
import { toCommerceParams } from '../../../src/commerce/items.ts';

const toItem = (raw: object) => toCommerceParams('view_item_list', { items: [raw] }).items?.[0 as never];

describe('an item', () => {
  it("keeps GA4's fields, with amounts as numbers and ids as texts", () => {
    expect(
      toItem({ item_id: 42, item_name: 'Mug', price: '12,30 €', quantity: '2', index: '1', item_category2: 'Cups' }),
    ).toEqual({
      item_id: '42',
      item_name: 'Mug',
      price: 12.3,
      quantity: 2,
      index: 1,
      item_category2: 'Cups',
    });
  });

  it("translates Universal Analytics' fields", () => {
    expect(
      toItem({
        id: 'M1',
        name: 'Mug',
        brand: 'Potter',
        variant: 'blue',
        category: 'Home/Kitchen/Cups',
        position: 3,
        list: 'Sale',
        price: '12.30',
      }),
    ).toEqual({
      item_id: 'M1',
      item_name: 'Mug',
      item_brand: 'Potter',
      item_variant: 'blue',
      item_category: 'Home',
      item_category2: 'Kitchen',
      item_category3: 'Cups',
      index: 3,
      item_list_name: 'Sale',
      price: 12.3,
    });
  });

  it("reads the OXID module's item_category_2", () => {
    expect(toItem({ item_id: 'a', item_category_2: 'Cups' })).toEqual({ item_id: 'a', item_category2: 'Cups' });
  });

  it('leaves out what is not listed, so that personal data beside it stays out', () => {
    expect(
      toItem({ item_id: 'a', customer_email: 'a@example.com', user_data: { phone: '1' }, email: 'b@example.com' }),
    ).toEqual({ item_id: 'a' });
  });

  it('leaves out an amount that is none', () => {
    expect(toItem({ item_id: 'a', price: 'on request' })).toEqual({ item_id: 'a' });
  });
});

describe('the items', () => {
  it('may be an object with numbered keys, as PHP writes an array with gaps', () => {
    expect(toCommerceParams('view_item_list', { items: { 0: { item_id: 'a' }, 5: { item_id: 'b' } } }).items).toEqual([
      { item_id: 'a' },
      { item_id: 'b' },
    ]);
  });

  it('are cut at 200, and those beyond are counted, in the value too', () => {
    const items = Array.from({ length: 250 }, (_, index) => ({ item_id: `${index}`, price: 1 }));
    const params = toCommerceParams('purchase', { currency: 'EUR', transaction_id: 1, items });
    expect(params.items).toHaveLength(200);
    expect(params).toMatchObject({ items_cut: 50, value: 250, transaction_id: '1' });
  });

  it('are only those that name a product', () => {
    expect(toCommerceParams('add_to_cart', { items: [{}, null, { price: 1 }, { item_name: 'Mug' }] }).items).toEqual([
      { item_name: 'Mug' },
    ]);
  });

  it('are never written into', () => {
    const raw = { currency: 'eur', items: [Object.freeze({ id: 'a', price: '1' })] };
    toCommerceParams('add_to_cart', Object.freeze(raw));
    expect(raw).toEqual({ currency: 'eur', items: [{ id: 'a', price: '1' }] });
  });
});

describe('the parameters', () => {
  it('get the value of the items where it is missing or unreadable', () => {
    const items = [{ item_id: 'a', price: 10, quantity: 2 }];
    expect(toCommerceParams('add_to_cart', { currency: 'EUR', items })).toMatchObject({ value: 20 });
    expect(toCommerceParams('add_to_cart', { currency: 'EUR', items, value: 'n/a' })).toMatchObject({ value: 20 });
    expect(toCommerceParams('view_item_list', { currency: 'EUR', items })).not.toHaveProperty('value');
  });

  it('of a refund say how much was given back, also to a shop that writes it with a minus', () => {
    const raw = { transaction_id: 'T1', currency: 'EUR', value: '-12,50 €' };
    expect(toCommerceParams('refund', raw)).toEqual({ transaction_id: 'T1', currency: 'EUR', value: 12.5 });
  });

  it('say what is wrong with the money instead of a zero', () => {
    expect(toCommerceParams('add_to_cart', { items: [{ item_id: 'a' }] })).toEqual({
      items: [{ item_id: 'a' }],
      money_problem: 'value',
    });
    expect(toCommerceParams('add_to_cart', { items: [{ item_id: 'a', price: 1 }] })).toMatchObject({
      value: 1,
      money_problem: 'currency',
    });
    expect(
      toCommerceParams('add_to_cart', { currency: 'EUR', value: 0, items: [{ item_id: 'a', price: 1 }] }),
    ).toMatchObject({
      value: 0,
      money_problem: 'mismatch',
    });
  });

  it('write a currency in capitals, and take it from the items where they alone have it', () => {
    expect(toCommerceParams('add_to_cart', { items: [{ item_id: 'a', price: 1, currency: 'eur' }] })).toMatchObject({
      currency: 'EUR',
    });
  });

  it('keep listed fields only', () => {
    const raw = {
      currency: 'EUR',
      value: '1,234.50',
      tax: '197.11',
      shipping: 0,
      coupon: 'TEN',
      transaction_id: 1001,
      customerBillingEmail: 'a@example.com',
      user_data: { address: {} },
      name: 'Erika Mustermann',
      tax_included: true,
      items: [],
    };
    expect(toCommerceParams('purchase', raw)).toEqual({
      currency: 'EUR',
      value: 1234.5,
      tax: 197.11,
      shipping: 0,
      coupon: 'TEN',
      transaction_id: '1001',
      tax_included: true,
    });
  });
});
