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

export const signsOfLife = 'pointerdown pointermove keydown scroll touchmove wheel';

export interface AttentionMeter {
  /** @param type of the event that is a sign of life; nothing when only sight has changed */
  note(type?: string): void;
  read(): Attention;
  /** Begin anew, for the next page view. */
  reset(): void;
}

/** No timers: time is settled when something happens or somebody asks. */
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

  const lookDown = () => {
    const height = document.documentElement.scrollHeight;
    deepest = Math.max(deepest, Math.min(100, Math.round((100 * (window.scrollY + window.innerHeight)) / height)) || 0);
  };

  const reset = () => {
    settle();
    engagedMs = visibleMs = deepest = interactions = 0;
    lastSignAt = settledAt;
  };

  reset();
  return {
    note(type) {
      settle();
      if (type === 'scroll') lookDown();
      if (type?.endsWith('down')) interactions++;
      if (type) lastSignAt = settledAt;
    },
    read() {
      settle();
      if (!deepest) lookDown();
      return {
        engaged_ms: Math.round(engagedMs),
        visible_ms: Math.round(visibleMs),
        scroll_percent: deepest,
        interactions,
      };
    },
    reset,
  };
};
