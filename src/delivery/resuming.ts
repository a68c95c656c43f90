// Taking up, soon and once, what earlier pages left in the outbox.
import type { StampedEvent } from '../wire/encode.ts';
import type { Outbox } from './outbox.ts';

/** After the page's own work; at random, so that the tabs of a restored browser do not ask all at once. */
const resumeAfterMs = 2_000;

export interface Resuming {
  start(): void;
  cancel(): void;
}

/** @param onFound what no other page takes care of any more, at least one event */
export const createResuming = (outbox: Outbox, onFound: (left: readonly StampedEvent[]) => void): Resuming => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    start() {
      timer ??= setTimeout(
        async () => {
          const mine = timer;
          const left = await outbox.take();
          if (timer !== mine) return;
          timer = undefined;
          if (left[0]) onFound(left);
        },
        resumeAfterMs * (1 + Math.random()),
      );
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
