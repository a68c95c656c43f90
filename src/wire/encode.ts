// From stamped events to one batch: what they share is written once.
import { type WireBatch, type WireEvent, type WireIdentity, type WirePage, wireVersion } from './schema.ts';

/** An event that is numbered and knows its surroundings: what waits in the queue. */
export interface StampedEvent {
  event: WireEvent;
  page: WirePage;
  /** Nothing without a grant. */
  identity: WireIdentity | undefined;
}

/** What is true of a batch at the moment of sending. */
export type Dispatch = Omit<WireBatch, 'v' | 'pages' | 'events' | keyof WireIdentity>;

/** @param stamped at least one event, all of one visit; the last one knows it best */
export const encodeBatch = (stamped: readonly StampedEvent[], dispatch: Dispatch): WireBatch => ({
  v: wireVersion,
  ...dispatch,
  ...stamped.slice(-1)[0]?.identity,
  pages: Object.fromEntries(stamped.map(({ event, page }) => [event.page, page])),
  events: stamped.map(({ event }) => event),
});
