// The owner's tag as options, the queue of early calls, and a second copy of the script.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installTracker, readScriptTag } from '../../../src/browser/script-tag.ts';
import type { Tracker, TrackerOptions } from '../../../src/types.ts';

const readTag = (html: string) => {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  return readScriptTag((holder.querySelector('script') as HTMLScriptElement).dataset) as TrackerOptions &
    Record<string, unknown>;
};

describe('the script tag', () => {
  it('gives its attributes as options, in camelCase', () => {
    const options = readTag(
      '<script data-endpoint="https://collect.shop.example/e" data-site="my-shop" data-cookie-domain="shop.example" data-navigation="hash"></script>',
    );
    expect(options).toEqual({
      endpoint: 'https://collect.shop.example/e',
      site: 'my-shop',
      cookieDomain: 'shop.example',
      navigation: 'hash',
    });
  });

  it('says yes and no as words, and yes by an attribute alone', () => {
    expect(readScriptTag({ anonymous: 'true', respectGpc: 'false', cors: '', debug: '' })).toEqual({
      anonymous: true,
      respectGpc: false,
      cors: true,
      debug: true,
    });
  });

  it('says numbers', () => {
    expect(readTag('<script data-flush-after-ms="5000" data-sample-rate="0.25"></script>')).toEqual({
      flushAfterMs: 5000,
      sampleRate: 0.25,
    });
  });

  it.each(['123', '007', '1.2.3', '12345678901234567890', '.', '1.', '.5', '1e3', 'true', '٣'])(
    'keeps the name of a site that looks like a number or a word: %s',
    (site) => {
      const holder = document.createElement('script');
      holder.dataset.site = site;
      expect(`${readScriptTag(holder.dataset).site}`).toBe(site);
    },
  );

  it('is read although a plugin has left attributes of its own on it', () => {
    const options = readTag(
      '<script data-endpoint="/e" data-cfasync="false" data-version="6.7.2" data-x="{}"></script>',
    );
    expect(options.endpoint).toBe('/e');
  });

  it('names a consent manager with data-consent, which is no decision', () => {
    expect(readTag('<script data-consent="klaro" data-consent-key="etappe"></script>').consent).toBeUndefined();
  });

  it('has no options when it has no attributes', () => {
    expect(readTag('<script src="etappe.js"></script>')).toEqual({});
  });
});

type Page = { etappe?: unknown };
const page = window as unknown as Page;

/** A tracker that writes down which of its methods were called with what. */
const createRecorder = () => {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      return name;
    };
  const names = ['start', 'stop', 'consent', 'track', 'page', 'use', 'journey', 'remember', 'recall', 'flush', 'on'];
  const tracker = Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as Tracker;
  const createTracker = vi.fn((_: TrackerOptions) => tracker);
  return { calls, createTracker, tracker };
};

/** The stub as the docs have owners paste it. */
const installStub = () => {
  const stub = (...args: unknown[]) => {
    stub.q.push(args);
  };
  stub.q = [] as unknown[];
  page.etappe = stub;
  return stub;
};

const setCurrentScript = (html: string) => {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  Object.defineProperty(document, 'currentScript', { configurable: true, value: holder.firstChild });
};

beforeEach(() => {
  setCurrentScript('<script data-endpoint="/e"></script>');
});
afterEach(() => {
  delete page.etappe;
  Reflect.deleteProperty(document, 'currentScript');
  vi.restoreAllMocks();
});

describe('installing', () => {
  it('makes a tracker with the options of the tag and starts it', () => {
    const { calls, createTracker } = createRecorder();
    installTracker(createTracker);
    expect(createTracker.mock.calls).toEqual([[{ endpoint: '/e' }]]);
    expect(calls).toEqual([['start']]);
  });

  it('makes the calls of the stub before the start, in their order', () => {
    const stub = installStub();
    stub('consent', { analytics: true });
    stub('track', 'add_to_cart', { value: 1 });
    stub('track', 'view_cart');
    const { calls, createTracker } = createRecorder();
    installTracker(createTracker);
    expect(calls).toEqual([
      ['consent', { analytics: true }],
      ['track', 'add_to_cart', { value: 1 }],
      ['track', 'view_cart'],
      ['start'],
    ]);
  });

  it('understands the arguments objects that the pasted stub queues', () => {
    const queue: IArguments[] = [];
    (function (this: unknown) {
      // biome-ignore lint/complexity/noArguments: this is what the stub queues
      queue.push(arguments);
    }).apply(null, ['track', 'search', { search_term: 'mug' }] as never);
    page.etappe = Object.assign(() => {}, { q: queue });
    const { calls, createTracker } = createRecorder();
    installTracker(createTracker);
    expect(calls[0]).toEqual(['track', 'search', { search_term: 'mug' }]);
  });

  it('plugs in after the queued calls and before the start', () => {
    installStub()('consent', { analytics: true });
    const { calls, createTracker, tracker } = createRecorder();
    installTracker(createTracker, (given, dataset) => {
      expect(given).toBe(tracker);
      expect(dataset.endpoint).toBe('/e');
      calls.push(['plug in']);
    });
    expect(calls.map(([name]) => name)).toEqual(['consent', 'plug in', 'start']);
  });

  it('leaves a function that takes a method with its arguments, and the methods on it', () => {
    const { calls, createTracker } = createRecorder();
    installTracker(createTracker);
    const etappe = page.etappe as Tracker & ((...call: unknown[]) => unknown);
    etappe('track', 'search', { search_term: 'mug' });
    etappe.track('search', { search_term: 'hat' });
    expect(calls.slice(1)).toEqual([
      ['track', 'search', { search_term: 'mug' }],
      ['track', 'search', { search_term: 'hat' }],
    ]);
    expect(etappe('recall', 'cart')).toBe('recall');
  });

  it.each([['nonsense'], [undefined], [''], [{}]])('lets a call of %j pass without harm', (method) => {
    installStub()(method, 1);
    const { calls, createTracker } = createRecorder();
    installTracker(createTracker);
    expect(calls).toEqual([['start']]);
    expect(() => (page.etappe as (...call: unknown[]) => unknown)(method, 1)).not.toThrow();
  });

  it('works where no script is current, as in a module', () => {
    Object.defineProperty(document, 'currentScript', { configurable: true, value: null });
    const { createTracker } = createRecorder();
    installTracker(createTracker);
    expect(createTracker.mock.calls).toEqual([[{}]]);
  });
});

describe('a second copy', () => {
  it('does nothing, and says so once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const first = createRecorder();
    const second = createRecorder();
    installTracker(first.createTracker);
    const installed = page.etappe;
    installTracker(second.createTracker);
    expect(second.createTracker).not.toHaveBeenCalled();
    expect(page.etappe).toBe(installed);
    expect(first.calls).toEqual([['start']]);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});
