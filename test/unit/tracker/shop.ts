// A shop's page with a tracker on it, and everything that leaves the page.
import { vi } from 'vitest';
import { createTracker } from '../../../src/index.ts';
import type { ConsentDecision, Tracker, TrackerHooks, TrackerOptions } from '../../../src/types.ts';
import { decodeBatch, type FlatEvent, type WireBatch } from '../../../src/wire/index.ts';
import { setAddress } from '../browser/address.ts';
import { resetSight, setSight } from '../browser/sight.ts';

export const openedAt = 1_763_750_000_000;
export const everything: ConsentDecision = { analytics: true, marketing: true, source: 'banner' };
export const nothing: ConsentDecision = { analytics: false, marketing: false, source: 'banner' };

export interface PageSetup {
  url?: string;
  referrer?: string;
  title?: string;
  /** What the collector answers. @default 200 */
  status?: number;
}

interface Request {
  by: 'fetch' | 'beacon';
  body: string;
}

const trackers: Tracker[] = [];
let requests: Request[] = [];
let answer = 200;

/** Answers requests from now on with this status; 0 is no answer at all. */
export const setAnswer = (status: number): void => {
  answer = status;
};

/** A fresh page, loaded by nobody yet: clock, storage, network and sight are the test's own. */
export const openPage = ({
  url = 'https://shop.example/',
  referrer = '',
  title = 'Shop',
  status = 200,
}: PageSetup = {}): void => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: openedAt });
  setAddress(url);
  setSight({});
  setAnswer(status);
  localStorage.clear();
  requests = [];
  document.title = title;
  Object.defineProperty(document, 'referrer', { configurable: true, value: referrer });
  vi.stubGlobal('fetch', async (_: URL, { body }: { body: string }) => {
    requests.push({ by: 'fetch', body });
    if (!answer) throw new TypeError('Failed to fetch');
    return { type: 'basic', status: answer };
  });
  Object.defineProperty(navigator, 'sendBeacon', {
    configurable: true,
    value: (_: URL, body: string) => {
      requests.push({ by: 'beacon', body });
      return true;
    },
  });
};

/** To be called after each test. */
export const closePage = (): void => {
  const errors: unknown[] = [];
  for (const tracker of trackers.splice(0)) {
    try {
      tracker.stop();
    } catch (error) {
      errors.push(error);
    }
  }
  for (const key of ['sendBeacon', 'globalPrivacyControl']) Reflect.deleteProperty(navigator, key);
  Reflect.deleteProperty(document, 'referrer');
  resetSight();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
  // One test's broken page must not be the next one's.
  if (errors.length) throw errors[0];
};

export const listRequests = (): readonly Request[] => requests;

/** All that has left the page, as a collector reads it. What it cannot read fails the test. */
export const listBatches = (): WireBatch[] =>
  requests.map(({ body }) => {
    const decoded = decodeBatch(body);
    if (!decoded.ok) throw new Error(`a collector refuses this: ${decoded.reason}\n${body}`);
    return decoded.batch;
  });

export const listEvents = (): FlatEvent[] =>
  requests.flatMap(({ body }) => {
    const decoded = decodeBatch(body);
    if (!decoded.ok) throw new Error(`a collector refuses this: ${decoded.reason}\n${body}`);
    return decoded.events;
  });

export const listNames = (): string[] => listEvents().map(({ name }) => name);

export interface OpenShop {
  tracker: Tracker;
  drops: TrackerHooks['drop'][];
  /** Sends what waits and returns all events that have left the page so far. */
  sent(): Promise<FlatEvent[]>;
}

/** A tracker on the page, started; with `decision` given, decided as well. */
export const openShop = (options: Partial<TrackerOptions> = {}, decision?: ConsentDecision): OpenShop => {
  const tracker = createTracker({ endpoint: 'https://collect.example/e', site: 'my-shop', ...options });
  const drops: TrackerHooks['drop'][] = [];
  trackers.push(tracker);
  tracker.on('drop', (drop) => drops.push(drop));
  tracker.start();
  if (decision) tracker.consent(decision);
  return {
    tracker,
    drops,
    async sent() {
      await tracker.flush();
      return listEvents();
    },
  };
};

export const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** The visitor goes on to another document: the tracker of this one is gone with all it held. */
export const loadNext = (
  shop: OpenShop,
  { url = 'https://shop.example/next', referrer = '' }: PageSetup = {},
): void => {
  shop.tracker.stop();
  requests = [];
  setAddress(url);
  Object.defineProperty(document, 'referrer', { configurable: true, value: referrer });
};

export const purchaseOf = (transaction_id: string) => ({
  transaction_id,
  currency: 'EUR',
  value: 19.9,
  items: [{ item_id: 'SKU1', price: 19.9, quantity: 1 }],
});
