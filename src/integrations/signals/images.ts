// Pictures of the page's content that could not be loaded.
import { listen, type Undo } from '../../browser/listen.ts';
import { whenLoaded } from '../loaded.ts';
import { together } from '../together.ts';
import type { Add } from './tally.ts';

/** Pixels of other trackers, which blockers stop, are outside of these, or of no size. */
const content = 'main,article,[class*=product],[itemtype$=Product]';

export const watchImages = (add: Add): Undo => {
  const known = new WeakSet<EventTarget>();
  const note = (image: HTMLImageElement) => {
    // A placeholder that fails as well is the same picture.
    if (known.has(image) || image.getAttribute('width')?.length === 1 || !image.closest(content)) return;
    known.add(image);
    add('broken_images');
  };
  /** Those that failed before we were there. Firefox knows no size of many an SVG, and of what is yet to be loaded. */
  const look = () => {
    for (const image of document.querySelectorAll('img'))
      if (
        image.complete &&
        !image.naturalWidth &&
        image.loading !== 'lazy' &&
        /^http(?!.*\.svg)/.test(image.currentSrc)
      )
        note(image);
  };
  return together(
    whenLoaded(look),
    listen(window, 'error', ({ target }) => {
      if ((target as Element).tagName === 'IMG') note(target as HTMLImageElement);
    }),
  );
};
