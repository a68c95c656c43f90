// Watching a page for as long as nobody has said no.
import type { Undo } from '../../browser/listen.ts';
import type { Tracker } from '../../types.ts';
import { together } from '../together.ts';

/**
 * Starts watching, also before a decision, since events are held until then; stops at a refusal and at a withdrawal,
 * and starts anew, with nothing known, after a later grant.
 */
export const whileAllowed = (tracker: Tracker, start: () => Undo): Undo => {
  let stop: Undo | undefined;
  const settle = (analytics?: string) => {
    if (analytics !== 'denied') stop ??= start();
    else stop = stop?.() as undefined;
  };
  settle();
  return together(
    // Hears at once of a refusal that is in force already.
    tracker.on('consent', ({ analytics }) => settle(analytics)),
    () => stop?.(),
  );
};
