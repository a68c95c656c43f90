// The visitor's way through the checkout and to the order: steps, fields, choices, the end.
import { listen, type Undo } from '../../browser/listen.ts';
import { type CheckoutSign, nextCheckout } from '../../commerce/checkout.ts';
import { toFieldName } from '../signals/fields.ts';
import type { Memory } from './memory.ts';
import { findRefusal, readChoice, readOrderId, readOrderTotal, readPlace, readStep } from './readings.ts';

/** Tells an event of the shop's; without details, of the whole cart. */
export type Tell = (name: string, details?: object) => void;

export const createProgress = ({ read, write }: Memory, tell: Tell) => {
  let refusal: Element | null = null;

  /** A choice is told when the visitor goes on with it: many change their mind, and a shop's own push says more. */
  const settle = (): void => {
    const { cart, untold } = read();
    if (untold) write({ untold: undefined });
    // payment_type is add_payment_info's, shipping_tier add_shipping_info's.
    for (const kind in untold) tell(`add_${kind.split('_')[0]}_info`, { ...cart, [kind]: untold[kind] });
  };

  const sign = (change: CheckoutSign): void => {
    const before = read().checkout;
    const checkout = nextCheckout(before, change, Date.now());
    const { step, steps } = checkout;
    if (step !== before?.step) settle();
    write({ checkout });
    if (steps === before?.steps) return;
    if (steps[1]) tell('checkout_step', { step, step_name: steps[step - 1] });
    else tell('begin_checkout');
  };

  /** An order ends the checkout and empties the cart; nobody removed anything. */
  const end = (order = read().order): void => {
    const { cart } = read();
    write({
      cart: cart && { ...cart, items: [], value: 0, at: Date.now() },
      checkout: undefined,
      ordered: undefined,
      untold: undefined,
      order,
    });
  };

  return {
    end,
    settle,
    /** A page of the checkout is shown, perhaps with a refusal. */
    show(): void {
      const seen = findRefusal();
      sign({ step: readStep(), errors: +!!(seen && seen !== refusal) });
      refusal = seen;
    },
    /** Tells the order of a confirmation page; `false` when a cart was missing that patience may bring. */
    finish(isPatient: boolean): boolean {
      settle();
      const { cart: current, checkout, ordered, order } = read();
      const cart = ordered ?? current;
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
        const { elements = [target] } = target as HTMLFormElement;
        const field = type === 'focusin' && toFieldName(target);
        if (type === 'invalid') sign({ errors: 1 });
        if (field) sign({ last_field: field });
        for (const element of elements as Iterable<HTMLInputElement>) {
          const [kind, choice] = (/^[cs]/.test(type) && readChoice(element)) || [];
          if (!kind || read().checkout?.[kind] === choice) continue;
          // It belongs to the step that it is made on, even before the page was looked at.
          sign({ step: readStep(), [kind]: choice });
          write({ untold: { ...read().untold, [kind]: choice } });
        }
      }),
  };
};
