// Which stage of the customer journey someone has reached: one ladder, the highest rung that holds wins.
import type { Stage } from '../types.ts';

export type { Stage } from '../types.ts';

export interface JourneyEvent {
  name: string;
  /** Epoch milliseconds. Events without it keep their place in the list. */
  at?: number;
}

export interface JourneyHistory {
  /** Sessions so far, this one included. */
  visits?: number;
  /** Purchases so far, those among the events included. */
  purchases?: number;
}

/** The furthest stage that these events, in the order they happened, and this history show. */
export function journeyStage(
  events: readonly JourneyEvent[],
  { visits = 1, purchases = 0 }: JourneyHistory = {},
): Stage {
  const trail = events.map(({ name }) => name).join(' ');
  const shows = (pattern: RegExp) => pattern.test(trail);
  if (shows(/\b(share|refer|invite|recommend|(submit|write)_review)/)) return 'advocacy';
  if (purchases > 1 || shows(/\bpurchase .*\bpurchase\b/)) return 'loyalty';
  if (shows(/\bpurchase .*(page_view|refund)\b/) || (purchases && !shows(/\bpurchase\b/))) return 'post-purchase';
  if (shows(/\b(\w+_checkout|checkout_step|add_\w+_info|purchase)\b/)) return 'purchase';
  if (visits > 1 || shows(/\b(search|select_|view_[ci]|add_to_|generate_lead|sign_up)/)) return 'consideration';
  return 'awareness';
}
