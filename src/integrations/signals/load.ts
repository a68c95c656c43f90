// A page that took long to load, or was left before it had.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Tracker } from '../../types.ts';
import type { Note } from './tally.ts';
import { together } from './together.ts';

/** 53 % of mobile visits end when a page takes longer: DoubleClick by Google, "The need for mobile speed", 2016. */
const slowMs = 3_000;

export const watchLoad = (note: Note, tracker: Tracker): Undo => {
  const look = () => {
    const [timing] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
      activationStart?: number;
    })[];
    // A prerendered page is waited for from when it is shown.
    const ms = Math.round((timing?.loadEventStart || performance.now()) - (timing?.activationStart ?? 0));
    if (timing && ms >= slowMs) note({ load_ms: ms });
  };
  const isLoaded = () => document.readyState === 'complete';
  if (isLoaded()) look();
  return together(
    listen(window, 'load', look),
    tracker.on('leave', () => {
      if (!isLoaded()) look();
    }),
  );
};
