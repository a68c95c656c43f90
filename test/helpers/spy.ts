// What scripts do in a page, seen by an inline script that runs before them: what they touch, ask for and say.

export interface Sighting {
  /** `storage`: anything that outlives the page · `tabs`: other tabs and workers · `history`: where the tab has been. */
  kind: 'storage' | 'request' | 'tabs' | 'history' | 'console' | 'uncaught';
  /** As in `localStorage.getItem`, `fetch`, `console.error`. */
  api: string;
  /** The key, the address, the words; empty where there is none. */
  detail: string;
}

interface Spy {
  sightings: Sighting[];
  /** Everything in localStorage, unseen by the spy. */
  readStore(): Record<string, string>;
  /** The page's cookies, unseen by the spy. */
  readCookies(): string;
}

/** Runs in the page: nothing of this module is in reach. */
const installSpy = () => {
  const sightings: Sighting[] = [];
  const note = (kind: Sighting['kind'], api: string, detail: unknown = '') => {
    sightings.push({ kind, api, detail: String(detail) });
  };
  // biome-ignore lint/suspicious/noExplicitAny: wraps whatever the engine has, under the names that it has
  type Owner = any;
  const page = window as Owner;
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };

  const store = attempt(() => window.localStorage);
  const findDescriptor = (owner: Owner, name: string): PropertyDescriptor | undefined => {
    for (let holder = owner; holder; holder = Object.getPrototypeOf(holder)) {
      const descriptor = Object.getOwnPropertyDescriptor(holder, name);
      if (descriptor) return descriptor;
    }
    return undefined;
  };
  const cookie = findDescriptor(document, 'cookie');

  const spyOnCalls = (kind: Sighting['kind'], owner: Owner, label: string, names: string, argument = 0) => {
    for (const name of names.split(' ')) {
      const original = owner?.[name];
      if (typeof original !== 'function') continue;
      owner[name] = function (this: unknown, ...args: unknown[]) {
        const home = owner === page.Storage?.prototype ? (this === store ? 'localStorage' : 'sessionStorage') : label;
        note(kind, home ? `${home}.${name}` : name, args[argument]);
        return original.apply(this, args);
      };
    }
  };
  const spyOnProperty = (kind: Sighting['kind'], owner: Owner, label: string, name: string, isWriteOnly = false) => {
    const { get, set } = findDescriptor(owner ?? {}, name) ?? {};
    if (!get && !set) return;
    const api = label ? `${label}.${name}` : name;
    Object.defineProperty(owner, name, {
      configurable: true,
      enumerable: true,
      get(this: unknown) {
        if (!isWriteOnly) note(kind, api);
        return get?.call(this);
      },
      set(this: unknown, value: unknown) {
        note(kind, `${api} =`, value);
        set?.call(this, value);
      },
    });
  };
  const spyOnConstructor = (kind: Sighting['kind'], name: string) => {
    if (!page[name]) return;
    page[name] = new Proxy(page[name], {
      construct(target, args) {
        note(kind, `new ${name}`, args[0]);
        return Reflect.construct(target, args);
      },
    });
  };

  spyOnCalls('storage', page.Storage?.prototype, '', 'getItem setItem removeItem clear key');
  spyOnProperty('storage', page.Storage?.prototype, 'Storage', 'length');
  spyOnCalls('storage', page.IDBFactory?.prototype, 'indexedDB', 'open deleteDatabase databases');
  spyOnCalls('storage', page.CacheStorage?.prototype, 'caches', 'open match has delete keys');
  spyOnCalls('storage', page.CookieStore?.prototype, 'cookieStore', 'get getAll set delete');
  spyOnProperty('storage', page.Document?.prototype, 'document', 'cookie');
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']) {
    spyOnProperty('storage', page, '', name);
  }
  spyOnProperty('storage', page, 'window', 'name');
  spyOnCalls('request', page, '', 'fetch fetchLater');
  spyOnCalls('request', page.Navigator?.prototype, 'navigator', 'sendBeacon');
  spyOnCalls('request', page.XMLHttpRequest?.prototype, 'XMLHttpRequest', 'open', 1);
  spyOnProperty('request', page.HTMLImageElement?.prototype, 'img', 'src', true);
  for (const name of ['WebSocket', 'EventSource']) spyOnConstructor('request', name);
  spyOnCalls('tabs', page.LockManager?.prototype, 'locks', 'request query');
  for (const name of ['BroadcastChannel', 'Worker', 'SharedWorker']) spyOnConstructor('tabs', name);
  spyOnCalls('tabs', page.ServiceWorkerContainer?.prototype, 'serviceWorker', 'register');
  spyOnCalls('history', page.Navigation?.prototype, 'navigation', 'entries');
  const { console } = page;
  for (const name of ['warn', 'error']) {
    const original = console[name];
    console[name] = (...words: unknown[]) => {
      note('console', `console.${name}`, words.join(' '));
      original.apply(console, words);
    };
  }
  addEventListener('error', ({ message }) => note('uncaught', 'error', message));
  addEventListener('unhandledrejection', ({ reason }) => note('uncaught', 'unhandledrejection', reason));

  const spy: Spy = {
    sightings,
    readStore: () => ({ ...store }),
    readCookies: () => attempt(() => cookie?.get?.call(document)) ?? '',
  };
  page.spy = spy;
};

/** To be the first script of a page. */
export const spyScript = `<script>(${installSpy})()</script>`;

export interface SpiedPage {
  title?: string;
  /** Put after the spy and before the tag: what the page itself does early. */
  head?: string;
  tag: string;
  body?: string;
}

/** A page whose first script is the spy. */
export const toSpiedPage = ({ title = 'Page', head = '', tag, body = '' }: SpiedPage): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${spyScript}<title>${title}</title>${head}${tag}</head><body>${body}</body></html>`;

/** A page handle of the engines, or a page of Playwright's. */
interface Evaluating {
  evaluate<Result>(pageFunction: () => Result): Promise<Awaited<Result>>;
}

declare const spy: Spy;

/** What was seen in the document that the page shows, oldest first; a restored document remembers how it was left. */
export const readSightings = (page: Evaluating): Promise<Sighting[]> => page.evaluate(() => spy.sightings);

export const readStore = (page: Evaluating): Promise<Record<string, string>> => page.evaluate(() => spy.readStore());

export const readCookies = (page: Evaluating): Promise<string> => page.evaluate(() => spy.readCookies());
