// Web Vitals of each page view: how fast it came, how fast it answered, how still it stood.
import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { Integration, Params } from '../types.ts';

interface Metric {
  name: 'CLS' | 'FCP' | 'INP' | 'LCP' | 'TTFB';
  /** Milliseconds; of CLS a score. */
  value: number;
  rating: 'good' | 'needs-improvement' | 'poor';
  navigationType: string;
  /** When a restored page or a soft navigation began, in milliseconds of the document; 0 for its load. */
  navigationStartTime?: number;
  /** Only with the attribution build: selectors of the elements in question. */
  attribution?: { target?: string; interactionTarget?: string; largestShiftTarget?: string };
}

// biome-ignore lint/suspicious/noExplicitAny: each of the library's functions has a type of metric of its own
type Watch = (report: (metric: any) => void, options: { reportAllChanges: boolean; reportSoftNavs: boolean }) => void;

/** What is used of the web-vitals library, or of its attribution build. */
export interface VitalsLibrary {
  onCLS: Watch;
  onFCP: Watch;
  onINP: Watch;
  onLCP: Watch;
  onTTFB: Watch;
}

/** Every word, since a page that goes away lets nobody wait for the last one. */
const options = { reportAllChanges: true, reportSoftNavs: true };

const keys = { CLS: 'cls', FCP: 'fcp_ms', INP: 'inp_ms', LCP: 'lcp_ms', TTFB: 'ttfb_ms' };
const ratings = ['good', 'needs-improvement', 'poor'] as const;

/**
 * `web_vitals` before each `page_leave`, with the `web-vitals` package or the attribution build that the page brings.
 * Plug it in before `start`, or a page's last figures miss its last batch. Views of a single-page app have figures only
 * where the engine reports soft navigations. A denial silences it until the next document.
 * @example tracker.use(vitalsFrom(await import('web-vitals/attribution')))
 */
export const vitalsFrom =
  (library: VitalsLibrary): Integration =>
  (tracker) => {
    let readings = new Map<Metric['name'], Metric>();
    /** The navigation that the page view came by, and the latest that was heard of. */
    let startedAt = 0;
    let latestAt = 0;
    let isOver = false;
    let isUntold = false;
    let isUnplugged = false;

    const tell = () => {
      if (!isUntold) return;
      isUntold = false;
      const params: Params = {};
      let worst = -1;
      for (const { name, value, rating, attribution } of readings.values()) {
        const { target, interactionTarget, largestShiftTarget } = attribution ?? {};
        const where = target ?? interactionTarget ?? largestShiftTarget;
        params[keys[name]] = name === 'CLS' ? +value.toFixed(4) : Math.round(value);
        if (where) params[`${name.toLowerCase()}_target`] = where;
        // The Core Web Vitals are these three: https://web.dev/articles/vitals
        if (/CLS|INP|LCP/.test(name)) worst = Math.max(worst, ratings.indexOf(rating));
      }
      tracker.track('web_vitals', { ...params, ...(worst >= 0 && { rating: ratings[worst] }) });
    };

    const hear = (metric: Metric) => {
      const { name, navigationType, navigationStartTime = 0 } = metric;
      const isRestored = navigationType === 'back-forward-cache';
      // What asked no server has waited for none: the library says 0 there.
      if (isUnplugged || (name === 'TTFB' && (isRestored || navigationType === 'soft-navigation'))) return;
      if (navigationStartTime > latestAt) {
        latestAt = navigationStartTime;
        // A changed query is a navigation for the engine and the same page view for us.
        if (isRestored || isOver) {
          startedAt = latestAt;
          readings = new Map();
          isOver = false;
        }
      }
      // The last word on a view that is over has nowhere to go.
      if (isOver || navigationStartTime !== startedAt) return;
      readings.set(name, metric);
      isUntold = true;
      // The library settles its figures when the page is hidden, one after the other in one listener.
      if (document.visibilityState === 'hidden') queueMicrotask(tell);
    };

    const undos = [
      tracker.on('leave', () => {
        tell();
        // Left in full sight: a single-page app has moved on.
        isOver ||= document.visibilityState !== 'hidden';
      }),
      tracker.on('consent', ({ analytics }) => {
        if (analytics !== 'denied') return;
        isOver = true;
        isUntold = false;
      }),
    ];
    for (const name of ['onTTFB', 'onFCP', 'onLCP', 'onINP', 'onCLS'] as const) library[name](hear, options);

    return () => {
      // The library cannot be stopped, only not listened to.
      isUnplugged = true;
      for (const undo of undos) undo();
    };
  };

/** {@link vitalsFrom} the `web-vitals` package as it is installed. */
export const vitals = (): Integration => vitalsFrom({ onCLS, onFCP, onINP, onLCP, onTTFB });
