// A visitor's browser: tabs over one storage that tell each other of changes, with everything that they do overheard.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Window as HappyWindow } from 'happy-dom';
import { type Court, createCourt, type Judge } from '../../helpers/consent-model/judge.ts';
import { createSharedDatabases } from './shared-database.ts';

export type PageWindow = Window & typeof globalThis;

/** One document in a tab, until it is closed or another one is loaded there. */
export interface Page {
  window: PageWindow;
  judge: Judge;
  /** Runs as the page's own script: timers and promises that it starts belong to this page. */
  run<Result>(action: () => Result): Result;
  setSight(isVisible: boolean): void;
  /** Listeners on window and document that are still there, by event. */
  listListeners(): string[];
  countTimers(): number;
  /** The document goes: its last events, then nothing of it runs any more. */
  close(): void;
}

export interface Browser {
  court: Court;
  open(url: string, isVisible: boolean, options: { isAnonymous: boolean; isSignalling: boolean }): Page;
  /** Hands out the storage events that are on their way. */
  deliver(): void;
  /** What is kept of the site: names of entries, cookies and databases. */
  listKept(): string[];
  /** Every text that is kept of the site. */
  listTexts(): string[];
  answer(status: number, delayMs: number): void;
  /** Puts the test's own globals back. */
  close(): void;
}

/** The page whose script is running; promises and timers inherit it. */
const running = new AsyncLocalStorage<Page>();

const scopedNames = ['window', 'document', 'navigator'] as const;

/** The page's own globals for scripts that name them; the tracker is handed its window when it is made. */
const scopeGlobals = () => {
  const descriptors = scopedNames.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  const originals = scopedNames.map((name) => globalThis[name]);
  for (const [index, name] of scopedNames.entries()) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        const page = running.getStore();
        return page ? (name === 'window' ? page.window : page.window[name]) : originals[index];
      },
    });
  }
  return () => {
    for (const [name, descriptor] of descriptors) {
      Reflect.deleteProperty(globalThis, name);
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    }
  };
};

/** Timers know whose they are, and do not outlive their page. Over the fake clock of the test. */
const scopeTimers = () => {
  const { setTimeout, clearTimeout } = globalThis;
  const pending = new Map<Page, Set<unknown>>();
  const timersOf = (page: Page) => {
    const timers = pending.get(page) ?? new Set();
    pending.set(page, timers);
    return timers;
  };
  globalThis.setTimeout = ((callback: () => void, delayMs?: number) => {
    const page = running.getStore();
    if (!page) return setTimeout(callback, delayMs);
    const timer = setTimeout(() => {
      timersOf(page).delete(timer);
      page.run(callback);
    }, delayMs);
    timersOf(page).add(timer);
    return timer;
  }) as typeof setTimeout;
  globalThis.clearTimeout = ((timer: Parameters<typeof clearTimeout>[0]) => {
    clearTimeout(timer);
    for (const timers of pending.values()) timers.delete(timer);
  }) as typeof clearTimeout;
  return {
    count: (page: Page) => timersOf(page).size,
    end(page: Page) {
      for (const timer of timersOf(page)) clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
      pending.delete(page);
    },
    restore() {
      Object.assign(globalThis, { setTimeout, clearTimeout });
    },
  };
};

/** Counts what is listened to on a target. */
const overhearListeners = (target: EventTarget) => {
  const listening: { type: string; listener: unknown }[] = [];
  const { addEventListener, removeEventListener } = target;
  Object.assign(target, {
    addEventListener(type: string, listener: EventListener, options: AddEventListenerOptions) {
      if (!listening.some((each) => each.type === type && each.listener === listener))
        listening.push({ type, listener });
      addEventListener.call(target, type, listener, options);
    },
    removeEventListener(type: string, listener: EventListener, options: EventListenerOptions) {
      const index = listening.findIndex((each) => each.type === type && each.listener === listener);
      if (index >= 0) listening.splice(index, 1);
      removeEventListener.call(target, type, listener, options);
    },
  });
  return () => listening.map(({ type }) => type);
};

const toPage = (url: string): PageWindow =>
  new HappyWindow({ url, settings: { disableJavaScriptFileLoading: true } }) as unknown as PageWindow;

