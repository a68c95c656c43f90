import { describe, expect, it } from 'vitest';
import { findMoneyProblem, sumOf, toAmount } from '../../../src/commerce/money.ts';

describe('an amount', () => {
  it.each([
    // As the issue lists them.
    ['1.234,50 €', 1234.5],
    ['1,234.50', 1234.5],
    ["CHF 1'234.50", 1234.5],
    ['CHF 1’234.50', 1234.5],
    // As WooCommerce's confirmation page and Magento's gtag module write it.
    ['€2,343.10', 2343.1],
    ['1,234.50', 1234.5],
    ['19.99', 19.99],
    ['19,99', 19.99],
    ['1 234,50 kr', 1234.5],
    ['1\u202f234,50 €', 1234.5],
    ['1\u00a0234,50\u00a0€', 1234.5],
    ['EUR 1.234,-', 1234],
    ['1.234.567,89', 1234567.89],
    ['1,000,000', 1000000],
    ['Rs. 1,23,456.78', 123456.78],
    ['-12,50 €', -12.5],
    ['−12,50 €', -12.5],
    ['-€5.00', -5],
    ['24,89 € inkl. MwSt.', 24.89],
    ['¥1,234', 1234],
    ['12.3450', 12.345],
    // Goods by weight, and dinars.
    ['0,375', 0.375],
    ['0,375 kg', 0.375],
    ['-0,500 kg', -0.5],
    ['KD 0.500', 0.5],
    ['100.000 ₫', 100000],
    ['10,000,000 IDR', 10000000],
    ['0', 0],
    ['0,00 €', 0],
    [0, 0],
    [12.5, 12.5],
  ])('%j is %d', (raw, amount) => {
    expect(toAmount(raw)).toBe(amount);
  });

  it('is a number to a machine before it is a German text', () => {
    expect(toAmount('1.234')).toBe(1.234);
    expect(toAmount('1.234 €')).toBe(1234);
  });

  it.each([
    '',
    '  ',
    '€',
    'free',
    '2 x 12,00 €',
    '€24.89 (includes €3.97 VAT)',
    '1e3',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    undefined,
    true,
    {},
    [],
  ])('is none in %j, rather than zero', (raw) => {
    expect(toAmount(raw)).toBeUndefined();
  });
});

describe('the sum of the items', () => {
  it('counts an item without a quantity once, and a fraction as a fraction', () => {
    expect(sumOf([{ price: 19.99 }, { price: 0.1, quantity: 3 }, { price: 8, quantity: 0.375 }])).toBe(23.29);
  });

  it('is unknown while a price is, or without items', () => {
    expect(sumOf([{ price: 1 }, { item_id: 'a' }])).toBeUndefined();
    expect(sumOf([])).toBeUndefined();
  });
});

describe('a problem with the money', () => {
  const items = [{ item_id: 'a', price: 50, quantity: 2 }];
  const find = (params: object, name = 'purchase') => findMoneyProblem(name, { currency: 'EUR', ...params }, items);

  it('is none where value and items agree', () => {
    expect(find({ value: 100 })).toBeUndefined();
  });

  it('is none where tax, shipping, a coupon or a discount explain the difference', () => {
    expect(find({ value: 104.9, shipping: 4.9 })).toBeUndefined();
    expect(find({ value: 84.03, tax: 15.97 })).toBeUndefined();
    expect(find({ value: 90, coupon: 'TEN' })).toBeUndefined();
    expect(
      findMoneyProblem('purchase', { currency: 'EUR', value: 90 }, [{ price: 100, discount: 10 }]),
    ).toBeUndefined();
  });

  it('is a mismatch where nothing explains it', () => {
    expect(find({ value: 1 })).toBe('mismatch');
    expect(find({ value: 0 })).toBe('mismatch');
  });

  it('is a value that is missing where GA4 requires one, and only there', () => {
    expect(find({})).toBe('value');
    expect(find({}, 'view_item')).toBe('value');
    for (const name of ['view_item_list', 'select_item', 'view_promotion', 'sign_up', 'generate_lead', 'checkout_step'])
      expect(find({}, name), name).toBeUndefined();
  });

  it('is a currency that ISO 4217 does not know, or none beside a value', () => {
    for (const currency of ['EURO', '€', 'eur', 'ABC', '', undefined])
      expect(find({ value: 100, currency }), `${currency}`).toBe('currency');
    for (const currency of ['EUR', 'CHF', 'JPY', 'KWD'])
      expect(find({ value: 100, currency }), currency).toBeUndefined();
  });
});
