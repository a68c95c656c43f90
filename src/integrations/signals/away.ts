// How often and how long the page was left for another tab, and come back to.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Add } from './tally.ts';

export const watchAway = (add: Add): Undo => {
  /** Below zero: for another page of this tab, and perhaps back from the cache. That is no other tab. */
  let leftAt = 0;
  return listen(window, 'visibilitychange pagehide pageshow', ({ type, timeStamp }) => {
    if (type !== 'visibilitychange') leftAt = type === 'pagehide' ? -1 : 0;
    else if (document.visibilityState === 'hidden') leftAt ||= timeStamp;
    else if (leftAt > 0) {
      add('away_count');
      add('away_ms', Math.round(timeStamp - leftAt));
      leftAt = 0;
    }
  });
};
