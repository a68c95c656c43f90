// What a page pushes into an array that others read as a queue, such as Google's dataLayer.
import type { Undo } from '../browser/listen.ts';

/**
 * Runs after each push, with all its entries, even when the page's own push throws. The undo gives the array its own
 * push again, unless somebody has wrapped ours since: that one goes on telling.
 */
export const onPush = <Entry>(layer: Entry[], listener: (entries: readonly Entry[]) => void): Undo => {
  const { push } = layer;
  const pushAndTell = (...entries: Entry[]) => {
    try {
      return push.apply(layer, entries);
    } finally {
      listener(entries);
    }
  };
  // An assignment would throw where the array is frozen, or its push is kept.
  Reflect.set(layer, 'push', pushAndTell);
  return () => {
    if (layer.push === pushAndTell) layer.push = push;
  };
};
