// Scripts of the page that failed: errors nobody caught, promises nobody handled.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Add } from './tally.ts';

/**
 * A visitor's extensions are not the shop's, and what was aborted was aborted on purpose. Safari hides their address:
 * https://github.com/getsentry/relay/pull/2408. A loop of ResizeObserver is reported as an error and harms nothing:
 * https://drafts.csswg.org/resize-observer/#deliver-resize-error
 */
const harmless = /-extension:|masked-url|AbortError|ResizeObserver loop/;

export const watchErrors = (add: Add): Undo =>
  listen(window, 'error unhandledrejection', (event) => {
    const { target, message, filename, reason } = event as ErrorEvent & PromiseRejectionEvent;
    // What could not be loaded is told at its element.
    if (!(target as Element).tagName && !harmless.test(`${[filename, message, reason?.name, reason?.stack]}`))
      add('script_errors');
  });
