// One text under one name, in localStorage or in a cookie for a whole domain. A broken or forbidden store is an empty one.
import { listen, type Undo } from './listen.ts';

/** 13 months: the longest life that the CNIL accepts for audience measurement, and the most that we ever ask for. */
const maxLifeSeconds = 395 * 24 * 60 * 60;

export interface TextStorage {
  read(): string | null | undefined;
  /** @param text the empty text forgets */
  write(text: string): void;
}

const attempt = <T>(action: () => T): T | undefined => {
  try {
    return action();
  } catch {
    // A sandboxed frame, a blocked store and a full one all throw, reading included:
    // https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage
    return undefined;
  }
};

/** @param domain where given, a cookie for that domain is used instead of localStorage */
export const createTextStorage = (window: Window, name: string, domain?: string): TextStorage => ({
  read: () =>
    attempt(() =>
      domain
        ? decodeURIComponent(`; ${window.document.cookie}`.split(`; ${name}=`)[1]?.split(';')[0] ?? '')
        : window.localStorage.getItem(name),
    ),
  write: (text) =>
    attempt(() => {
      if (domain) {
        // Not the Cookie Store API: it is asynchronous, and a withdrawal must not be.
        window.document.cookie = `${name}=${encodeURIComponent(text)};path=/;domain=${domain};max-age=${text ? maxLifeSeconds : 0};samesite=lax;secure`;
      } else if (text) window.localStorage.setItem(name, text);
      else window.localStorage.removeItem(name);
    }),
});

/** Runs when another tab has changed the text, or removed it. */
export const onStorageChange = (window: Window, name: string, callback: (text: string | null) => void): Undo =>
  listen(window, 'storage', (event) => {
    const { key, newValue } = event as StorageEvent;
    // `clear()` reports no key.
    if (key === name || !key) callback(newValue);
  });
