// The checkout's steps: address, shipping, payment, which makes the order.
import { fillLines } from './cart.ts';
import { type Address, addressFields, findAddressErrors, isPaymentType, isShippingMethod } from './checkout.ts';
import { cartPush } from './datalayer.ts';
import { addressPage } from './pages/address.ts';
import { paymentPage, shippingPage } from './pages/checkout.ts';
import { createOrderNumber } from './sessions.ts';
import type { Submit } from './submission.ts';
import { texts } from './texts.ts';

export const submitAddress: Submit = (form, session, language) => {
  const address = Object.fromEntries(addressFields.map((name) => [name, form(name).trim()])) as Address;
  const errors = findAddressErrors(address);
  if (errors.length > 0) return { content: addressPage(session, language, address, errors), isRefusal: true };
  session.address = address;
  return { to: 'shipping' };
};

export const submitShipping: Submit = (form, session, language) => {
  const method = form('shipping');
  if (!isShippingMethod(method)) {
    return { content: shippingPage(session, language, texts[language].chooseShipping), isRefusal: true };
  }
  session.shipping = method;
  session.pushes.push(cartPush('add_shipping_info', fillLines(session.lines), language, { shipping_tier: method }));
  return { to: 'payment' };
};

export const submitPayment: Submit = (form, session, language) => {
  const { address, shipping } = session;
  if (!address || !shipping) return { to: 'address' };
  const type = form('payment');
  const text = texts[language];
  if (!isPaymentType(type)) return { content: paymentPage(session, language, text.choosePayment), isRefusal: true };
  if (form('terms') !== 'yes') return { content: paymentPage(session, language, text.termsMissing), isRefusal: true };
  session.order = { number: createOrderNumber(new Date()), lines: session.lines, address, shipping, payment: type };
  session.lines = [];
  return { to: 'thanks' };
};

/** Each step needs a basket, so that a late second click does not make a second, empty order. */
export const withBasket =
  (submit: Submit): Submit =>
  (form, session, language) =>
    session.lines.length > 0 ? submit(form, session, language) : { to: session.order ? 'thanks' : 'cart' };
