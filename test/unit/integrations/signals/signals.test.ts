import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PageKind } from '../../../../src/types.ts';
import { createFakeTracker } from '../../../helpers/shop-fixtures/fake-tracker.ts';
import { get, type WatchedPage, watchPage } from './watched.ts';

let page: WatchedPage;
afterEach(() => {
  page.stop();
  vi.restoreAllMocks();
});

const show = (kind: PageKind) => page.fake.emit('view', { kind, url: '/' });
const fail = () => window.dispatchEvent(new ErrorEvent('error', { message: 'x' }));

describe('the signals of a page', () => {
  it('are absent where there is nothing to say', () => {
    page = watchPage('<h1>Mug</h1>');
    expect(page.fake.leave()).toEqual({});
  });

  it('grow, and begin anew with the next view', () => {
    page = watchPage('');
    fail();
    expect(page.read()).toEqual({ script_errors: 1 });
    fail();
    expect(page.read()).toEqual({ script_errors: 2 });
    show('history');
    expect(page.read()).toBeUndefined();
    fail();
    expect(page.read()).toEqual({ script_errors: 1 });
    show('restore');
    expect(page.read()).toBeUndefined();
  });

  it.each(['load', 'prerender'] as const)('keep what went wrong before the tracker was started (%s)', (kind) => {
    page = watchPage('');
    fail();
    show(kind);
    expect(page.read()).toEqual({ script_errors: 1 });
  });

  it('are watched before a decision, and keep nothing', () => {
    const fake = createFakeTracker({ isGranted: false });
    page = watchPage('', fake);
    fail();
    expect(page.read()).toEqual({ script_errors: 1 });
    expect(fake.memory.size).toBe(0);
  });

  it('end with a refusal, and know nothing of before when a grant follows', () => {
    page = watchPage('<form><input name="city"></form>');
    fail();
    const added = vi.spyOn(window, 'addEventListener');
    page.fake.deny();
    fail();
    get('input').dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    expect(page.read()).toBeUndefined();
    expect(added).not.toHaveBeenCalled();
    page.fake.grant();
    expect(page.read()).toBeUndefined();
    fail();
    expect(page.read()).toEqual({ script_errors: 1 });
  });

  it('take away every listener that they have added', () => {
    const count = { added: 0, removed: 0 };
    for (const target of [window, document]) {
      vi.spyOn(target, 'addEventListener').mockImplementation(() => void count.added++);
      vi.spyOn(target, 'removeEventListener').mockImplementation(() => void count.removed++);
    }
    page = watchPage('');
    expect(count.added).toBeGreaterThan(10);
    page.stop();
    expect(count.removed).toBe(count.added);
  });
});
