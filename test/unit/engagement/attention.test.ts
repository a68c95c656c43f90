// What counts as being in sight, and what as being there.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AttentionMeter, createAttentionMeter } from '../../../src/engagement/attention.ts';
import { resetSight, setSight } from '../browser/sight.ts';

let meter: AttentionMeter;

const minuteMs = 60_000;
const note = (type: string, target: EventTarget = document) => meter.note({ type, target });
const wait = (ms: number) => vi.advanceTimersByTime(ms);
/** Redefines what the window and the root element measure. */
const setLayout = ({ height = 3000, scrollY = 0, innerHeight = 1000 }) => {
  Object.defineProperty(document.documentElement, 'scrollHeight', { configurable: true, value: height });
  Object.defineProperty(window, 'scrollY', { configurable: true, writable: true, value: scrollY });
  Object.defineProperty(window, 'innerHeight', { configurable: true, writable: true, value: innerHeight });
};
/** As the page's observer does it: the state has changed, then the meter hears of it. */
const show = (isVisible: boolean, isFocused = isVisible) => {
  setSight({ isVisible, isFocused });
  meter.note();
};

beforeEach(() => {
  vi.useFakeTimers();
  setSight({});
  setLayout({});
  meter = createAttentionMeter(window);
});
afterEach(() => {
  vi.useRealTimers();
  resetSight();
});

describe('time', () => {
  it('is in sight and engaged from the start of a page that is looked at', () => {
    wait(5000);
    expect(meter.read()).toMatchObject({ visible_ms: 5000, engaged_ms: 5000 });
  });

  it('is engaged for half a minute after the last sign of life, and no longer', () => {
    wait(29_000);
    note('pointermove');
    wait(10 * minuteMs);
    expect(meter.read()).toMatchObject({ visible_ms: 10 * minuteMs + 29_000, engaged_ms: 59_000 });
  });

  it('is engaged again with the next sign of life, and the empty chair before it stays empty', () => {
    wait(5 * minuteMs);
    note('keydown');
    wait(10_000);
    expect(meter.read()).toMatchObject({ engaged_ms: 40_000 });
  });

  it('adds up the same, however often somebody asks', () => {
    for (let second = 0; second < 90; second++) {
      wait(1000);
      meter.read();
    }
    expect(meter.read()).toMatchObject({ visible_ms: 90_000, engaged_ms: 30_000 });
  });

  it('is in sight but not engaged while another window has the focus', () => {
    wait(1000);
    setSight({ isFocused: false });
    note('blur');
    wait(4000);
    setSight({ isFocused: true });
    note('focus');
    wait(2000);
    expect(meter.read()).toMatchObject({ visible_ms: 7000, engaged_ms: 3000 });
  });

  it('goes on in a frame of the page, such as a payment form: Firefox says within blur that the focus is gone', () => {
    setSight({ isFocused: false });
    note('blur');
    setSight({ isFocused: true });
    wait(5000);
    expect(meter.read()).toMatchObject({ visible_ms: 5000, engaged_ms: 4900 });
  });

  it('does not count the hours in which a gallery plays by itself', () => {
    for (let second = 0; second < 600; second += 5) {
      note('scroll', Object.assign(new EventTarget(), { scrollTop: 0, clientHeight: 600, scrollHeight: 600 }));
      wait(5000);
    }
    expect(meter.read()).toMatchObject({ visible_ms: 10 * minuteMs, engaged_ms: 30_000 });
  });

  it('does not count the hours that a tab was hidden', () => {
    wait(3000);
    show(false);
    wait(8 * 60 * minuteMs);
    show(true);
    wait(2000);
    expect(meter.read()).toMatchObject({ visible_ms: 5000, engaged_ms: 3000 });
  });

  it('does not count the hours that a computer slept, beyond the attention span', () => {
    wait(8 * 60 * minuteMs);
    expect(meter.read().engaged_ms).toBe(30_000);
  });

  it('does not count at all in a tab that was opened in the background', () => {
    setSight({ isVisible: false });
    meter = createAttentionMeter(window);
    wait(minuteMs);
    expect(meter.read()).toMatchObject({ visible_ms: 0, engaged_ms: 0 });
    show(true);
    note('focus');
    wait(1000);
    expect(meter.read()).toMatchObject({ visible_ms: 1000, engaged_ms: 1000 });
  });

  it('is whole milliseconds', () => {
    wait(0.4);
    const { visible_ms, engaged_ms } = meter.read();
    expect([visible_ms, engaged_ms].every(Number.isInteger)).toBe(true);
  });

  it('is never engaged longer than in sight', () => {
    const signs = ['focus', undefined, 'blur', 'scroll', 'keydown'];
    for (let step = 0; step < 200; step++) {
      setSight({ isVisible: step % 3 !== 0, isFocused: step % 4 !== 0 });
      const sign = signs[step % signs.length];
      if (sign) note(sign);
      else meter.note();
      wait((step * 7919) % 45_000);
      const { visible_ms, engaged_ms } = meter.read();
      expect(engaged_ms).toBeLessThanOrEqual(visible_ms);
    }
  });
});

describe('interactions', () => {
  it('are presses of keys and pointers, not movements', () => {
    for (const type of ['pointerdown', 'keydown', 'pointermove', 'scroll', 'wheel', 'touchmove', 'focus', 'blur']) {
      note(type);
    }
    expect(meter.read().interactions).toBe(2);
  });
});

