// Which touches there are in the time that was asked for, and from when to when: asked before everything else.
import type { Store } from '../store.ts';
import { clickOfTouches, touchKey } from './channel.ts';
import { isReceived, type Scope, toReceivedBindings } from './scope.ts';
import { chooseInterval, type Span } from './timeline.ts';

const touchQuestion = `
  SELECT min(received_at) AS since, max(received_at) AS until, ${touchKey(
    `{'source': touch_source, 'medium': touch_medium, 'campaign': touch_campaign, 'referrer': touch_referrer}`,
    clickOfTouches,
  )} AS key
  FROM event WHERE ${isReceived} AND session IS NOT NULL GROUP BY key`;

export interface TouchRow {
  key: string;
  since: number;
  until: number;
}

/** The time that a timeline shows: what was asked for, or what there is. */
export const toSpan = ({ since, until, now }: Scope, touches: readonly TouchRow[]): Span => {
  const first = since ?? touches.reduce((least, touch) => Math.min(least, touch.since), now);
  const last = Math.max(first, Math.min(until === undefined ? now : until - 1, now));
  return { since: first, until: last, intervalMs: chooseInterval(last - first) };
};

export const readTouches = (store: Store, scope: Scope): Promise<TouchRow[]> =>
  store.read<TouchRow>(touchQuestion, toReceivedBindings(scope));
