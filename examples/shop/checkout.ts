// The rules of the checkout: what an address needs, what shipping costs, how one can pay.
import type { Translated } from './language.ts';

export const addressFields = [
  'email',
  'first_name',
  'last_name',
  'street',
  'postcode',
  'city',
  'country',
  'phone',
] as const;
export type AddressField = (typeof addressFields)[number];
export type Address = Record<AddressField, string>;

export const countries: Record<string, Translated> = {
  DE: { de: 'Deutschland', en: 'Germany' },
  AT: { de: 'Österreich', en: 'Austria' },
  IE: { de: 'Irland', en: 'Ireland' },
  NL: { de: 'Niederlande', en: 'Netherlands' },
};

// The same expressions stand in the form's pattern attributes, which browsers compile with the v flag.
export const postcodePatterns: Record<string, string> = {
  DE: '[0-9]{5}',
  AT: '[0-9]{4}',
  NL: '[0-9]{4} ?[A-Za-z]{2}',
  IE: '[A-Za-z0-9]{3} ?[A-Za-z0-9]{4}',
};

export const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);

/** The fields in which an address is wrong; empty when it is right. */
export const findAddressErrors = (address: Address): AddressField[] => {
  const pattern = Object.hasOwn(countries, address.country) ? postcodePatterns[address.country] : undefined;
  const isRight: Partial<Record<AddressField, boolean>> = {
    email: isEmail(address.email),
    postcode: pattern === undefined || new RegExp(`^(?:${pattern})$`).test(address.postcode),
    country: pattern !== undefined,
    phone: /^[0-9 +()/-]*$/.test(address.phone),
  };
  return addressFields.filter((field) => {
    const isMissing = field !== 'phone' && address[field] === '';
    return isMissing || address[field].length > 254 || isRight[field] === false;
  });
};

export const shippingMethods = ['standard', 'express', 'pickup'] as const;
export type ShippingMethod = (typeof shippingMethods)[number];
export const isShippingMethod = (text: string): text is ShippingMethod =>
  shippingMethods.some((method) => method === text);

export const freeShippingFromCents = 6000;

export const shippingCents = (method: ShippingMethod, goodsCents: number): number => {
  if (method === 'pickup') return 0;
  if (method === 'express') return 990;
  return goodsCents >= freeShippingFromCents ? 0 : 490;
};

export const paymentTypes = ['invoice', 'paypal', 'card', 'prepayment'] as const;
export type PaymentType = (typeof paymentTypes)[number];
export const isPaymentType = (text: string): text is PaymentType => paymentTypes.some((type) => type === text);
