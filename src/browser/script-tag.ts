// The owner's script tag: its data attributes as options, and the function `window.etappe` that pages call.
import type { Tracker, TrackerOptions } from '../types.ts';

/** `data-cors` and `data-cors="true"` say yes; what reads as a number is one; everything else is text. */
const toOption = (text: string): unknown => {
  if (/^(true|false|)$/.test(text)) return text !== 'false';
  return text === `${+text}` ? +text : text;
};

/** @param dataset attributes in kebab-case on the tag arrive here in camelCase */
export const readScriptTag = (dataset: DOMStringMap): TrackerOptions => {
  const options: Record<string, unknown> = {};
  for (const name in dataset) options[name] = toOption(dataset[name] as string);
  // On the tag it names a consent manager; a decision is nothing that an owner could know beforehand.
  delete options.consent;
  return options as unknown as TrackerOptions;
};

type Call = [method: keyof Tracker, ...args: unknown[]];

/** What may stand at `window.etappe`: nothing, a stub with the calls so far in `q`, or another copy of this script. */
type Stub = { q?: ArrayLike<ArrayLike<unknown>>; start?: unknown };

/**
 * Makes the page's tracker and starts it. A second copy on the page does nothing.
 * @param plugIn connects integrations before the first page view is recorded
 */
export const installTracker = (
  createTracker: (options: TrackerOptions) => Tracker,
  plugIn?: (tracker: Tracker, dataset: DOMStringMap) => void,
): void => {
  const page = window as unknown as { etappe?: Stub };
  const { etappe } = page;
  if (etappe?.start) {
    // biome-ignore lint/suspicious/noConsole: the one message about a second copy
    console.warn('[etappe] on this page twice: remove one of the tags');
    return;
  }
  // Only while the script runs there is a current one; in a module or an injected text there never is.
  const dataset = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
  const tracker = createTracker(readScriptTag(dataset));
  const call = (...[method, ...args]: Call) => (tracker[method] as (...args: unknown[]) => unknown)?.(...args);
  page.etappe = Object.assign(call, tracker);
  for (const early of Array.from(etappe?.q ?? [])) call(...(Array.from(early ?? []) as Call));
  plugIn?.(tracker, dataset);
  tracker.start();
};
