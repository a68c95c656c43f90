// How long a page was in sight and in use, how far it was scrolled, how often it was touched.

export type Attention = {
  engaged_ms: number;
  visible_ms: number;
  /** The lowest point seen, of the page at its longest; a page without scroll bars is seen whole. */
  scroll_percent: number;
  interactions: number;
};

/** Without a sign of life for this long, a visible page is an empty chair. */
const attentionSpanMs = 30_000;

/**
 * By then the frame of the event is laid out; asked in the event itself, the height forces a layout. And Firefox, which
 * has lost the focus within `blur`, knows by then whether it only went into a frame of the page.
 */
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
  let interactions: number;
  let settledAt: number;
  let lastSignAt: number;
  let isVisible: boolean;
  let isFocused: boolean;
  /** 2 is the page; 1 a part of it that takes up most of the screen, where the page stands still; 0 nothing so far. */
  let scroller: number;
  /** How far that was seen, and how long it is, in pixels. */
  let lowest: number;
  let height: number;
  /** What was scrolled since the last look. */
  let scrolled: Element | undefined;
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
    looking = clearTimeout(looking) as undefined;
  };

  const lookDown = () => {
    stop();
    settle();
    const { scrollY, innerHeight } = window;
    const part = scrolled as Element;
    const pageHeight = document.documentElement.scrollHeight;
    const found = pageHeight > innerHeight ? 2 : 2 * part?.clientHeight > innerHeight ? 1 : 0;
    if (found < scroller) return;
    if (found > scroller) lowest = height = 0;
    scroller = found;
    const isPart = found === 1;
    if (isPart) lastSignAt = settledAt;
    lowest = Math.max(lowest, isPart ? part.scrollTop + part.clientHeight : scrollY + innerHeight);
    height = Math.max(height, lowest, isPart ? part.scrollHeight : pageHeight);
  };

  const lookSoon = () => {
    looking ??= setTimeout(lookDown, lookAfterMs);
  };

  const reset = () => {
    settle();
    engagedMs = visibleMs = interactions = scroller = lowest = height = 0;
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
      // Galleries that play by themselves scroll, too: a part counts when it is known as what the visitor scrolls.
      if (type === 'scroll' && target !== document) scrolled = target as Element;
      else lastSignAt = settledAt;
      if (/down$/.test(type)) interactions++;
      if (type !== 'pointermove') lookSoon();
    },
    read() {
      settle();
      // Out of sight, it is the last look at a page that has grown since.
      if (looking || !isVisible) lookDown();
      return {
        engaged_ms: Math.round(engagedMs),
        visible_ms: Math.round(visibleMs),
        scroll_percent: Math.round((100 * lowest) / height) || 0,
        interactions,
      };
    },
    reset,
    stop,
  };
};
