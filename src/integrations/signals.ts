// Why a visit may have broken off: what went wrong or unseen on a page, told with its last totals.
import type { Integration, Signals } from '../types.ts';
import { whileAllowed } from './signals/allowed.ts';
import { watchAway } from './signals/away.ts';
import { watchCopies } from './signals/copies.ts';
import { watchDeadClicks } from './signals/dead.ts';
import { watchErrors } from './signals/errors.ts';
import { watchImages } from './signals/images.ts';
import { watchLoad } from './signals/load.ts';
import { watchRage } from './signals/rage.ts';
import { watchRefusals } from './signals/refusals.ts';
import { watchSeen } from './signals/seen.ts';
import type { Add } from './signals/tally.ts';
import { watchWay } from './signals/way.ts';
import { together } from './together.ts';

/**
 * Adds `signals` to every `page_leave`: counts, milliseconds and names, never values; nothing where there is nothing to
 * say. Only the clicks to the first product are kept from page to page, and only with a grant.
 */
export const signals = (): Integration => (tracker) =>
  whileAllowed(tracker, () => {
    const found: Signals = {};
    const add: Add = (name, amount = 1) => {
      found[name] = (found[name] ?? 0) + amount;
    };
    return together(
      watchSeen(found, tracker),
      watchErrors(add),
      watchImages(add),
      watchRage(add),
      watchDeadClicks(add),
      watchAway(add),
      watchCopies(add),
      watchRefusals(found, tracker),
      watchLoad(found, tracker),
      watchWay(found, tracker),
      tracker.on('leave', (totals) => {
        if (Object.keys(found)[0]) totals.signals = { ...found };
      }),
      tracker.on('view', ({ kind }) => {
        // The first view of a document is what has been watched so far.
        if (!/^(load|pre)/.test(kind)) for (const name in found) delete found[name as keyof Signals];
      }),
    );
  });
