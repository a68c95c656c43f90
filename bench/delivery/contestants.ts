// Who delivers: etappe, and what one would write by hand. Both track the same in the same page.
import { decodeBatch, type FlatEvent } from '../../src/wire/index.ts';

export interface Contestant {
  name: string;
  /** For the head of a page; `endpoint` is a path. */
  head(endpoint: string): string;
  /** Expression that tracks one event. */
  track: string;
  read(body: string): readonly FlatEvent[];
}

const etappe: Contestant = {
  name: 'etappe',
  head: (endpoint) => `<script>
      window.etappe = function () { (etappe.q = etappe.q || []).push(arguments) };
      etappe('consent', { analytics: true, source: 'bench' });
    </script><script src="/dist/etappe.js" data-endpoint="${endpoint}"></script>`,
  track: "etappe('track', 'search', { search_term: 'mug' })",
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
  track: "track('search', { search_term: 'mug' })",
  read: (body) => [JSON.parse(body)],
};

export const contestants: readonly Contestant[] = [etappe, byHand];
