// From stamped events to one batch: what they share is written once.
import { type WireBatch, type WireContext, type WireEvent, type WirePage, wireVersion } from './schema.ts';

/** An event that is numbered and knows its surroundings: what waits in the queue. */
export interface StampedEvent {
  event: WireEvent;
  page: WirePage;
  /** The same object for all events of one visit while nothing of it changes. */
  context: WireContext;
}

/** What is true of a batch at the moment of sending. */
export type Dispatch = Pick<WireBatch, 'batch' | 'sent_at' | 'consent' | 'dropped'>;

/** @param stamped at least one event; all of them share one context */
export const encodeBatch = (stamped: readonly StampedEvent[], dispatch: Dispatch): WireBatch => ({
  v: wireVersion,
  ...dispatch,
  ...(stamped[0] as StampedEvent).context,
  pages: Object.fromEntries(stamped.map(({ event, page }) => [event.page, page])),
  events: stamped.map(({ event }) => event),
});
