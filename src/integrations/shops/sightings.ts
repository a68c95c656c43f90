// One thing that a shop tells in several ways (dataLayer, gtag, its cart, a direct call) counts once.
import { toCommerceParams } from '../../commerce/items.ts';
import type { Params, Tracker } from '../../types.ts';

/** Tracks the event, unless another way has told of it. `raw` may be in any dialect. */
export type Report = (way: string, name: string, raw: Params) => void;

/**
 * Each way's n-th event of a name is the n-th event itself: it is tracked by whoever tells it first. Items can't be
 * compared, since plugins, themes and carts call one product by an id, a SKU or a key of their own.
 */
export const createReport = (tracker: Tracker): Report => {
  const told: Record<string, number> = {};

  const isFirst = (way: string, name: string): boolean => {
    const { [way + name]: count = 0, [name]: total = 0 } = told;
    told[way + name] = count + 1;
    told[name] = Math.max(total, count + 1);
    return count === total;
  };

  tracker.on('event', ({ name }) => isFirst('direct ', name));

  return (way, name, raw) => {
    if (isFirst(way, name)) tracker.track<string>(name, toCommerceParams(name, raw));
  };
};
