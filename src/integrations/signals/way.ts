// How many clicks it took from the landing to the first product page of the visit.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Signals, Tracker } from '../../types.ts';
import { together } from '../together.ts';

interface Way {
  visits: number;
  /** Since the landing; below zero when the product was reached, or when the way to here is not known. */
  clicks: number;
}

const key = 'way';
const unknown = -1e6;

/** Kept from page to page with the visitor's record, hence with a grant only. */
export const watchWay = (found: Signals, tracker: Tracker): Undo => {
  let clicks = 0;

  const keep = (isProduct: boolean) => {
    const { visits } = tracker.journey();
    if (!visits) return;
    const kept = tracker.recall(key) as Way | undefined;
    // Clicks before a grant were never kept. So without the landing there is no number, rather than a wrong one.
    const isLanding = kept || !document.referrer.startsWith(location.origin);
    const sum = clicks + (kept?.visits === visits ? kept.clicks : isLanding ? 0 : unknown);
    clicks = 0;
    if (isProduct && sum >= 0) found.clicks_to_product = sum;
    tracker.remember(key, { visits, clicks: isProduct ? unknown : sum });
  };

  return together(
    listen(window, 'click', () => {
      clicks++;
    }),
    tracker.on('event', ({ name }) => {
      if (name === 'view_item') keep(true);
    }),
    tracker.on('leave', () => keep(false)),
  );
};
