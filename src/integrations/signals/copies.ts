// The page's title was copied: what for, if not to look for it elsewhere. That it was, never what was.
import { listen, type Undo } from '../../browser/listen.ts';
import type { Add } from './tally.ts';

export const watchCopies = (add: Add): Undo =>
  listen(document, 'copy', () => {
    const title = document.querySelector('h1');
    if (title && getSelection()?.containsNode(title, true)) add('copied_title');
  });
