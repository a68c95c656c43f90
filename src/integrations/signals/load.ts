// A page that took long to load, or was left before it had.
import type { Undo } from '../../browser/listen.ts';
import type { Signals, Tracker } from '../../types.ts';
import { isLoaded, whenLoaded } from '../loaded.ts';
import { together } from '../together.ts';

/** 53 % of mobile visits end when a page takes longer: DoubleClick by Google, "The need for mobile speed", 2016. */
const slowMs = 3_000;

interface Timing extends PerformanceNavigationTiming {
  activationStart?: number;
}

export const watchLoad = (found: Signals, tracker: Tracker): Undo => {
  const look = () => {
    for (const { loadEventStart, activationStart = 0 } of performance.getEntriesByType('navigation') as Timing[]) {
      // A prerendered page is waited for from when it is shown.
      const ms = Math.round((loadEventStart || performance.now()) - activationStart);
      if (ms >= slowMs) found.load_ms = ms;
    }
  };
  return together(
    whenLoaded(look),
    tracker.on('leave', () => {
      if (!isLoaded()) look();
    }),
  );
};
