// How long a page was in sight and in use, how far it was scrolled, how often it was touched.

export type Attention = {
  engaged_ms: number;
  visible_ms: number;
  /** The deepest point seen, of the whole page; a page without scroll bars is seen whole. */
  scroll_percent: number;
  interactions: number;
};

/** Without a sign of life for this long, a visible page is an empty chair. */
const attentionSpanMs = 30_000;

/** By then the frame of the scroll event is laid out; asked in the event itself, the height forces a layout. */
const lookAfterMs = 100;

/** Wheels and fingers that move the page are heard by its scrolling; a listener of theirs would slow that. */
export const signsOfLife = 'pointerdown pointermove keydown scroll';

export interface AttentionMeter {
  /** @param event a sign of life; nothing when only sight has changed */
  note(event?: Pick<Event, 'type' | 'target'>): void;
  read(): Attention;
  /** Begin anew, for the next page view. */
  reset(): void;
  stop(): void;
}

/** No clock runs: time is settled when something happens or somebody asks. */
export const createAttentionMeter = (window: Window): AttentionMeter => {
  const { document, performance } = window;
  let engagedMs: number;
  let visibleMs: number;
  let deepest: number;
  let interactions: number;
  let settledAt: number;
  let lastSignAt: number;
  let isVisible = false;
  let isFocused = false;
  /** What was scrolled last, where it is not the page. */
  let scrolled: Partial<Element> | undefined;
  let hasPart = false;
  let looking: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    const now = performance.now();
    if (isVisible) {
      visibleMs += now - settledAt;
      if (isFocused) engagedMs += Math.max(0, Math.min(now, lastSignAt + attentionSpanMs) - settledAt);
    }
    settledAt = now;
    isVisible = document.visibilityState !== 'hidden';
    isFocused = document.hasFocus();
  };

  const stop = () => {
    clearTimeout(looking);
    looking = undefined;
  };

  const lookDown = () => {
    stop();
    const { scrollY, innerHeight } = window;
    const pageHeight = document.documentElement.scrollHeight;
    // Where the page itself does not scroll, a part of it does, which takes up most of the screen.
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = pageHeight > innerHeight ? {} : (scrolled ?? {});
    const isPart = 2 * clientHeight > innerHeight;
    const percent = isPart ? (scrollTop + clientHeight) / scrollHeight : (scrollY + innerHeight) / pageHeight;
    // Before it was scrolled for the first time, such a page looked like one without scroll bars.
    if (isPart && !hasPart) deepest = 0;
    hasPart ||= isPart;
    deepest = Math.max(deepest, Math.min(100, Math.round(100 * percent)) || 0);
  };

  const lookSoon = () => {
    looking ??= setTimeout(lookDown, lookAfterMs);
  };

  const reset = () => {
    settle();
    engagedMs = visibleMs = deepest = interactions = 0;
    hasPart = false;
    scrolled = undefined;
    lastSignAt = settledAt;
    lookSoon();
  };

  reset();
  return {
    note(event) {
      settle();
      if (!event) return;
      const { type, target } = event;
      lastSignAt = settledAt;
      if (type.endsWith('down')) interactions++;
      if (type === 'scroll') {
        scrolled = target as Element;
        lookSoon();
      }
    },
    read() {
      settle();
      if (looking) lookDown();
      return {
        engaged_ms: Math.round(engagedMs),
        visible_ms: Math.round(visibleMs),
        scroll_percent: deepest,
        interactions,
      };
    },
    reset,
    stop,
  };
};
