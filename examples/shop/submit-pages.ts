// What a POST does: change the basket, take a checkout step, take a message. Answers with a page to go to, or errors.
import { addLine, type FilledLine, fillLines, lineKey, setQuantity } from './cart.ts';
import { findProduct, findVariant } from './catalogue.ts';
import {
  type Address,
  addressFields,
  findAddressErrors,
  isEmail,
  isPaymentType,
  isShippingMethod,
} from './checkout.ts';
import { cartPush, type Push } from './datalayer.ts';
import type { Language } from './language.ts';
import type { Content } from './layout.ts';
import { addressPage, paymentPage, shippingPage } from './pages/checkout.ts';
import { type ContactForm, contactPage, messagePage } from './pages/service.ts';
import type { PlainPage } from './paths.ts';
import { readQuantity } from './quantity.ts';
import { createOrderNumber, type Session } from './sessions.ts';
import { texts } from './texts.ts';

export type Submission =
  /** Show the page `to` next. */
  | { to: PlainPage; added?: { name: string; push: Push } }
  /** Show this instead: what was typed, with what is wrong; or a thank-you. */
  | { content: Content; isRefusal: boolean; pushes?: readonly Push[] };

/** The fields of a posted form. A name that was not sent reads as an empty text. */
export type Form = (name: string) => string;

type Submit = (form: Form, session: Session, language: Language) => Submission;

const withQuantity = (lines: readonly FilledLine[], key: string, quantity: number) =>
  fillLines(
    lines
      .filter((line) => line.key === key)
      .map(({ product, variant }) => ({ sku: product.sku, variant: variant.id, quantity })),
  );

/** Tells the data layer by how much a line grew or shrank, on the next page. */
const pushDifference = (
  session: Session,
  before: readonly FilledLine[],
  key: string,
  quantity: number,
  language: Language,
) => {
  const difference = quantity - (before.find((line) => line.key === key)?.quantity ?? 0);
  const lines = withQuantity(before, key, Math.abs(difference));
  if (difference !== 0 && lines.length > 0) {
    session.pushes.push(cartPush(difference > 0 ? 'add_to_cart' : 'remove_from_cart', lines, language));
  }
};

const submitCart: Submit = (form, session, language) => {
  if (form('action') === 'add') {
    const product = findProduct(form('sku'));
    const variant = product && findVariant(product, form('variant'));
    const quantity = product && readQuantity(form('quantity'), product.unit);
    if (!product || !variant || quantity === undefined) return { to: 'cart' };
    const line = { sku: product.sku, variant: variant.id, quantity };
    session.lines = addLine(session.lines, line);
    return {
      to: 'cart',
      added: { name: product.name[language], push: cartPush('add_to_cart', fillLines([line]), language) },
    };
  }
  const key = form('key');
  const before = fillLines(session.lines);
  const line = before.find((candidate) => candidate.key === key);
  const quantity = form('action') === 'remove' ? 0 : line && readQuantity(form('quantity'), line.product.unit);
  if (!line || quantity === undefined) return { to: 'cart' };
  session.lines = setQuantity(session.lines, lineKey({ sku: line.product.sku, variant: line.variant.id }), quantity);
  pushDifference(session, before, key, quantity, language);
  return { to: 'cart' };
};

const submitAddress: Submit = (form, session, language) => {
  const address = Object.fromEntries(addressFields.map((name) => [name, form(name).trim()])) as Address;
  const errors = findAddressErrors(address);
  if (errors.length > 0) return { content: addressPage(session, language, address, errors), isRefusal: true };
  session.address = address;
  return { to: 'shipping' };
};

const submitShipping: Submit = (form, session, language) => {
  const method = form('shipping');
  if (!isShippingMethod(method)) {
    return { content: shippingPage(session, language, texts[language].chooseShipping), isRefusal: true };
  }
  session.shipping = method;
  session.pushes.push(cartPush('add_shipping_info', fillLines(session.lines), language, { shipping_tier: method }));
  return { to: 'payment' };
};

const submitPayment: Submit = (form, session, language) => {
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
const withBasket =
  (submit: Submit): Submit =>
  (form, session, language) =>
    session.lines.length > 0 ? submit(form, session, language) : { to: session.order ? 'thanks' : 'cart' };

const submitContact: Submit = (form, _session, language) => {
  const typed: ContactForm = {
    name: form('name').trim(),
    email: form('email').trim(),
    message: form('message').trim(),
  };
  const errors = (['name', 'email', 'message'] as const).filter((name) => {
    if (name === 'email') return !isEmail(typed.email);
    return name === 'name'
      ? typed.name === '' || typed.name.length > 80
      : typed.message.length < 10 || typed.message.length > 2000;
  });
  if (errors.length > 0) return { content: contactPage(language, typed, errors), isRefusal: true };
  const { contactTitle, contactDone } = texts[language];
  return {
    content: messagePage(language, contactTitle, contactDone),
    isRefusal: false,
    pushes: [{ event: 'generate_lead', lead_source: 'contact' }],
  };
};

const submitNewsletter: Submit = (form, _session, language) => {
  const { newsletterTitle, newsletterDone, fieldErrors } = texts[language];
  const isRefusal = !isEmail(form('email').trim());
  return {
    content: messagePage(language, newsletterTitle, isRefusal ? fieldErrors.email : newsletterDone),
    isRefusal,
    ...(!isRefusal && { pushes: [{ event: 'generate_lead', lead_source: 'newsletter' }] }),
  };
};

export const submits: Partial<Record<string, Submit>> = {
  cart: submitCart,
  address: withBasket(submitAddress),
  shipping: withBasket(submitShipping),
  payment: withBasket(submitPayment),
  contact: submitContact,
  newsletter: submitNewsletter,
};
