// @vitest-environment node
// On a server there is no page: importing and calling everything does nothing and harms nothing.
import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('on a server', () => {
  it('there is no page', () => {
    expect([typeof window, typeof document]).toEqual(['undefined', 'undefined']);
  });

  it('importing adds nothing to the globals and starts nothing', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const timer = vi.spyOn(globalThis, 'setTimeout');
    const { createTracker } = await import('../../../src/index.ts');
    expect(createTracker).toBeTypeOf('function');
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
    expect(timer).not.toHaveBeenCalled();
  });

  it.each([
    ['without options that decide', {}],
    ['with a decision', { consent: { analytics: true, marketing: true } }],
    ['in anonymous mode', { anonymous: true }],
    ['without an endpoint', { endpoint: undefined as never }],
    ['with a cookie', { cookieDomain: 'shop.example', consent: { analytics: true } }],
  ])('every method (%s) does nothing, and resolves where it promises', async (_, options) => {
    const { createTracker } = await import('../../../src/index.ts');
    const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('asked'));
    const error = vi.spyOn(console, 'error');
    const integration = vi.fn(() => undefined);
    const tracker = createTracker({ endpoint: 'https://collect.example/e', ...options });
    const unsubscribe = tracker.on('event', () => {
      throw new Error('heard');
    });
    tracker.start();
    tracker.consent({ analytics: true, marketing: true });
    tracker.track('add_to_cart', { currency: 'EUR', value: 1, items: [] });
    tracker.track('purchase', { transaction_id: 'A', currency: 'EUR', value: 1, items: [] });
    tracker.page();
    tracker.page({ url: 'https://shop.example/', title: 'Shop' });
    tracker.use(integration)();
    tracker.remember('cart', 1);
    expect(tracker.recall('cart')).toBeUndefined();
    expect(tracker.journey()).toEqual({ stage: undefined, touchpoints: [], visits: 0, purchases: 0 });
    await expect(tracker.flush()).resolves.toBeUndefined();
    tracker.consent({ analytics: false });
    tracker.consent({ analytics: true });
    unsubscribe();
    tracker.stop();
    tracker.start();
    expect([fetch.mock.calls, error.mock.calls, integration.mock.calls]).toEqual([[], [], []]);
  });
});
