// How consent sources are watched: listen, read, read again at any sign, and report what changed.
import { listen, type Undo } from '../../browser/listen.ts';
import type { ConsentDecision, Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';

/** Answers about analytics and marketing, in this order. */
type Answers = readonly (boolean | undefined)[];

/**
 * Reports the decisions of each source under its own name, and an answer that is gone as a denial.
 * Where a source has keys of its own, `key` replaces them only if it is the only source.
 */
export const consentIntegration =
  (
    sources: readonly ConsentSource[],
    { key, marketingKey = `${key || 'etappe'}-marketing` }: ConsentOptions = {},
  ): Integration =>
  (tracker) => {
    const page = window;
    const ownKeys = [key || 'etappe', marketingKey];
    const undos: (Undo | undefined)[] = [];
    let isWaiting = false;

    const checkLater = () => {
      if (!isWaiting) setTimeout(check);
      isWaiting = true;
    };

    const watchers = sources.map(({ name, global, keys, events, isShared, read, subscribe, evidence }) => {
      let reported: Answers = [];
      let heard: unknown;
      let told: unknown;

      const tell = (value?: unknown) => {
        told = value;
        // While it is first listened to, it is about to be read anyway.
        if (heard) check();
        // tarteaucitron and CookieYes announce a decision before it can be read.
        checkLater();
      };
      // Captured on window, an event of document arrives as well, whether it bubbles or not.
      if (events) undos.push(listen(page, events, tell));

      return (isDenied: boolean[], isOpen: boolean[]) => {
        const api: unknown = page[global as never];
        let proof: ReturnType<NonNullable<typeof evidence>>;
        const answers = (((sources[1] || !key) && keys) || ownKeys).map((key, purpose) => {
          const before = reported[purpose];
          let answer: unknown;
          try {
            if (api) {
              if (api !== heard) undos.push(subscribe?.(api, tell));
              heard = api;
              answer = read(api, key, told);
              proof = evidence?.(api, told);
            }
          } catch {}
          // An answer that is gone after a decision is a denial.
          if (answer !== !!answer) answer = before && false;
          if (answer === false) isDenied[purpose] = true;
          if (answer && isShared && isOpen[purpose]) answer = before;
          if (api && !answer) isOpen[purpose] = true;
          return answer as boolean | undefined;
        });

        return () => {
          // A grant waits until nobody denies, so that it never takes effect in between.
          const [analytics, marketing] = answers.map((answer, purpose) =>
            answer && isDenied[purpose] ? reported[purpose] : answer,
          );
          if (analytics !== reported[0] || marketing !== reported[1]) {
            reported = [analytics, marketing];
            tracker.consent({ source: name, analytics, marketing, ...proof } as ConsentDecision);
          }
        };
      };
    });

    const check = () => {
      const isDenied: boolean[] = [];
      const isOpen: boolean[] = [];
      isWaiting = false;
      for (const report of watchers.map((read) => read(isDenied, isOpen))) report();
    };

    // For managers that arrive late or have no event, and for decisions made in another tab.
    undos.push(listen(page, 'load', checkLater), listen(document, 'load click visibilitychange', checkLater));
    check();
    checkLater();

    return () => {
      watchers.length = 0;
      for (const undo of undos) {
        try {
          undo?.();
        } catch {}
      }
    };
  };
