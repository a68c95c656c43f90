// The path of arrivals: the first one, and the latest that were not direct.
import type { Touch } from '../types.ts';
import { stringify } from '../wire/stringify.ts';
import { isPaymentReturn, type Session } from './session.ts';

const maxTouches = 20;

/** What a touch says of its origin: all but time and landing page. */
const originOf = ({ at, landing, ...origin }: Touch): string => stringify(origin);

export const isDirect = (touch: Touch): boolean => originOf(touch) === '{}';

/**
 * The path with a new arrival, or the same path when it is none: a direct return never hides a campaign, coming back
 * from a payment page with nothing but a referrer is neither an arrival nor a visit, and a landing page that is
 * reloaded, or gone back to, says the same once more.
 */
export const nextPath = (path: readonly Touch[], touch: Touch, session: Session): readonly Touch[] => {
  const [first, ...rest] = path;
  if (!first) return [touch];
  const [last = first] = rest.slice(-1);
  const { at, referrer } = touch;
  const origin = originOf(touch);
  const isIgnored =
    origin === '{}' ||
    (origin === stringify({ referrer }) && isPaymentReturn(session, at)) ||
    (session.names[0] && origin === originOf(last));
  return isIgnored ? path : [first, ...rest.slice(2 - maxTouches), touch];
};

/** Click ids exist only with marketing. Deleted in place, so that they are gone wherever a touch is held. */
export const forgetClicks = (touches: object | undefined): void => {
  for (const touch of Object.values(touches ?? {})) delete touch?.click;
};
