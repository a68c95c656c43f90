// How a page's only consent source is watched: listen, read, read again at any sign, and report what changed.
import { listen, type Undo } from '../../browser/listen.ts';
import type { ConsentDecision, Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';

/** Reports a source's decisions, and an answer that is gone as a denial. Several at once: `watch-all.ts`. */
export const consentIntegration =
  (
    { name, global, keys, events, read, subscribe, evidence }: ConsentSource,
    { key, marketingKey = `${key || 'etappe'}-marketing` }: ConsentOptions = {},
  ): Integration =>
  (tracker) => {
    /** About analytics and marketing, in this order. */
    let reported: unknown[] = Array(2);
    let heard: unknown;
    let told: unknown;
    let timer: ReturnType<typeof setTimeout>;

    const check = () => {
      // After the end: some managers cannot be unsubscribed from.
      if (!undos[0]) return;
      const api: unknown = window[global as never];
      let proof: ReturnType<NonNullable<typeof evidence>>;
      const answers = ((!key && keys) || [key || 'etappe', marketingKey]).map((key, purpose) => {
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
        return answer === !!answer ? answer : reported[purpose] && false;
      });
      if (`${answers}` !== `${reported}`) {
        reported = answers;
        const [analytics, marketing] = answers;
        tracker.consent({ source: name, analytics, marketing, ...proof } as ConsentDecision);
      }
    };

    const checkLater = () => {
      clearTimeout(timer);
      timer = setTimeout(check);
    };

    const tell = (value?: unknown) => {
      told = value;
      // What it tells while it begins to be listened to is about to be read anyway.
      if (heard) check();
      // tarteaucitron and CookieYes announce a decision before it can be read.
      checkLater();
    };

    // For managers that arrive late or have no event, and for decisions made in another tab.
    const undos: (Undo | undefined)[] = [
      listen(window, 'load', checkLater),
      listen(document, 'load click visibilitychange', checkLater),
    ];
    // Captured on window, an event of document arrives as well, whether it bubbles or not.
    if (events) undos.push(listen(window, events, tell));
    check();
    checkLater();

    return () => {
      for (const undo of undos.splice(0)) {
        try {
          undo?.();
        } catch {}
      }
    };
  };
