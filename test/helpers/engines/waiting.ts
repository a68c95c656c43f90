// Waits for what a page says of itself: that it has arrived elsewhere, that it is hidden or visible.
import type { PageHandle } from './engine.ts';

type Evaluate = PageHandle['evaluate'];

const arrivalTimeoutMs = 20_000;
const visibilityTimeoutMs = 10_000;

const nextLook = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Tells one document from another: a reload changes the time origin, a restored page brings its own back. */
const readPlace = () => ({
  place: `${performance.timeOrigin} ${location.href}`,
  // While a document is replaced, Firefox shows its driver a blank one, complete from the start.
  isComplete: document.readyState === 'complete' && location.href !== 'about:blank',
  isErrorPage: /^(chrome-error|about:neterror)/.test(document.documentURI),
});

/**
 * Does something that leads elsewhere and resolves once the next document is complete.
 * It asks the page, since Firefox reports no load event to its driver when it restores a page from the back/forward
 * cache: Puppeteer's own waiting times out there, and so does its next navigation (Puppeteer 25, Firefox 153).
 */
export const whenArrived = async (evaluate: Evaluate, leave: () => Promise<unknown>): Promise<void> => {
  const { place: before } = await evaluate(readPlace);
  let failure: Error | undefined;
  leave().catch((error) => {
    failure = error;
  });
  const giveUpAt = Date.now() + arrivalTimeoutMs;
  for (;;) {
    // A document that is being replaced answers with an error.
    const now = await evaluate(readPlace).catch(() => undefined);
    if (failure) throw failure;
    if (now && now.place !== before && now.isComplete) {
      if (now.isErrorPage) throw new Error('the browser shows an error page');
      return;
    }
    if (Date.now() > giveUpAt) throw new Error(`still at ${before} after ${arrivalTimeoutMs} ms`);
    await nextLook();
  }
};

/** Resolves once the page's own `visibilityState` is the given one. */
export const whenVisibilityIs = async (evaluate: Evaluate, state: DocumentVisibilityState): Promise<void> => {
  const giveUpAt = Date.now() + visibilityTimeoutMs;
  while ((await evaluate(() => document.visibilityState)) !== state) {
    if (Date.now() > giveUpAt) throw new Error(`the page is not ${state} after ${visibilityTimeoutMs} ms`);
    await nextLook();
  }
};
