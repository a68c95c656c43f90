// What a fake consent manager can do, and the page that it does it on.

export interface Decision {
  analytics: boolean;
  marketing: boolean;
}

/** A manager as a page sees it, with our service registered as `etappe` and `etappe-marketing` where it decides per service. */
export interface ConsentFake {
  /** Its script runs; `stored` is what the visitor decided on an earlier page. */
  load(stored?: Decision): void;
  /** The visitor decides in its dialog; everything that it announces is announced before this returns. */
  decide(decision: Decision): void;
  /** Announces once more what it has announced before. */
  repeat(): void;
  /** Its interface throws from now on. */
  break(): void;
  /** Whoever has subscribed to it by other means than DOM events, and has not unsubscribed. */
  subscribers?(): number;
}

export interface FakeTraits {
  /** The name of its source. */
  name: string;
  /** @default what its name says: tells the variants of a manager apart */
  variant?: string;
  /** When a withdrawal arrives: in the manager's own event, or later, because it has none or answers later. @default 'sync' */
  withdrawal?: 'sync' | 'later';
  /** It announces nothing, so that a decision shows after the click that it was made by. */
  isSilent?: true;
  /** One answer for everything. */
  isAllOrNothing?: true;
  /** Decides and announces one purpose after the other. */
  isStepwise?: true;
  /** Nothing of it is called, so nothing of it can throw. */
  isPassive?: true;
  /** Only ever denies. */
  onlyDenies?: true;
  create(page: FakePage): ConsentFake;
}

/** The page under test: everything that is put on it can be taken away again. */
export interface FakePage {
  globals: Record<string, unknown>;
  fire(target: 'window' | 'document', name: string, detail?: unknown): void;
  setCookie(name: string, value: string | undefined): void;
  cookie(name: string): string | undefined;
  clear(): void;
}

export const createFakePage = (): FakePage => {
  const known = new Set(Object.getOwnPropertyNames(window));
  const cookies = new Set<string>();
  return {
    globals: window as unknown as Record<string, unknown>,
    fire(target, name, detail) {
      (target === 'window' ? window : document).dispatchEvent(new CustomEvent(name, { detail }));
    },
    setCookie(name, value) {
      cookies.add(name);
      // biome-ignore lint/suspicious/noDocumentCookie: what managers write
      document.cookie = `${name}=${value === undefined ? '; max-age=0' : encodeURIComponent(value)}; path=/`;
    },
    cookie(name) {
      const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
      return found && decodeURIComponent(found.slice(name.length + 1));
    },
    clear() {
      for (const name of Object.getOwnPropertyNames(window)) if (!known.has(name)) Reflect.deleteProperty(window, name);
      for (const name of cookies) this.setCookie(name, undefined);
    },
  };
};

export const broken = () => {
  throw new Error('a consent manager that throws');
};

/** Subscribers of one kind, counted. */
export const createSubscribers = <Listener>() => {
  const listeners = new Set<Listener>();
  return {
    add: (listener: Listener) => void listeners.add(listener),
    remove: (listener: Listener) => void listeners.delete(listener),
    all: () => [...listeners],
    count: () => listeners.size,
  };
};
