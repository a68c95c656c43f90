// When a visit counts as bounced.

/** GA4 calls a session engaged after this long: https://support.google.com/analytics/answer/12798876 */
const engagedAfterMs = 10_000;

/** Events that show intent, whatever the time spent. */
const keyEvents = /^(add_|view_cart|begin_|checkout_|purchase|generate_|sign_up|search)/;

/**
 * One page view, under ten engaged seconds on it, and no event that shows intent.
 * @param names of the visit's events
 */
export const isBounced = (views: number, engagedMs: number, names: readonly string[]): boolean =>
  views < 2 && engagedMs < engagedAfterMs && !names.some((name) => keyEvents.test(name));
