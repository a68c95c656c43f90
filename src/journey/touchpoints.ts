// The path of arrivals: the first one, and the latest that were not direct.
import type { Touch } from '../types.ts';
import { isPaymentReturn, type Session } from './session.ts';

const maxTouches = 20;

/** What a touch says of its origin: the names of its fields beside time and landing page. */
const originOf = (touch: Touch): string[] => Object.keys(touch).filter((field) => !/^(at|landing)$/.test(field));

export const isDirect = (touch: Touch): boolean => !originOf(touch).length;

/**
 * The path with a new arrival, or the same path when it is none: a direct return never hides a campaign, and coming
 * back from a payment page with nothing but a referrer is neither an arrival nor a visit.
 */
export const nextPath = (path: readonly Touch[], touch: Touch, session: Session): readonly Touch[] => {
  const [first, ...rest] = path;
  if (!first) return [touch];
  const origin = originOf(touch);
  const isIgnored = `${origin}` === 'referrer' ? isPaymentReturn(session, touch.at) : !origin.length;
  return isIgnored ? path : [first, ...rest.slice(2 - maxTouches), touch];
};

/** Click ids exist only with marketing. Deleted in place, so that they are gone wherever a touch is held. */
export const forgetClicks = (touches: object | undefined): void => {
  for (const touch of Object.values(touches ?? {})) delete touch?.click;
};
