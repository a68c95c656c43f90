// When a visit counts as bounced.

/** Events that show intent, whatever the time spent. */
const keyEvents = /^(add_|view_cart|begin_|checkout_|purchase|generate_|sign_up|search)/;

/**
 * One page view, too little engaged time on it, and no event that shows intent.
 * @param names of the visit's events
 * @param engagedAfterMs GA4 calls a session engaged after ten seconds: https://support.google.com/analytics/answer/12798876
 */
export const isBounced = (
  views: number,
  engagedMs: number,
  names: readonly string[],
  engagedAfterMs = 10_000,
): boolean => views < 2 && engagedMs < engagedAfterMs && !names.some((name) => keyEvents.test(name));
