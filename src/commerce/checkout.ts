// How far a visitor is in the checkout, since when, and what stopped them.

export interface Checkout {
  /** Names of the steps reached, in the order they were first reached. */
  steps: readonly string[];
  /** The step they are on now, 1 for the first. */
  step: number;
  /** Epoch milliseconds since they are on this step. */
  since: number;
  /** Epoch milliseconds of the last sign of life. */
  at: number;
  /** Name of the field touched last; never its value. */
  last_field?: string;
  /** How often the shop refused what was filled in. */
  errors: number;
  payment_type?: string;
  shipping_tier?: string;
}

/** What a page tells: the step it shows, a field that was touched, a refusal, a choice. */
export interface CheckoutSign {
  step?: string;
  errors?: number;
  last_field?: string;
  payment_type?: string;
  shipping_tier?: string;
}

/** A bank's or PayPal's pages take their time; after half an hour it is another attempt. */
const maxPauseMs = 1_800_000;

/** The checkout after a sign; a first sign begins one, and one that rested for half an hour begins anew. */
export const nextCheckout = (
  before: Checkout | undefined,
  { step, errors = 0, ...sign }: CheckoutSign,
  now: number,
): Checkout => {
  const current =
    before && now - before.at < maxPauseMs ? before : { steps: [], step: 0, since: now, at: now, errors: 0 };
  const steps = !step || current.steps.includes(step) ? current.steps : [...current.steps, step];
  const number = step ? steps.indexOf(step) + 1 : current.step;
  return {
    ...current,
    ...sign,
    errors: current.errors + errors,
    steps,
    step: number,
    since: number === current.step ? current.since : now,
    at: now,
  };
};

/** What the page's last words say of it: durations in milliseconds. */
export const describeCheckout = ({ steps, step, since, at, ...rest }: Checkout, now: number) => ({
  ...rest,
  step,
  step_name: steps[step - 1],
  ms: now - since,
});
