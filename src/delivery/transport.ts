// One request to the collector: by fetch while the page lives, by beacon when it goes.

import type { TrackerOptions } from '../types.ts';
import type { Answer } from './retry.ts';

export interface Transport {
  /** Never rejects. */
  post(body: string): Promise<Answer>;
  /** Hands the body to the browser, which tells nobody what became of it; `false` when it did not take it. */
  beacon(body: string): boolean;
}

/** Keepalive requests and beacons of a page share 64 KiB in flight, and UTF-8 may take three bytes a character. */
const maxInFlightLength = 20_000;

/**
 * Strings travel as text/plain, which asks for no CORS preflight: https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 * Without `cors`, a foreign collector's answer stays unread: it would look like a failure, although the batch came.
 */
export const createTransport = (
  window: Window & typeof globalThis,
  endpoint: URL,
  { cors, transport }: Pick<TrackerOptions, 'cors' | 'transport'>,
): Transport => {
  const beacon = (body: string) => {
    try {
      // Some blockers remove sendBeacon; Safari 11 and 12 threw in pagehide.
      return window.navigator.sendBeacon(endpoint, body);
    } catch {
      return false;
    }
  };
  let inFlightLength = 0;
  return {
    beacon,
    async post(body) {
      if (transport === 'beacon' || !window.fetch) return { status: beacon(body) ? 200 : 0 };
      const { length } = body;
      // Beyond it, the browser would refuse the request; without keepalive it lives as long as the page.
      const keepalive = inFlightLength + length < maxInFlightLength;
      if (keepalive) inFlightLength += length;
      try {
        const { type, status, headers } = await window.fetch(endpoint, {
          method: 'POST',
          body,
          keepalive,
          mode: cors || endpoint.origin === window.location.origin ? 'cors' : 'no-cors',
        });
        // An opaque answer hides its status behind 0: it arrived, and that is all there is to know.
        return { status: type === 'opaque' ? 200 : status, retryAfter: headers?.get('Retry-After') };
      } catch {
        return { status: 0 };
      } finally {
        if (keepalive) inFlightLength -= length;
      }
    },
  };
};
