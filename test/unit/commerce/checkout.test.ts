import { describe, expect, it } from 'vitest';
import { type Checkout, type CheckoutSign, describeCheckout, nextCheckout } from '../../../src/commerce/checkout.ts';

const start = 1_763_750_000_000;
const minuteMs = 60_000;
/** Signs with the minute they come at. */
const walk = (...signs: readonly [minute: number, sign: CheckoutSign][]): Checkout => {
  let checkout: Checkout | undefined;
  for (const [minute, sign] of signs) checkout = nextCheckout(checkout, sign, start + minute * minuteMs);
  return checkout as Checkout;
};

describe('the checkout', () => {
  it('begins with its first step', () => {
    expect(describeCheckout(walk([0, { step: 'address' }]), start + 5_000)).toEqual({
      step: 1,
      step_name: 'address',
      ms: 5_000,
      errors: 0,
    });
  });

  it('numbers the steps in the order they are first reached, and keeps the number on the way back', () => {
    const there = walk([0, { step: 'address' }], [1, { step: 'shipping' }], [2, { step: 'payment' }]);
    expect(describeCheckout(there, start + 3 * minuteMs)).toMatchObject({
      step: 3,
      step_name: 'payment',
      ms: minuteMs,
    });
    const back = nextCheckout(there, { step: 'shipping' }, start + 4 * minuteMs);
    expect(describeCheckout(back, start + 4 * minuteMs)).toMatchObject({ step: 2, step_name: 'shipping', ms: 0 });
    expect(back.steps).toBe(there.steps);
  });

  it('goes on after a reload: the step counts from when it was reached', () => {
    const reloaded = walk([0, { step: 'address' }], [2, { step: 'address' }]);
    expect(describeCheckout(reloaded, start + 3 * minuteMs)).toMatchObject({ step: 1, ms: 3 * minuteMs });
  });

  it('goes on after a detour to a payment page', () => {
    const paid = walk(
      [0, { step: 'address' }],
      [1, { step: 'payment', payment_type: 'paypal' }],
      [25, { step: 'payment' }],
    );
    expect(paid).toMatchObject({ step: 2, payment_type: 'paypal' });
  });

  it('begins anew after half an hour without a sign', () => {
    const anew = walk([0, { step: 'address', errors: 2 }], [31, { step: 'payment' }]);
    expect(describeCheckout(anew, start + 31 * minuteMs)).toEqual({ step: 1, step_name: 'payment', ms: 0, errors: 0 });
  });

  it('lives as long as there are signs', () => {
    expect(walk([0, { step: 'address' }], [20, { last_field: 'zip' }], [45, { step: 'payment' }])).toMatchObject({
      step: 2,
    });
  });

  it('remembers the last field, the choices and every refusal', () => {
    const checkout = walk(
      [0, { step: 'address' }],
      [1, { last_field: 'city' }],
      [2, { errors: 1 }],
      [3, { last_field: 'zip' }],
      [4, { errors: 1 }],
      [5, { payment_type: 'invoice', shipping_tier: 'DHL' }],
    );
    expect(describeCheckout(checkout, start + 5 * minuteMs)).toEqual({
      step: 1,
      step_name: 'address',
      ms: 5 * minuteMs,
      last_field: 'zip',
      errors: 2,
      payment_type: 'invoice',
      shipping_tier: 'DHL',
    });
  });

  it('leaves the checkout before as it was', () => {
    const before = Object.freeze(walk([0, { step: 'address' }]));
    expect(nextCheckout(before, { step: 'payment', errors: 1 }, start)).not.toBe(before);
    expect(before).toMatchObject({ step: 1, errors: 0 });
  });
});
