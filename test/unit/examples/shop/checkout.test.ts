// @vitest-environment node
import { expect, it } from 'vitest';
import { type Address, findAddressErrors, shippingCents } from '../../../../examples/shop/checkout.ts';

const address: Address = {
  email: 'ada@example.com',
  first_name: 'Ada',
  last_name: 'Byron',
  street: 'Talstraße 12',
  postcode: '79102',
  city: 'Freiburg',
  country: 'DE',
  phone: '',
};

it('takes a right address, with or without a phone number', () => {
  expect(findAddressErrors(address)).toEqual([]);
  expect(findAddressErrors({ ...address, phone: '+49 (761) 12-34' })).toEqual([]);
});

it('names every wrong field', () => {
  expect(findAddressErrors({ ...address, email: 'ada@', city: '', phone: 'call me' })).toEqual([
    'email',
    'city',
    'phone',
  ]);
});

it('checks the postcode by the country', () => {
  expect(findAddressErrors({ ...address, country: 'AT' })).toEqual(['postcode']);
  expect(findAddressErrors({ ...address, country: 'NL', postcode: '1012 AB' })).toEqual([]);
});

it('knows no country by the name of an inherited property', () => {
  expect(findAddressErrors({ ...address, country: 'constructor' })).toEqual(['country']);
});

it('sends parcels free of charge from sixty euros on, never by express', () => {
  expect(shippingCents('standard', 5999)).toBe(490);
  expect(shippingCents('standard', 6000)).toBe(0);
  expect(shippingCents('express', 20000)).toBe(990);
  expect(shippingCents('pickup', 100)).toBe(0);
});
