// One thing that a shop tells in several ways (dataLayer, gtag, its cart, a direct call) counts once.
import type { Undo } from '../../browser/listen.ts';
import { toCommerceParams } from '../../commerce/items.ts';
import type { Params, Tracker } from '../../types.ts';
import { together } from '../together.ts';
import type { FollowLead } from './leads.ts';

/** Tracks the event, unless another way has told of it. `raw` may be in any dialect. */
export type Report = (way: string, name: string, raw: Params) => void;

/** The names of an event's items. */
type Sighting = readonly unknown[];

const toSighting = (params: Params | undefined): Sighting =>
  [params?.items as Params[] | undefined].flat().map((item) => item?.item_name);

/**
 * Each way's n-th event of a name is the n-th event itself: it is tracked by whoever tells it first. Items can't be
 * compared, since plugins, themes and carts call one product by an id, a SKU or a key of their own. Only the page's own
 * word is never taken for another product's: a direct call whose items have other names is an event of its own.
 * @param follow what the page before left open, for a report that all ways share: two reports would each take the
 * other's events for direct calls, and so without it no call is dropped
 */
export const createReport = (tracker: Tracker, follow?: FollowLead): [report: Report, undo: Undo] => {
  /** By way and name: how many it told. */
  const counts: Record<string, number> = {};
  /** By name: what was told; a direct call is a gap. */
  const told = new Map<string, (Sighting | undefined)[]>();
  /** Reported, and not heard of: before the tracker's start that takes until then. */
  const unheard = new Set<Sighting | undefined>();
  let current: Sighting | undefined;

  /** @returns how many it told, less those that were told on the page before */
  const count = (way: string, name: string): number => {
    const n = (counts[way + name] ?? 0) + 1;
    counts[way + name] = n;
    return n - (follow?.(way === 'shop', name, n) ?? 0);
  };

  const sightingsOf = (name: string) => {
    const sightings = told.get(name) ?? [];
    told.set(name, sightings);
    return sightings;
  };

  const undo = together(
    tracker.on('track', (moment) => {
      const { name, params } = moment;
      const sightings = sightingsOf(name);
      const isSame = (other: Sighting | undefined) => {
        const items = other?.[0] ? toSighting(params) : [];
        return other && (!items[0] || items.some((item) => other.includes(item)));
      };
      const own = current ?? [...unheard].find((other) => sightings.includes(other) && isSame(other));
      current = undefined;
      if (unheard.delete(own)) return;
      // Another integration's is a direct call to a report that is not shared, and may be what this one does not know.
      if (isSame(sightings[count('direct ', name) - 1]) && follow) moment.name = '';
      else sightings.push(undefined);
    }),
    tracker.on('drop', ({ reason }) => {
      if (reason !== 'denied') return;
      told.clear();
      unheard.clear();
    }),
  );
  return [
    (way, name, raw) => {
      const sightings = sightingsOf(name);
      if (count(way, name) <= sightings.length) return;
      const params = toCommerceParams(name, raw);
      current = toSighting(params);
      unheard.add(current);
      sightings.push(current);
      tracker.track<string>(name, params);
      current = undefined;
    },
    undo,
  ];
};

/** A way that tells on its own, with a report that nobody shares. */
export const withReport = (tracker: Tracker, watch: (report: Report) => Undo): Undo => {
  const [report, undo] = createReport(tracker);
  return together(undo, watch(report));
};
