// The common face of the real browsers that tests drive. Types only.

export type EngineName = 'chromium' | 'firefox' | 'webkit';

export interface OpenOptions {
  /** Added to Chromium's command line. */
  chromiumArgs?: readonly string[];
  /** Added to Firefox's preferences. */
  firefoxPrefs?: Readonly<Record<string, string | number | boolean>>;
}

export interface Engine {
  name: EngineName;
  /** Starts the browser with an empty profile. Start once per file; an origin of its own per test keeps storage apart. */
  open(options?: OpenOptions): Promise<Session>;
  /** Starts the browser as a person does, without a driver: what its pages do, the server sees. */
  start(options: StartOptions): Promise<StartedBrowser>;
}

export interface StartOptions {
  /** A directory that keeps the profile from one start to the next. */
  profile: string;
  /** What to show first, one tab each. */
  urls: readonly string[];
  /** The X display to show it on. Without one there is no window to be seen. */
  display?: string;
}

export interface StartedBrowser {
  /** SIGKILL to the processes that run its pages; the browser itself lives on. */
  killPages(): Promise<void>;
  /** SIGKILL to all of its processes at once. */
  kill(): Promise<void>;
  /** Resolves with a sentence on how it ended. */
  ended: Promise<string>;
}

export interface Session {
  /**
   * Opens a tab (in WebKit a window) that is in front and visible, and takes it to `url`.
   * In Chromium and Firefox the tab that was in front before becomes hidden.
   */
  newPage(url?: string): Promise<PageHandle>;
  /** Ends the browser and removes its profile. No visitor leaves like this: prove nothing with what pages send now. */
  close(): Promise<void>;
}

export interface PageHandle {
  /** As if typed into the address bar: no referrer. Resolves after the load event, in WebKit for a dead address too. */
  goto(url: string): Promise<void>;
  /** Runs in the page and awaits a promise. A function sees nothing of the test but its arguments, which travel as JSON. */
  evaluate<Result, Args extends readonly unknown[]>(
    pageFunction: ((...args: Args) => Result) | string,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** A trusted click in the middle of the first match. */
  click(selector: string): Promise<void>;
  /** A trusted click that leads to another document or address; resolves once that has loaded. */
  follow(selector: string): Promise<void>;
  /** Key by key into the first match. */
  type(selector: string, text: string): Promise<void>;
  /** Another tab comes in front (in WebKit the window is minimized): a real `visibilitychange`. */
  hide(): Promise<void>;
  show(): Promise<void>;
  back(): Promise<void>;
  forward(): Promise<void>;
  reload(): Promise<void>;
  /** Takes the page's network away, or gives it back: real `offline` and `online` events. Absent where no driver can. */
  setOffline?(isOffline: boolean): Promise<void>;
  url(): Promise<string>;
  /**
   * What the page has said since it was opened, oldest first, with uncaught errors and unhandled rejections.
   * It arrives a moment after it was said. Absent in WebKit: its driver hears no console.
   */
  messages?(): readonly PageMessage[];
  /** Closes the tab by the driver: `pagehide` and `visibilitychange` fire and their beacons leave. */
  close(): Promise<void>;
}

export interface PageMessage {
  /** The console's method (`log`, `warn`, `error` …), or `uncaught`. */
  kind: string;
  text: string;
}
