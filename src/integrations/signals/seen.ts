// What came into view of the things that decide a purchase.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Signals, Tracker } from '../../types.ts';
import { together } from '../together.ts';
import { topicsOf } from './wording.ts';

const candidates = '[data-etappe-seen],a,button,h1,h2,h3,label,summary,dt,th';

/** Pages are built in the browser, and what others say of a product comes late. */
const lookAfterMs = [1_000, 5_000];

const readTopics = (element: Element) =>
  topicsOf(element.textContent as string, element.getAttribute('data-etappe-seen'));

export const watchSeen = (found: Signals, tracker: Tracker): Undo => {
  let timers: ReturnType<typeof setTimeout>[] = [];
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || getComputedStyle(target).visibility === 'hidden') continue;
        observer.unobserve(target);
        found.seen = [...new Set([...(found.seen ?? []), ...readTopics(target)])];
      }
    },
    // Without it, what is folded to no height counts as seen, since its edge is.
    { threshold: 0.01 },
  );
  const look = () => {
    for (const element of document.querySelectorAll(candidates)) if (readTopics(element)[0]) observer.observe(element);
  };
  const rest = () => {
    timers.map(clearTimeout);
    observer.disconnect();
  };
  const begin = () => {
    rest();
    timers = lookAfterMs.map((ms) => setTimeout(look, ms));
  };
  begin();
  return together(listen(document, 'DOMContentLoaded', begin), tracker.on('view', begin), rest);
};
