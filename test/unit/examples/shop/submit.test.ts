// @vitest-environment node
import { expect, it } from 'vitest';
import { createOrderNumber, createSessions, type Session } from '../../../../examples/shop/sessions.ts';
import type { Form } from '../../../../examples/shop/submission.ts';
import { submits } from '../../../../examples/shop/submit-pages.ts';

const formOf =
  (fields: Record<string, string>): Form =>
  (name) =>
    fields[name] ?? '';

const submit = (page: string, fields: Record<string, string>, session: Session) => {
  const handler = submits[page];
  if (!handler) throw new Error(`no form on ${page}`);
  return handler(formOf(fields), session, 'de');
};

const address = {
  email: 'ada@example.com',
  first_name: 'Ada',
  last_name: 'Byron',
  street: 'Talstraße 12',
  postcode: '79102',
  city: 'Freiburg',
  country: 'DE',
};

const withPack = () => {
  const session = createSessions().create();
  submit('cart', { action: 'add', sku: 'FW-101', variant: 'moss', quantity: '2' }, session);
  return session;
};

it('adds by form and says so to the data layer', () => {
  const session = createSessions().create();
  const submission = submit('cart', { action: 'add', sku: 'FW-303', variant: 'ochre', quantity: '2,5' }, session);
  expect(session.lines).toEqual([{ sku: 'FW-303', variant: 'ochre', quantity: 2.5 }]);
  expect(submission).toMatchObject({ to: 'cart', added: { push: { event: 'add_to_cart', ecommerce: { value: 3 } } } });
});

it('tells the data layer only the difference when a quantity changes', () => {
  const session = withPack();
  submit('cart', { action: 'set', key: 'FW-101.moss', quantity: '5' }, session);
  submit('cart', { action: 'set', key: 'FW-101.moss', quantity: '5' }, session);
  submit('cart', { action: 'remove', key: 'FW-101.moss' }, session);
  expect(session.pushes).toMatchObject([
    { event: 'add_to_cart', ecommerce: { items: [{ quantity: 3 }] } },
    { event: 'remove_from_cart', ecommerce: { items: [{ quantity: 5 }] } },
  ]);
  expect(session.lines).toEqual([]);
});

it('keeps the basket when a quantity makes no sense', () => {
  const session = withPack();
  submit('cart', { action: 'set', key: 'FW-101.moss', quantity: '-3' }, session);
  submit('cart', { action: 'add', sku: 'constructor', variant: 'moss', quantity: '1' }, session);
  expect(session.lines).toEqual([{ sku: 'FW-101', variant: 'moss', quantity: 2 }]);
});

it('goes from address to shipping to payment to thanks, and empties the basket', () => {
  const session = withPack();
  expect(submit('address', address, session)).toEqual({ to: 'shipping' });
  expect(submit('shipping', { shipping: 'express' }, session)).toEqual({ to: 'payment' });
  expect(submit('payment', { payment: 'invoice', terms: 'yes' }, session)).toEqual({ to: 'thanks' });
  expect(session.lines).toEqual([]);
  expect(session.order).toMatchObject({ shipping: 'express', payment: 'invoice', lines: [{ quantity: 2 }] });
});

it('makes one order of two clicks', () => {
  const session = withPack();
  submit('address', address, session);
  submit('shipping', { shipping: 'pickup' }, session);
  submit('payment', { payment: 'paypal', terms: 'yes' }, session);
  const first = session.order;
  expect(submit('payment', { payment: 'paypal', terms: 'yes' }, session)).toEqual({ to: 'thanks' });
  expect(session.order).toBe(first);
});

it('shows what was typed again when a field is wrong, escaped', () => {
  const submission = submit('address', { ...address, city: '"><b>', email: 'no' }, withPack());
  expect(submission).toMatchObject({ isRefusal: true });
  const markup = 'content' in submission ? submission.content.body.markup : '';
  expect(markup).toContain('value="&quot;&gt;&lt;b&gt;"');
  expect(markup).toContain('aria-invalid="true"');
});

it('does not sell without the terms being accepted', () => {
  const session = withPack();
  submit('address', address, session);
  submit('shipping', { shipping: 'standard' }, session);
  expect(submit('payment', { payment: 'card' }, session)).toMatchObject({ isRefusal: true });
  expect(session.order).toBeUndefined();
});

it('never gives an order number twice', () => {
  const numbers = Array.from({ length: 500 }, () => createOrderNumber(new Date('2026-11-21')));
  expect(new Set(numbers).size).toBe(500);
  expect(numbers[0]).toMatch(/^FW-261121-[2-9A-Z]{6}$/);
});
