// Which figures belong to which page view, told once and only while they may be.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type VitalsLibrary, vitalsFrom } from '../../../src/integrations/vitals.ts';
import { createFakeTracker, type FakeTracker } from '../../helpers/shop-fixtures/fake-tracker.ts';

type Report = (metric: unknown) => void;

/** A library that measures what the test says. */
const createLibrary = () => {
  const reports: Record<string, Report> = {};
  const options: unknown[] = [];
  const watch =
    (name: string): VitalsLibrary['onCLS'] =>
    (report, given) => {
      reports[name] = report;
      options.push(given);
    };
  return {
    library: {
      onCLS: watch('CLS'),
      onFCP: watch('FCP'),
      onINP: watch('INP'),
      onLCP: watch('LCP'),
      onTTFB: watch('TTFB'),
    } satisfies VitalsLibrary,
    options,
    measure: (name: string, value: number, more: object = {}) =>
      reports[name]?.({ name, value, rating: 'good', navigationType: 'navigate', navigationStartTime: 0, ...more }),
  };
};

const restored = { navigationType: 'back-forward-cache', navigationStartTime: 5000 };
const toSoft = (navigationStartTime: number) => ({ navigationType: 'soft-navigation', navigationStartTime });

describe('vitals', () => {
  let fake: FakeTracker;
  let measure: ReturnType<typeof createLibrary>['measure'];
  let options: unknown[];
  let unplug: () => void;
  let visibility: 'visible' | 'hidden';

  beforeEach(() => {
    visibility = 'visible';
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
    fake = createFakeTracker();
    const made = createLibrary();
    ({ measure, options } = made);
    unplug = fake.tracker.use(vitalsFrom(made.library));
  });
  afterEach(() => vi.restoreAllMocks());

  const told = () => fake.paramsOf('web_vitals');
  /** As the tracker leaves a page: out of sight. */
  const hide = () => {
    visibility = 'hidden';
    fake.leave();
  };

  it('tells all figures of a page view in one event, before its totals', () => {
    measure('TTFB', 120.4);
    measure('FCP', 900.6);
    measure('LCP', 1800.2);
    measure('INP', 88);
    measure('CLS', 0.012345);
    expect(told()).toEqual([]);
    hide();
    expect(told()).toEqual([{ ttfb_ms: 120, fcp_ms: 901, lcp_ms: 1800, inp_ms: 88, cls: 0.0123, rating: 'good' }]);
  });

  it('wants every change, and soft navigations', () => {
    expect(options).toHaveLength(5);
    expect(options).toEqual(options.map(() => ({ reportAllChanges: true, reportSoftNavs: true })));
  });

  it('keeps the latest figure', () => {
    measure('LCP', 500);
    measure('LCP', 700);
    hide();
    expect(told()).toEqual([{ lcp_ms: 700, rating: 'good' }]);
  });

  it('says nothing twice', () => {
    measure('LCP', 500);
    hide();
    hide();
    expect(told()).toHaveLength(1);
  });

  it('says nothing where nothing was measured', () => {
    hide();
    expect(told()).toEqual([]);
  });

  it('tells all figures again when one has changed since the page was first hidden', () => {
    measure('LCP', 500);
    hide();
    visibility = 'visible';
    measure('INP', 300, { rating: 'needs-improvement' });
    hide();
    expect(told()).toEqual([
      { lcp_ms: 500, rating: 'good' },
      { lcp_ms: 500, inp_ms: 300, rating: 'needs-improvement' },
    ]);
  });

  it('rates by the worst of LCP, INP and CLS, and by no other', () => {
    measure('TTFB', 9000, { rating: 'poor' });
    measure('LCP', 3000, { rating: 'needs-improvement' });
    measure('CLS', 0);
    hide();
    expect(told()).toEqual([{ ttfb_ms: 9000, lcp_ms: 3000, cls: 0, rating: 'needs-improvement' }]);
  });

  it('gives no rating where none of the three was measured', () => {
    measure('FCP', 10);
    hide();
    expect(told()[0]?.rating).toBeUndefined();
  });

  it('tells in one event what is settled after the page was hidden', async () => {
    hide();
    measure('LCP', 500);
    measure('CLS', 0.1);
    expect(told()).toEqual([]);
    await Promise.resolve();
    expect(told()).toEqual([{ lcp_ms: 500, cls: 0.1, rating: 'good' }]);
  });

  it('says where, with the attribution build', () => {
    measure('LCP', 500, { attribution: { target: 'main>img' } });
    measure('INP', 90, { attribution: { interactionTarget: '#buy' } });
    measure('CLS', 0.2, { attribution: { largestShiftTarget: '.banner' } });
    measure('FCP', 100, { attribution: {} });
    hide();
    expect(told()).toMatchObject([{ lcp_target: 'main>img', inp_target: '#buy', cls_target: '.banner' }]);
    expect(told()[0]).not.toHaveProperty('fcp_target');
  });

  describe('on a page that was restored', () => {
    it('begins anew', () => {
      measure('LCP', 500);
      measure('INP', 200);
      hide();
      visibility = 'visible';
      measure('LCP', 20, restored);
      hide();
      expect(told()[1]).toEqual({ lcp_ms: 20, rating: 'good' });
    });

    it('has no time to first byte, since it asked no server', () => {
      measure('TTFB', 0, restored);
      measure('FCP', 20, restored);
      hide();
      expect(told()).toEqual([{ fcp_ms: 20 }]);
    });
  });

  describe('in a single-page app', () => {
    it('tells the figures of a view when the next one comes', () => {
      measure('LCP', 500);
      fake.leave();
      expect(told()).toEqual([{ lcp_ms: 500, rating: 'good' }]);
    });

    it('gives the next view nothing of the last one', () => {
      measure('LCP', 500);
      fake.leave();
      measure('INP', 400);
      measure('CLS', 0.3);
      hide();
      expect(told()).toHaveLength(1);
    });

    it('gives the next view its own figures where the engine sees a soft navigation', () => {
      measure('LCP', 500);
      fake.leave();
      measure('INP', 400);
      measure('TTFB', 0, toSoft(3000));
      measure('LCP', 90, toSoft(3000));
      measure('CLS', 0, toSoft(3000));
      hide();
      expect(told()[1]).toEqual({ lcp_ms: 90, cls: 0, rating: 'good' });
    });

    it('keeps to its view when the engine sees a navigation where only the query has changed', () => {
      measure('LCP', 500);
      measure('LCP', 90, toSoft(3000));
      measure('INP', 16, toSoft(3000));
      hide();
      expect(told()).toEqual([{ lcp_ms: 500, rating: 'good' }]);
    });

    it('does not take the late figures of such a change for the next view', () => {
      measure('LCP', 500);
      measure('LCP', 90, toSoft(3000));
      fake.leave();
      measure('INP', 16, toSoft(3000));
      measure('LCP', 70, toSoft(4000));
      hide();
      expect(told()[1]).toEqual({ lcp_ms: 70, rating: 'good' });
    });
  });

  describe('and consent', () => {
    it('says nothing after a denial', async () => {
      measure('LCP', 500);
      fake.deny();
      measure('INP', 200);
      hide();
      measure('CLS', 0.1);
      await Promise.resolve();
      expect(told()).toEqual([]);
    });

    it('tells nothing of the denied time after a later grant', () => {
      measure('LCP', 500);
      fake.deny();
      fake.grant();
      measure('INP', 200);
      hide();
      expect(told()).toEqual([]);
    });

    it('speaks again on the next page after a grant', () => {
      fake.deny();
      fake.grant();
      measure('FCP', 20, restored);
      hide();
      expect(told()).toEqual([{ fcp_ms: 20 }]);
    });
  });

  it('is silent once it is unplugged', async () => {
    measure('LCP', 500);
    unplug();
    measure('FCP', 20, restored);
    hide();
    measure('CLS', 0.1);
    await Promise.resolve();
    expect(told()).toEqual([]);
  });
});
