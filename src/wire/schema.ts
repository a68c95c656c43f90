// The batch as it travels: the names, shapes and units of wire format v1. Types and one constant, no imports.
// What is `undefined` is left out of the JSON.

export const wireVersion = 1;

/** What is known of one purpose. Showing a banner is no decision, and a timeout is none either. */
export type Permission = 'undecided' | 'granted' | 'denied';

export type DeviceClass = 'mobile' | 'tablet' | 'desktop';

/** How a page came into view. `restore` is a page taken out of the back/forward cache. */
export type PageKind = 'load' | 'history' | 'hash' | 'restore' | 'prerender' | 'manual';

/** One arrival from outside. A touch without `source` and `referrer` is a direct one. */
export interface Touch {
  /** Epoch milliseconds of the arrival. */
  at: number;
  source?: string | undefined;
  medium?: string | undefined;
  campaign?: string | undefined;
  term?: string | undefined;
  content?: string | undefined;
  /** `utm_id`: the advertiser's own key of the campaign. */
  id?: string | undefined;
  source_platform?: string | undefined;
  /** Host of the referring site. */
  referrer?: string | undefined;
  /** Path of the page they arrived on. */
  landing?: string | undefined;
  /** Present only while marketing is granted. */
  click?: { name: string; id: string } | undefined;
}

/** The decision that a batch was sent under: the evidence. A refusal carries no `id`. */
export interface WireConsent {
  analytics: Permission;
  marketing: Permission;
  /** Who decided: `klaro`, `cookiebot`, `my-banner`. */
  source?: string | undefined;
  /** Epoch milliseconds of the decision. */
  at?: number | undefined;
  /** Version of the banner's text or configuration, where the source has one. */
  version?: string | undefined;
  /** The consent record's id at the source, where it has one. */
  id?: string | undefined;
}

export interface WireVisitor {
  id: string;
  /** Epoch milliseconds of the first consented visit. */
  since: number;
  /** Sessions so far, this one included. */
  visits: number;
  purchases: number;
}

export interface WireSession {
  id: string;
  started_at: number;
}

export interface WireSource {
  first: Touch;
  /** The latest touch that was not direct; left out while it is the first one. */
  last?: Touch | undefined;
}

export interface WireDevice {
  class: DeviceClass;
  /** Width and height of the viewport in CSS pixels. */
  viewport?: [number, number] | undefined;
  language?: string | undefined;
  time_zone?: string | undefined;
  /** A driven browser or a crawler, by its own word. */
  bot?: true | undefined;
}

export interface WirePage {
  /** Redacted: no fragment, and only the query keys that the shop allowed beside campaign keys. */
  url: string;
  title?: string | undefined;
  referrer?: string | undefined;
  kind: PageKind;
}

export interface WireEvent {
  /** 1, 2, 3 … within its page view, without gaps. `page + n` is the event's identity. */
  n: number;
  page: string;
  name: string;
  /** Epoch milliseconds of the client when it happened. */
  at: number;
  params?: Record<string, unknown> | undefined;
}

/** Whose events a batch holds. Only with analytics granted. */
export interface WireIdentity {
  visitor?: WireVisitor | undefined;
  session?: WireSession | undefined;
  source?: WireSource | undefined;
}

export interface WireBatch extends WireIdentity {
  v: typeof wireVersion;
  site: string;
  /** Unique; a batch that is sent again keeps it. */
  batch: string;
  sent_at: number;
  consent: WireConsent;
  device: WireDevice;
  /** Events given up before they were numbered (a full hold), since the page was opened. */
  dropped?: number | undefined;
  pages: Record<string, WirePage>;
  events: WireEvent[];
}
