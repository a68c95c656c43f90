// A page under `signals()`, with a tracker that writes down what it is told.
import { signals } from '../../../../src/integrations/signals.ts';
import type { Signals } from '../../../../src/types.ts';
import { createFakeTracker, type FakeTracker } from '../../../helpers/shop-fixtures/fake-tracker.ts';

export interface WatchedPage {
  fake: FakeTracker;
  /** What the page's last words would carry now. */
  read(): Signals | undefined;
  stop(): void;
}

export const watchPage = (html: string, fake = createFakeTracker()): WatchedPage => {
  document.body.innerHTML = html;
  const stop = fake.tracker.use(signals());
  return { fake, read: () => fake.leave().signals as Signals | undefined, stop };
};

export const get = (selector: string) => document.querySelector(selector) as HTMLElement;

/** A press and its click, as a pointer makes them. `at` in milliseconds. */
export const press = (selector: string, { x = 10, y = 10, at = 0 } = {}) => {
  const init = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, detail: 1 };
  get(selector).dispatchEvent(new PointerEvent('pointerdown', init));
  const click = Object.defineProperty(new MouseEvent('click', init), 'timeStamp', { value: at });
  get(selector).dispatchEvent(click);
};
