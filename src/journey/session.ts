// When a visit ends and the next one begins.

export interface Session {
  id: string;
  /** Epoch milliseconds. */
  started_at: number;
  /** Epoch milliseconds of the last event. */
  seen_at: number;
  /** Epoch milliseconds of the last checkout step, 0 before one: who leaves after it may be paying elsewhere. */
  checkout_at: number;
  views: number;
  /** Distinct names of its events, for the stage and the bounce verdict. */
  names: string[];
}

const minuteMs = 60_000;

/** GA4's default: https://support.google.com/analytics/answer/12798876 */
const defaultTimeoutMs = 30 * minuteMs;

/** How long a payment page, a bank's 3-D Secure page or a log-in elsewhere may take. */
const paymentDetourMs = 60 * minuteMs;

/** Coming back within this time of a checkout step, without a campaign, is no arrival: it may be a payment page. */
export const isPaymentReturn = ({ checkout_at }: Session, now: number): boolean => now - checkout_at < paymentDetourMs;

/** The same session while it goes on. A clock set back leaves a negative pause, which is no reason for a new one. */
export const nextSession = (
  previous: Session | undefined,
  now: number,
  createId: () => string,
  timeoutMs: number = defaultTimeoutMs,
): Session =>
  previous && (now - previous.seen_at < timeoutMs || isPaymentReturn(previous, now))
    ? previous
    : { id: createId(), started_at: now, seen_at: now, checkout_at: 0, views: 0, names: [] };
