// The sandbox that Shopify runs a custom pixel in: its names and shapes. Types only.
import type { Params } from '../../types.ts';

export interface PixelContext {
  document: { location: { href: string; pathname: string; hostname: string }; title?: string; referrer?: string };
  navigator: { userAgent: string; language?: string };
  window: { innerWidth: number; innerHeight: number; screen?: { width: number; height: number } };
}

/** https://shopify.dev/docs/api/web-pixels-api/standard-events */
export interface PixelEvent {
  name: string;
  timestamp: string;
  context: PixelContext;
  data: Params;
}

export interface CustomerPrivacy {
  analyticsProcessingAllowed: boolean;
  marketingAllowed: boolean;
}

export interface Privacy {
  subscribe(name: 'visitorConsentCollected', listener: (event: { customerPrivacy: CustomerPrivacy }) => void): unknown;
}

/** The top frame's storage. */
export interface PixelStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
}

export interface PixelAnalytics {
  subscribe(name: string, listener: (event: PixelEvent) => void): unknown;
}
