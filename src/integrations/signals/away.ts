// How often and how long the page was left for another tab, and come back to.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Add } from './tally.ts';

export const watchAway = (add: Add): Undo => {
  let leftAt = 0;
  let isGone = false;
  return listen(window, 'visibilitychange pagehide pageshow', ({ type, timeStamp }) => {
    if (type !== 'visibilitychange') {
      // Left for another page of this tab, and perhaps restored from the back/forward cache: that is no other tab.
      isGone = type === 'pagehide';
      leftAt = 0;
    } else if (document.visibilityState === 'hidden') leftAt = isGone ? 0 : timeStamp;
    else if (leftAt) {
      add('away_count');
      add('away_ms', Math.round(timeStamp - leftAt));
      leftAt = 0;
    }
  });
};
