// The visitor's way through the checkout and to the order: steps, fields, choices, the end.
import { listen, type Undo } from '../../browser/listen.ts';
import { type CheckoutSign, nextCheckout } from '../../commerce/checkout.ts';
import type { Memory } from './memory.ts';
import { findRefusal, readChoice, readOrderId, readOrderTotal, readPlace, readStep } from './readings.ts';

/** Tells an event of the shop's; without details, of the whole cart. */
export type Tell = (name: string, details?: object) => void;

export const createProgress = ({ read, write }: Memory, tell: Tell) => {
  let refusal: Element | null = null;

  const sign = (change: CheckoutSign): void => {
    const before = read().checkout;
    const checkout = nextCheckout(before, change, Date.now());
    const { step, steps } = checkout;
    write({ checkout });
    if (steps === before?.steps) return;
    if (steps[1]) tell('checkout_step', { step, step_name: steps[step - 1] });
    else tell('begin_checkout');
  };

  /** An order ends the checkout and empties the cart; nobody removed anything. */
  const end = (order = read().order): void => {
    const { cart } = read();
    write({ cart: cart && { ...cart, items: [], value: 0, at: Date.now() }, checkout: undefined, order });
  };

  return {
    end,
    /** A page of the checkout is shown, perhaps with a refusal. */
    show(): void {
      const seen = findRefusal();
      sign({ step: readStep(), errors: +!!(seen && seen !== refusal) });
      refusal = seen;
    },
    /** Tells the order of a confirmation page; `false` when a cart was missing that patience may bring. */
    finish(isPatient: boolean): boolean {
      const { cart, checkout, order } = read();
      const id = readOrderId();
      if (!id || id === order) return true;
      if (!cart && isPatient) return false;
      const value = readOrderTotal() ?? cart?.value;
      tell('purchase', { ...cart, ...checkout, step: undefined, value, transaction_id: id });
      end(id);
      return true;
    },
    /** Names of fields and choices, never their values. */
    watch: (): Undo =>
      listen(document, 'focusin change submit invalid', ({ type, target }) => {
        if (readPlace() !== 'checkout' || !read().checkout) return;
        const { name, elements = [target] } = target as HTMLFormElement;
        if (type === 'invalid') sign({ errors: 1 });
        if (type === 'focusin' && name) sign({ last_field: name });
        for (const field of elements as Iterable<HTMLInputElement>) {
          const [kind, choice] = (/^[cs]/.test(type) && readChoice(field)) || [];
          if (!kind || read().checkout?.[kind] === choice) continue;
          sign({ [kind]: choice });
          tell(kind === 'payment_type' ? 'add_payment_info' : 'add_shipping_info', { ...read().cart, [kind]: choice });
        }
      }),
  };
};
