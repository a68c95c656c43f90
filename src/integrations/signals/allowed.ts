// Watching a page for as long as nobody has said no.
import type { Undo } from '../../browser/listen.ts';
import type { Tracker } from '../../types.ts';

/**
 * Starts watching, also before a decision, since events are held until then; stops at a refusal and at a withdrawal,
 * and starts anew, with nothing known, after a later grant.
 */
export const whileAllowed = (tracker: Tracker, start: () => Undo): Undo => {
  let isDenied = false;
  let stop: Undo | undefined;
  const settle = () => {
    if (isDenied) stop?.();
    stop = isDenied ? undefined : (stop ?? start());
  };
  const off = tracker.on('consent', ({ analytics }) => {
    isDenied = analytics === 'denied';
    settle();
  });
  settle();
  return () => {
    off();
    stop?.();
  };
};
