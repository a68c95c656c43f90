// Coming into sight, going out of it, and returning from the back/forward cache.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onRestored, onSight } from '../../../src/browser/lifecycle.ts';
import { listen } from '../../../src/browser/listen.ts';
import { changeSight, resetSight, setSight } from './sight.ts';

const undos: (() => void)[] = [];
beforeEach(() => setSight({}));
afterEach(() => {
  for (const undo of undos.splice(0)) undo();
  resetSight();
});

describe('sight', () => {
  const watch = () => {
    const seen: boolean[] = [];
    undos.push(onSight(window, (isVisible) => seen.push(isVisible)));
    return seen;
  };

  it('is told whenever the page goes out of it and comes back', () => {
    const seen = watch();
    changeSight(false);
    changeSight(true);
    changeSight(false);
    expect(seen).toEqual([false, true, false]);
  });

  it('is not lost when a page that is already hidden is closed', () => {
    const seen = watch();
    changeSight(false);
    window.dispatchEvent(new Event('pagehide'));
    expect(seen).toEqual([false, false]);
  });

  it('is not taken for lost by a pagehide that comes before the page is hidden', () => {
    const seen = watch();
    window.dispatchEvent(new Event('pagehide'));
    expect(seen).toEqual([]);
  });

  it('is told although the page stops the event on its way', () => {
    const seen = watch();
    const stop = (event: Event) => event.stopImmediatePropagation();
    document.addEventListener('visibilitychange', stop, true);
    undos.push(() => document.removeEventListener('visibilitychange', stop, true));
    changeSight(false);
    expect(seen).toEqual([false]);
  });

  it('is no longer told after undoing', () => {
    const seen = watch();
    undos.pop()?.();
    changeSight(false);
    expect(seen).toEqual([]);
  });
});

describe('a page out of the back/forward cache', () => {
  it('is told of, and a page that was loaded is not', () => {
    let restored = 0;
    undos.push(onRestored(window, () => restored++));
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    expect(restored).toBe(0);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(restored).toBe(1);
  });
});

describe('a listener', () => {
  it('hears every type in its list, and none after undoing', () => {
    const target = new EventTarget();
    const heard: string[] = [];
    const undo = listen(target, 'a b', ({ type }) => heard.push(type));
    for (const type of ['a', 'b', 'c']) target.dispatchEvent(new Event(type));
    undo();
    target.dispatchEvent(new Event('a'));
    expect(heard).toEqual(['a', 'b']);
  });

  it('never asks to prevent anything, and is not fooled by a page that stops events', () => {
    const add = vi.fn();
    listen({ addEventListener: add, removeEventListener() {} } as unknown as EventTarget, 'scroll', () => {});
    expect(add.mock.calls[0]?.[2]).toMatchObject({ capture: true, passive: true });
  });
});
