// How far the page's ways of telling and the shop's own reading are ahead of each other, from one page to the next.
import type { Tracker } from '../../types.ts';

/** What was done on one page is often told on the next: by the cart it shows, or by a server that pushes late. */
const carried = /^(add|remove|begin|check)/;
const maxAgeMs = 1_800_000;
const key = 'sightings';

type Counts = Record<string, number>;

/**
 * Takes that a way has told its n-th event of a name on this page.
 * @returns how many of them the other side has told on the page before
 */
export type FollowLead = (isShop: boolean, name: string, n: number) => number;

export const createLeads = (tracker: Tracker): FollowLead => {
  /** By name: how many the page's ways have told that the shop's reading has not; below zero the other way round. */
  const leads: Counts = {};
  const told: [page: Counts, shop: Counts] = [{}, {}];
  /** The leads of the page before, and when they were kept. */
  let before: Counts | undefined;

  return (isShop, name, n) => {
    if (!carried.test(name)) return 0;
    const stored = before ? undefined : (tracker.recall(key) as Counts | undefined);
    if (stored) before = Date.now() - (stored.at as number) < maxAgeMs ? stored : {};
    const lead = before?.[name] ?? 0;
    const side = told[+isShop] as Counts;
    side[name] = Math.max(side[name] ?? 0, n);
    const [page = 0, shop = 0] = told.map((counts) => counts[name]);
    // What this page's other side has not answered of the page before, it won't answer any more.
    leads[name] = page - shop + Math.max(-page, Math.min(lead, shop));
    tracker.remember(key, { ...before, ...leads, at: Date.now() });
    // With a grant, what is kept from now on is this page's.
    if (tracker.recall(key)) before ??= {};
    return Math.max(0, isShop ? lead : -lead);
  };
};
