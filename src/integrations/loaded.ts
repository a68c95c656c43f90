// When a page has loaded, for those who may come earlier or later than that.
import { listen, type Undo } from '../browser/listen.ts';

export const isLoaded = (): boolean => document.readyState === 'complete';

/** Runs when the page has loaded; at once if it has, and again should the page fire the event anew. */
export const whenLoaded = (callback: () => void): Undo => {
  if (isLoaded()) callback();
  return listen(window, 'load', callback);
};
