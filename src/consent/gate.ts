// What the decision allows: hold in memory, let through, drop; and the only way to our storage.
import type { TextStorage } from '../browser/storage.ts';
import type { DropReason, Permission } from '../types.ts';

/** Most events held in memory while nothing is decided or nothing was seen. */
const maxHeld = 100;

export interface Gate<Event> {
  pass(event: Event): void;
  /** Takes the new state of the analytics purpose; on a grant, what was held goes out in its order. */
  decide(analytics: Permission): void;
  /** The page is in sight for the first time: what a prerendered page or a background tab held happens now. */
  see(): void;
  /** Runs the action only with a grant. */
  ifGranted<Result>(action: () => Result): Result | undefined;
  /** The same storage, which can neither be read nor filled without a grant. Forgetting is always allowed. */
  guard(storage: TextStorage): TextStorage;
}

/**
 * @param isAnonymous sends without a grant too
 * @param release takes what may go on
 */
export const createGate = <Event extends { name: string; at: number }>(
  isAnonymous: boolean,
  release: (event: Event) => void,
  onDrop: (reason: DropReason, count: number) => void,
): Gate<Event> => {
  const held: Event[] = [];
  let state: Permission = 'undecided';
  let isSeen = false;

  const isGranted = () => state === 'granted';

  const ifGranted: Gate<Event>['ifGranted'] = (action) => (isGranted() ? action() : undefined);

  const settle = () => {
    // A listener of one event may withdraw before the next.
    while (held[0] && isSeen && (isGranted() || isAnonymous)) release(held.shift() as Event);
    if (state === 'denied' && held[0] && !isAnonymous) onDrop('denied', held.splice(0).length);
    if (held[maxHeld]) {
      // The oldest ordinary event goes first; page views and purchases stay as long as there is another.
      const index = held.findIndex(({ name }) => !/^p(age_v|u)/.test(name));
      held.splice(Math.max(0, index), 1);
      onDrop('hold-full', 1);
    }
  };

  return {
    pass(event) {
      held.push(event);
      settle();
    },
    decide(analytics) {
      state = analytics;
      settle();
    },
    see() {
      if (!isSeen) for (const event of held) event.at = Date.now();
      isSeen = true;
      settle();
    },
    ifGranted,
    guard: ({ read, write }) => ({
      read: () => ifGranted(read),
      write(text) {
        if (isGranted() || !text) write(text);
      },
    }),
  };
};
