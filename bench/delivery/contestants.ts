// Who delivers: etappe, and what one would write by hand. Both track the same in the same page.
import { decodeBatch, type FlatEvent } from '../../src/wire/index.ts';
import type { OpenOptions } from '../../test/helpers/engines/index.ts';

/** What it takes to count an event: its name, its number and its page. */
export type Told = Pick<FlatEvent, 'site' | 'n' | 'name' | 'params'> & { page: { id: string; url?: string } };

export interface Contestant {
  name: string;
  /** For the head of a page; `endpoint` is a path. */
  head(endpoint: string, origin: string): string;
  /** Expression that tracks an event, the first of a page being 0. */
  track(index: number): string;
  /** Tracks one more when it learns of its page's end. */
  hasFarewell: boolean;
  read(body: string, url: URL): readonly Told[];
  /** What only a tracker needs that keeps silent before robots, and asks its server for more than to take events. */
  peer?: {
    /** Served as /script.js. */
    script: string;
    /** A host name that leads here with these options. */
    host: string;
    options: OpenOptions;
    /** A text is sent as a script. */
    answer(url: URL): object | string;
  };
}

const etappe: Contestant = {
  name: 'etappe',
  head: (endpoint) => `<script>
      window.etappe = function () { (etappe.q = etappe.q || []).push(arguments) };
      etappe('consent', { analytics: true, source: 'bench' });
    </script><script src="/dist/etappe.js" data-endpoint="${endpoint}"></script>`,
  track: () => "etappe('track', 'search', { search_term: 'mug' })",
  hasFarewell: true,
  read: (body) => {
    const decoded = decodeBatch(body);
    if (!decoded.ok) throw new Error(decoded.reason);
    return decoded.events;
  },
};

/** At once, and the farewell when the page goes out of sight: nothing waits, nothing is kept. */
const byHand: Contestant = {
  name: 'ten lines of sendBeacon',
  head: (endpoint) => `<script>
      var page = { id: Math.random().toString(36), url: location.href }, n = 0, left;
      function track(name, params) {
        navigator.sendBeacon('${endpoint}', JSON.stringify({ site: 'shop', page, n: ++n, name, params }));
      }
      track('page_view', {});
      document.addEventListener('visibilitychange', function () {
        if (document.visibilityState === 'hidden' && !left) track(left = 'page_leave', { after_ms: performance.now() });
      });
    </script>`,
  track: () => "track('search', { search_term: 'mug' })",
  hasFarewell: true,
  read: (body) => [JSON.parse(body)],
};

export const contestants: readonly Contestant[] = [etappe, byHand];