/** @param isBlocked nothing can be stored */
export const createBrowser = (isBlocked = false): Browser => {
  const court = createCourt();
  const timers = scopeTimers();
  const restoreGlobals = scopeGlobals();
  const entries = new Map<string, string>();
  const cookies = new Map<string, string>();
  const databases = createSharedDatabases();
  const pages = new Set<Page>();
  const events: { to: Page; key: string; newValue: string | null }[] = [];
  let status = 204;
  let delayMs = 0;

  const change = (from: Page, key: string, newValue: string | null) => {
    if ((entries.get(key) ?? null) === newValue) return;
    if (newValue === null) entries.delete(key);
    else entries.set(key, newValue);
    for (const to of pages) if (to !== from) events.push({ to, key, newValue });
  };

  const open: Browser['open'] = (url, isVisible, options) => {
    const window = toPage(url);
    const { document, navigator } = window;
    const judge = court.open(options);
    let isOpen = true;
    let sight = isVisible;

    const see: Judge['see'] = (deed) => {
      if (isOpen) judge.see(deed);
    };
    const define = (target: object, name: string, value: unknown) =>
      Object.defineProperty(target, name, { configurable: true, value });

    define(window, 'localStorage', {
      getItem(key: string) {
        see({ kind: 'read', where: `localStorage ${key}` });
        return entries.get(key) ?? null;
      },
      setItem(key: string, text: string) {
        see({ kind: 'write', where: `localStorage ${key}`, text });
        if (isBlocked) throw new DOMException('full', 'QuotaExceededError');
        change(page, key, text);
      },
      removeItem(key: string) {
        see({ kind: 'forget', where: `localStorage ${key}` });
        change(page, key, null);
      },
    });
    Object.defineProperty(document, 'cookie', {
      configurable: true,
      get() {
        see({ kind: 'read', where: 'cookie' });
        return [...cookies].map(([place, text]) => `${place.split(' ')[0]}=${text}`).join('; ');
      },
      set(cookie: string) {
        const [, name = '', text = '', rest = ''] = /^([^=]*)=([^;]*)(.*)$/.exec(cookie) ?? [];
        const {
          path = '',
          domain = '',
          'max-age': maxAge = '',
        } = Object.fromEntries(rest.split(';').map((attribute) => attribute.trim().split('=')));
        // A cookie is only deleted by the path and domain that it was made with.
        const place = `${name} ${domain}${path}`;
        if (maxAge === '0') {
          see({ kind: 'forget', where: `cookie ${place}` });
          cookies.delete(place);
        } else {
          see({
            kind: 'write',
            where: `cookie ${place}`,
            text: decodeURIComponent(text),
            lifeMs: Number(maxAge) * 1000,
          });
          if (!isBlocked) cookies.set(place, text);
        }
      },
    });
    // Blocked stores, as in a private window: that somebody asks for them is what counts.
    for (const name of ['sessionStorage', 'caches', 'cookieStore'] as const) {
      Object.defineProperty(window, name, {
        configurable: true,
        get() {
          see({ kind: 'read', where: name });
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    }
    define(
      window,
      'indexedDB',
      isBlocked ? undefined : databases.toFactory({ see, overhear: () => judge.overhear(Date.now()) }),
    );
    define(navigator, 'sendBeacon', (endpoint: URL, body: string) => {
      see({ kind: 'request', where: `${endpoint}`, body });
      return status === 204;
    });
    define(window, 'fetch', async (endpoint: URL, { body }: { body: string }) => {
      see({ kind: 'request', where: `${endpoint}`, body });
      if (delayMs) await new Promise<void>((resolve) => running.exit(() => setTimeout(resolve, delayMs)));
      if (!status) throw new TypeError('Failed to fetch');
      return { type: 'basic', status };
    });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (sight ? 'visible' : 'hidden'),
    });
    define(document, 'hasFocus', () => sight);
    if (options.isSignalling) define(navigator, 'globalPrivacyControl', true);
    const listens = [overhearListeners(window), overhearListeners(document)];

    const page: Page = {
      window,
      judge,
      run: (action) => running.run(page, action),
      setSight(isVisible) {
        sight = isVisible;
        page.run(() => document.dispatchEvent(new window.Event('visibilitychange', { bubbles: true })));
      },
      listListeners: () => listens.flatMap((list) => list()),
      countTimers: () => timers.count(page),
      close() {
        if (sight) page.setSight(false);
        page.run(() => window.dispatchEvent(new window.Event('pagehide')));
        isOpen = false;
        pages.delete(page);
        timers.end(page);
      },
    };
    pages.add(page);
    return page;
  };

  return {
    court,
    open,
    deliver() {
      for (const { to, key, newValue } of events.splice(0)) {
        if (!pages.has(to)) continue;
        if (newValue === null) to.judge.overhear(Date.now());
        to.run(() => to.window.dispatchEvent(Object.assign(new to.window.Event('storage'), { key, newValue })));
      }
    },
    listKept: () => [
      ...[...entries.keys()].map((key) => `entry ${key}`),
      ...[...cookies.keys()].map((place) => `cookie ${place}`),
      ...databases.listKept(),
    ],
    listTexts: () => [...entries.values(), ...[...cookies.values()].map(decodeURIComponent), ...databases.listTexts()],
    answer(nextStatus, nextDelayMs) {
      status = nextStatus;
      delayMs = nextDelayMs;
    },
    close() {
      for (const page of pages) timers.end(page);
      pages.clear();
      timers.restore();
      restoreGlobals();
    },
  };
};
