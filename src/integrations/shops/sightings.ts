// One thing that a shop tells in several ways (dataLayer, gtag, its cart, a direct call) counts once.
import { toCommerceParams } from '../../commerce/items.ts';
import type { Params, Tracker } from '../../types.ts';
import type { FollowLead } from './leads.ts';

/** Tracks the event, unless another way has told of it. `raw` may be in any dialect. */
export type Report = (way: string, name: string, raw: Params) => void;

/**
 * Each way's n-th event of a name is the n-th event itself: it is tracked by whoever tells it first. Items can't be
 * compared, since plugins, themes and carts call one product by an id, a SKU or a key of their own.
 * @param follow what the page before left open, for a report that all ways share: two reports would each take the
 * other's events for direct calls
 */
export const createReport = (tracker: Tracker, follow?: FollowLead): Report => {
  /** By name: how many were tracked; by way and name: how many it told. */
  const told: Record<string, number> = {};
  let isReporting = false;

  const count = (what: string): number => {
    told[what] = (told[what] ?? 0) + 1;
    return told[what];
  };

  /** Whether the way is the first to tell it. */
  const note = (way: string, name: string): boolean => {
    const n = count(way + name);
    return n > (told[name] ?? 0) + (follow?.(way === 'shop', name, n) ?? 0);
  };

  tracker.on('track', ({ name }) => {
    if (!isReporting) note('direct ', name);
    count(name);
  });

  return (way, name, raw) => {
    if (!note(way, name)) return;
    isReporting = true;
    tracker.track<string>(name, toCommerceParams(name, raw));
    isReporting = false;
  };
};
