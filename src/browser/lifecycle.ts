// When a page comes into sight, goes out of it, and returns from the back/forward cache.
import { listen, type Undo } from './listen.ts';

/**
 * Tells whenever the page comes into sight or goes out of it. Going out of sight is the last moment that every engine
 * reports, on leaving too: https://developer.mozilla.org/en-US/docs/Web/API/Document/visibilitychange_event
 * Engines fire pagehide and then visibilitychange; Firefox, when its last window closes, the other way round. So
 * pagehide only counts when the page is already hidden. `unload` would cost the back/forward cache.
 */
export const onSight = (window: Window, callback: (isVisible: boolean) => void): Undo =>
  // Captured on window, the document's event arrives as well.
  listen(window, 'visibilitychange pagehide', ({ type }) => {
    const isVisible = window.document.visibilityState !== 'hidden';
    if (type !== 'pagehide' || !isVisible) callback(isVisible);
  });

/** Runs when the page is shown again out of the back/forward cache: https://web.dev/articles/bfcache */
export const onRestored = (window: Window, callback: () => void): Undo =>
  listen(window, 'pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) callback();
  });
