// The public contract: options, methods and what they hand over. Types only.
import type { Params, TrackParams } from './events.ts';
import type { Permission, Touch, WireBatch, WireEvent, WirePage } from './wire/schema.ts';

export type * from './events.ts';
export type { DeviceClass, PageKind, Permission, Touch, WireBatch, WireEvent, WirePage } from './wire/schema.ts';

export interface TrackerOptions {
  /** Collector URL on any origin. Missing or unusable: one console.error, and the tracker stays inert. */
  endpoint: string;
  /** The shop's key. @default the page's hostname */
  site?: string;
  /** A decision that is known at the start. @default none: undecided */
  consent?: ConsentDecision;
  /** While analytics is not granted, send without identifier, storage, click id or query string. @default false */
  anonymous?: boolean;
  /** Global Privacy Control (exactly `true`) denies marketing, whatever a banner says. @default true */
  respectGpc?: boolean;
  /** Where page views in single-page apps come from. @default 'history' */
  navigation?: 'history' | 'hash' | 'manual';
  /** Query keys kept in URLs beside the campaign keys; all others are removed. @default [] */
  queryParams?: readonly string[];
  /** Keep the record in a first-party cookie for this domain instead of localStorage. @default none */
  cookieDomain?: string;
  /** How long a visit lives without an event, in milliseconds. @default 1800000 */
  sessionTimeoutMs?: number;
  /** Engaged time after which a visit of one page view is no bounce, in milliseconds. @default 10000 */
  engagedAfterMs?: number;
  /** Longest wait of a queued event while the page is visible, in milliseconds. @default 10000 */
  flushAfterMs?: number;
  /** `'beacon'`: always sendBeacon; `'auto'`: fetch while visible, so that the answer is known. @default 'auto' */
  transport?: 'auto' | 'beacon';
  /** The collector on another origin answers CORS, so its status can be read. @default false */
  cors?: boolean;
  /** Share of visitors that are tracked, 0 to 1. @default 1 */
  sampleRate?: number;
  /** Stay inert for browsers that a program drives, and for crawlers; else their batches say `device.bot`. @default false */
  skipBots?: boolean;
  /** May return a changed event, or `null` to drop it. One that throws drops the event. */
  beforeSend?: (event: TrackedEvent) => TrackedEvent | null;
  /** Turns a batch into the request's body, for collectors with a format of their own. @default JSON.stringify */
  encode?: (batch: WireBatch) => string;
  /** Log every event, batch, decision and drop to the console. @default false */
  debug?: boolean;
}

export interface ConsentDecision {
  /** Leave a purpose out when it was not decided. */
  analytics?: boolean;
  marketing?: boolean;
  /** Who decided. The last decision of a source wins; between sources any denial denies. @default 'page' */
  source?: string;
  /** Version of the banner's text or configuration. */
  version?: string;
  /** The consent record's id at the source. Never sent for a refusal. */
  id?: string;
  /** Epoch milliseconds of the decision. An older one never replaces a newer one. @default now */
  at?: number;
}

export interface ConsentState {
  analytics: Permission;
  marketing: Permission;
  /** The latest decision's: who, when, and what the source says of its record. */
  source?: string | undefined;
  at?: number | undefined;
  version?: string | undefined;
  id?: string | undefined;
}

/** An event before it is numbered: what `beforeSend` sees. */
export interface TrackedEvent {
  name: string;
  /** Epoch milliseconds. */
  at: number;
  params?: Params | undefined;
}

export type Stage = 'awareness' | 'consideration' | 'purchase' | 'post-purchase' | 'loyalty' | 'advocacy';

/** What is known of this visitor's journey; empty without consent. */
export interface Journey {
  stage?: Stage | undefined;
  touchpoints: readonly Touch[];
  visits: number;
  purchases: number;
}

/** Plugs something in from outside, with the public methods only, and returns its own cleanup. */
export type Integration = (tracker: Tracker) => (() => void) | undefined;

export interface PageDetails {
  /** @default location.href */
  url?: string;
  /** @default document.title */
  title?: string;
}

export interface TrackerHooks {
  /** A page view was opened, whatever the decision; `leave` of the one before has been told. */
  view: WirePage;
  /** Handed to `track`, and about to be held, numbered or dropped. A listener that empties its name drops it. */
  track: TrackedEvent;
  /** Numbered and queued. */
  event: WireEvent;
  /** Handed to the browser. */
  batch: WireBatch;
  consent: ConsentState;
  /** The page's running totals, about to become a `page_leave`. A listener may add keys to them. */
  leave: Params;
  /** Given up: why, and how many events. */
  drop: { reason: DropReason; count: number };
}

export type DropReason =
  | 'denied'
  | 'withdrawn'
  | 'hold-full'
  | 'queue-full'
  | 'refused'
  | 'before-send'
  | 'repeat'
  | 'name';

export interface Tracker {
  /** Touch the page. Calling it again does nothing. */
  start(): void;
  /** Undo everything that start did. What was queued is sent first, if consent allows. */
  stop(): void;
  /** Record a decision; the last one of a source wins, by time. */
  consent(decision: ConsentDecision): void;
  /** One event. Names of {@link EventMap} are checked with their parameters; other names are snake_case and free. */
  track<Name extends string>(name: Name, ...params: TrackParams<Name>): void;
  /** A page view by hand, for `navigation: 'manual'`. */
  page(details?: PageDetails): void;
  /** Plug an integration in; returns its cleanup, which `stop` calls too. */
  use(integration: Integration): () => void;
  journey(): Journey;
  /** Keep a small JSON value beside the visitor's record. Without analytics granted it does nothing. */
  remember(key: string, value: unknown): void;
  /** What {@link Tracker.remember} kept; `undefined` when nothing was, or while analytics is not granted. */
  recall(key: string): unknown;
  /** Send what is waiting; resolves when its fate is known. Never rejects. */
  flush(): Promise<void>;
  /** Listen in; returns unsubscribe. A listener of `consent` hears the decision in force at once. */
  on<Hook extends keyof TrackerHooks>(hook: Hook, listener: (detail: TrackerHooks[Hook]) => void): () => void;
}
