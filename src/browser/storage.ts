// One text under one name, in localStorage or in a cookie for a whole domain, and moving when that changes. A broken or
// forbidden store is an empty one.
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

/** Browsers take 4,096 bytes of name and value: https://httpwg.org/specs/rfc6265.html#implementation-advisory */
const maxCookieLength = 3800;

// JSON is full of quotes and commas, which no cookie may hold (https://httpwg.org/specs/rfc6265.html#sane-set-cookie):
// they change places with two signs that are rare in it. Brackets and colons are allowed.
const swap = (text: string) => text.replace(/[",'!]/g, (sign) => `'!",`.charAt(`",'!`.indexOf(sign)));
const toCookie = (text: string) => encodeURIComponent(swap(text)).replace(/%(2F|3A|[57][BD])/g, decodeURIComponent);
const fromCookie = (value: string) => attempt(() => swap(decodeURIComponent(value)));

/** Stands in localStorage for a text that is in a cookie: without it, no page would have to ask for cookies. */
const movedText = '-';

/**
 * The text, kept where `domain` says. What was kept elsewhere before `domain` changed is found, and moves once it is
 * written; forgetting forgets it everywhere. Cookies are read only where there must be one: in Chromium the first look
 * at `document.cookie` costs a page load as much as everything else here together.
 * @param domain where given, a cookie for that domain is used instead of localStorage
 */
export const createTextStorage = (window: Window, name: string, domain?: string): TextStorage => {
  const readLocal = () => attempt(() => window.localStorage.getItem(name));
  /** More than one where cookies of the name were set for several domains, which reading does not tell. */
  const readCookies = () =>
    attempt(() =>
      `; ${window.document.cookie}`
        .split(`; ${name}=`)
        .slice(1)
        .map((rest) => fromCookie(rest.split(';')[0] as string))
        .filter(Boolean),
    ) ?? [];

  const writeLocal = (text: string) =>
    attempt(() => {
      if (text) window.localStorage.setItem(name, text);
      else window.localStorage.removeItem(name);
    });
  // Not the Cookie Store API: it is asynchronous, and a withdrawal must not be.
  const writeCookie = (text: string, level = '') =>
    attempt(() => {
      const value = toCookie(text);
      // Shops are tested without TLS as well, where WebKit takes no secure cookie, from localhost neither.
      const { protocol } = window.location;
      if (value.length > maxCookieLength) return;
      window.document.cookie = `${name}=${value};path=/${level && `;domain=${level}`};max-age=${text ? maxLifeSeconds : 0};samesite=lax${protocol === 'https:' ? ';secure' : ''}`;
    });
  /** A cookie goes only by the domain that it was set for. */
  const forgetCookies = () => {
    writeCookie('');
    attempt(() => {
      for (let level = window.location.hostname; level; level = level.replace(/^[^.]*\.?/, '')) writeCookie('', level);
    });
  };

  return {
    read() {
      const local = readLocal();
      const isMoved = local === movedText;
      return ((domain || isMoved) && readCookies()[0]) || (isMoved ? undefined : local);
    },
    write(text) {
      if (text && domain) {
        writeCookie(text, domain);
        let [first, other] = readCookies();
        if (other) {
          forgetCookies();
          writeCookie(text, domain);
          [first] = readCookies();
        }
        if (first === text) writeLocal(movedText);
      } else {
        const isMoved = text && readLocal() === movedText;
        writeLocal(text);
        if (!text || (isMoved && readLocal() === text)) forgetCookies();
      }
    },
  };
};

/** Runs when another tab has changed what stands in localStorage, or removed it. */
export const onStorageChange = (window: Window, name: string, callback: (text: string | null) => void): Undo =>
  listen(window, 'storage', (event) => {
    const { key, newValue } = event as StorageEvent;
    // `clear()` reports no key.
    if (!key || key === name) callback(newValue);
  });
