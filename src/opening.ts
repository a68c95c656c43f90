// The page while it may be watched, and the calls that came before.
import type { Undo } from './browser/listen.ts';
import type { OpenPage } from './observe.ts';

/** Events before `start` wait for it; more than this many are somebody's endless loop. */
const maxEarly = 100;

export interface Opening {
  /** Runs the call if there is a page. */
  with<Result>(call: (page: OpenPage) => Result): Result | undefined;
  /** Runs the call now, or when there is a page. */
  when(call: (page: OpenPage) => void): void;
  /** Opens the page, unless it is. */
  open(): void;
  close: Undo;
  /** Closes the page, and gives up what waits for it. */
  giveUp: Undo;
}

export const createOpening = (observe: () => OpenPage): Opening => {
  let early: ((page: OpenPage) => void)[] = [];
  let page: OpenPage | undefined;
  const close = () => {
    page?.close();
    page = undefined;
  };
  return {
    with: (call) => page && call(page),
    when(call) {
      if (page) call(page);
      else if (!early[maxEarly]) early.push(call);
    },
    open() {
      if (page) return;
      page = observe();
      for (const call of early.splice(0)) call(page);
    },
    close,
    giveUp() {
      early = [];
      close();
    },
  };
};
