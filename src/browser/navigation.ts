// When a single-page app has moved to another address without loading a document.
import { listen, type Undo } from './listen.ts';

/** Missing from TypeScript's DOM types in part: https://developer.mozilla.org/en-US/docs/Web/API/Navigation */
type PageWindow = Window & { navigation?: EventTarget & { entries?(): { url: string | null }[] } };

/**
 * Runs after every change of the address. Where the Navigation API is missing, `history` is wrapped, for good: another
 * script may have wrapped it after us, so on undo ours only falls silent.
 */
export const onNavigation = (window: PageWindow, callback: () => void): Undo => {
  const { navigation, history } = window;
  const undo = listen(navigation ?? window, 'currententrychange popstate hashchange', callback);
  let isListening = !navigation;
  if (isListening) {
    for (const name of ['pushState', 'replaceState'] as const) {
      const original = history[name];
      // Defining it gets past a frozen prototype, and merely fails on a frozen history.
      Reflect.defineProperty(history, name, {
        value(this: History, ...state: Parameters<typeof original>) {
          original.apply(this, state);
          if (isListening) callback();
        },
        configurable: true,
        writable: true,
      });
    }
  }
  return () => {
    isListening = false;
    undo();
  };
};

/**
 * The address at which this tab came to the site, although nothing was stored: the first of the unbroken row of
 * same-origin entries, else the referrer, which the same origin may read whole. Call it with a grant only.
 * https://developer.mozilla.org/en-US/docs/Web/API/Navigation/entries
 */
export const readLandingUrl = ({ navigation, document, location }: PageWindow): string =>
  navigation?.entries?.()[0]?.url ?? (document.referrer || location.href);
