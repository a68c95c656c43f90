// How long a batch is once each of its events stands by itself, as it does in the store.
import type { WireBatch } from 'etappe/wire';

const lengthOf = (value: unknown) => (value === undefined ? 0 : JSON.stringify(value).length);

/**
 * Characters of what a batch says once and its rows say again: the source and the event's page. 240 KB with a thousand
 * events can make 200 MB of them.
 */
export const unfoldedLength = ({ source, pages, events }: WireBatch): number => {
  const sourceLength = lengthOf(source);
  const pageLengths = new Map(Object.entries(pages).map(([id, page]) => [id, lengthOf(page)]));
  return events.reduce((sum, { page }) => sum + sourceLength + (pageLengths.get(page) ?? 0), 0);
};