describe('the scroll depth', () => {
  const scrollTo = (scrollY: number) => {
    setLayout({ scrollY });
    note('scroll');
  };

  const watchHeight = () => {
    const height = vi.fn(() => 3000);
    Object.defineProperty(document.documentElement, 'scrollHeight', { configurable: true, get: height });
    return height;
  };

  it('is what was on the screen of a page that was never scrolled', () => {
    expect(meter.read().scroll_percent).toBe(33);
  });

  it('is the deepest point seen, and going up again takes nothing away', () => {
    for (const scrollY of [500, 1400, 0]) {
      scrollTo(scrollY);
      wait(100);
    }
    expect(meter.read().scroll_percent).toBe(80);
  });

  it('is that of the page at its longest, which was short or empty at first', () => {
    setLayout({ height: 1000 });
    wait(100);
    expect(meter.read().scroll_percent).toBe(100);
    setLayout({ height: 1500 });
    note('scroll');
    wait(100);
    expect(meter.read().scroll_percent).toBe(67);
    setLayout({ height: 9000 });
    show(false);
    expect(meter.read().scroll_percent).toBe(11);
  });

  it('is looked up before a click that may lead on, so that the page that left is not taken for the next one', () => {
    wait(100);
    setLayout({ height: 6000 });
    note('pointerdown');
    wait(100);
    setLayout({ height: 2000 });
    expect(meter.read().scroll_percent).toBe(17);
  });

  it('stays what it was behind a menu that holds the page still and scrolls itself', () => {
    scrollTo(1400);
    wait(100);
    setLayout({ height: 1000 });
    note('scroll', Object.assign(new EventTarget(), { scrollTop: 0, clientHeight: 900, scrollHeight: 1800 }));
    wait(100);
    expect(meter.read().scroll_percent).toBe(80);
  });

  it('costs no look while the pointer moves', () => {
    wait(100);
    const height = watchHeight();
    note('pointermove');
    wait(1_000);
    expect(height).not.toHaveBeenCalled();
  });

  it('is looked up after the event, since in the event it would force a layout', () => {
    wait(100);
    const height = watchHeight();
    for (let count = 0; count < 50; count++) note('scroll');
    expect(height).not.toHaveBeenCalled();
    wait(100);
    expect(height).toHaveBeenCalledOnce();
  });

  it('is not looked up any more once the meter has stopped', () => {
    const height = watchHeight();
    note('scroll');
    meter.stop();
    wait(1_000);
    expect(height).not.toHaveBeenCalled();
  });

  describe('of a page that stands still while a part of it scrolls', () => {
    const scrollPart = (scrollTop: number, clientHeight = 900) =>
      note('scroll', Object.assign(new EventTarget(), { scrollTop, clientHeight, scrollHeight: 3000 }));

    beforeEach(() => {
      setLayout({ height: 1000 });
      wait(100);
    });

    it('is how far that part was scrolled, deepest point first seen', () => {
      for (const scrollTop of [300, 1200, 0]) {
        scrollPart(scrollTop);
        wait(100);
      }
      expect(meter.read().scroll_percent).toBe(70);
    });

    it('is the whole page when the part is a small one, as a menu is', () => {
      scrollPart(100, 300);
      expect(meter.read().scroll_percent).toBe(100);
    });

    it('is still that of the part after a small one was scrolled beside it', () => {
      scrollPart(300);
      wait(100);
      scrollPart(0, 300);
      wait(100);
      show(false);
      expect(meter.read().scroll_percent).toBe(40);
    });

    it('keeps the visitor engaged, as the page itself would', () => {
      for (const scrollTop of [300, 600, 900]) {
        wait(25_000);
        scrollPart(scrollTop);
        wait(100);
      }
      expect(meter.read().engaged_ms).toBe(75_400);
    });

    it('begins anew with the next page view', () => {
      scrollPart(2100);
      wait(100);
      meter.reset();
      scrollPart(0);
      expect(meter.read().scroll_percent).toBe(30);
    });
  });

  it('is that of the page where a part of it scrolls too', () => {
    note('scroll', Object.assign(new EventTarget(), { scrollTop: 2000, clientHeight: 900, scrollHeight: 3000 }));
    expect(meter.read().scroll_percent).toBe(33);
  });

  it('is the whole of a page that is shorter than the screen', () => {
    setLayout({ height: 700 });
    expect(meter.read().scroll_percent).toBe(100);
  });

  it('is never more than the whole, where engines bounce past the end', () => {
    scrollTo(2200);
    expect(meter.read().scroll_percent).toBe(100);
  });

  it('is a number even where nothing has a height', () => {
    setLayout({ height: 0, innerHeight: 0 });
    expect(meter.read().scroll_percent).toBe(0);
  });
});

describe('the next page view', () => {
  it('begins with nothing of the one before', () => {
    setLayout({ scrollY: 1900 });
    note('scroll');
    note('keydown');
    wait(20_000);
    meter.reset();
    setLayout({ scrollY: 0 });
    expect(meter.read()).toEqual({ engaged_ms: 0, visible_ms: 0, scroll_percent: 33, interactions: 0 });
  });

  it('counts on in a page that stays in sight, with a new attention span', () => {
    wait(25_000);
    meter.reset();
    wait(40_000);
    expect(meter.read()).toMatchObject({ visible_ms: 40_000, engaged_ms: 30_000 });
  });
});
