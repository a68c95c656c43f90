// How several consent sources are watched at once, and the order in which they have their say.
import { listen, type Undo } from '../../browser/listen.ts';
import type { ConsentDecision, Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';

/**
 * Watches each source as `watch.ts` does, and reports it under its own name; all are read at one time. A grant waits
 * while another source denies; a shared source grants only where none before it is on the page.
 * Where a source has keys of its own, `key` replaces them only if it is the only source.
 */
export const watchAll =
  (
    sources: readonly ConsentSource[],
    { key, marketingKey = `${key || 'etappe'}-marketing` }: ConsentOptions = {},
  ): Integration =>
  (tracker) => {
    const page = window;
    const undos: (Undo | undefined)[] = [];
    let isWaiting = false;
    let latest: (() => void)[] | undefined;

    const checkLater = () => {
      if (!isWaiting) setTimeout(check);
      isWaiting = true;
    };

    const readers = sources.map(({ name, global, keys, events, isShared, read, subscribe, evidence }) => {
      /** About analytics and marketing, in this order, as everything that has a place per purpose. */
      let reported: unknown[] = [];
      let heard: unknown;
      let told: unknown;

      const tell = (value?: unknown) => {
        told = value;
        // What it tells while it begins to be listened to is about to be read anyway.
        if (heard) check();
        // tarteaucitron and CookieYes announce a decision before it can be read.
        checkLater();
      };
      // Captured on window, an event of document arrives as well, whether it bubbles or not.
      if (events) undos.push(listen(page, events, tell));

      return (isDenied: boolean[], found: unknown[]) => {
        const api: unknown = page[global as never];
        let proof: ReturnType<NonNullable<typeof evidence>>;
        const now = (((sources[1] || !key) && keys) || [key || 'etappe', marketingKey]).map((key, purpose) => {
          const before = reported[purpose];
          let answer: unknown;
          try {
            if (api) {
              // A stub's successor is listened to anew.
              if (api !== heard) {
                heard = undefined;
                undos.push(subscribe?.(api, tell));
              }
              heard = api;
              answer = read(api, key, told);
              proof = evidence?.(api, told);
            }
          } catch {}
          // An answer that is gone after a decision is a denial.
          if (answer !== !!answer) answer = before && false;
          isDenied[purpose] ||= answer === false;
          // What others work through does not speak for them: their record is the evidence.
          if (isShared && found[0]) answer &&= before || undefined;
          return answer;
        });
        // An element of the page is a global by its id.
        if (api && !(api as Partial<Element>).tagName) found.push(api);
        return () => {
          // A grant waits until nobody denies, so that it never takes effect in between.
          const next = now.map((answer, purpose) => (answer && isDenied[purpose] ? reported[purpose] : answer));
          const [analytics, marketing] = next;
          if (analytics !== reported[0] || marketing !== reported[1]) {
            reported = next;
            tracker.consent({ source: name, analytics, marketing, ...proof } as ConsentDecision);
          }
        };
      };
    });

    const check = () => {
      const isDenied: boolean[] = [];
      const found: unknown[] = [];
      isWaiting = false;
      latest = readers.map((read) => read(isDenied, found));
      // Whoever hears of a report may decide anew or end it all: what is left of this round is outdated then.
      const reports = latest;
      for (const report of reports) if (reports === latest) report();
    };

    // For managers that arrive late or have no event, and for decisions made in another tab.
    undos.push(listen(page, 'load', checkLater), listen(document, 'load click visibilitychange', checkLater));
    check();
    checkLater();

    return () => {
      readers.length = 0;
      latest = undefined;
      for (const undo of undos) {
        try {
          undo?.();
        } catch {}
      }
    };
  };
