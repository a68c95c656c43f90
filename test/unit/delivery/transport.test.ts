// One request: how it is asked for, and what its answer is taken for.
import { describe, expect, it, vi } from 'vitest';
import { createTransport } from '../../../src/delivery/transport.ts';
import type { TrackerOptions } from '../../../src/types.ts';

type Answer = { type?: string; status?: number; headers?: Headers };
type Init = RequestInit & { body: string };

const createWatchedTransport = (
  options: Pick<TrackerOptions, 'cors' | 'transport'> = {},
  {
    endpoint = 'https://collect.example/e',
    answer = { status: 200 } as Answer | Error,
    page = {},
    held = Promise.resolve(),
  } = {},
) => {
  const requests: { url: string; init: Init }[] = [];
  const sendBeacon = vi.fn((_url: URL, _body: string) => true);
  const fake = {
    location: { origin: 'https://shop.example' },
    navigator: { sendBeacon },
    async fetch(url: URL, init: Init) {
      requests.push({ url: url.href, init });
      if (answer instanceof Error) throw answer;
      await held;
      return { type: 'basic', headers: new Headers(), ...answer };
    },
    ...page,
  };
  const transport = createTransport(fake as unknown as Window & typeof globalThis, new URL(endpoint), options);
  return { transport, requests, sendBeacon };
};

describe('a post', () => {
  it('is one that outlives the page and needs no preflight: a string, by POST, without headers', async () => {
    const { transport, requests } = createWatchedTransport();
    await transport.post('{"v":1}');
    expect(requests).toEqual([
      {
        url: 'https://collect.example/e',
        init: { method: 'POST', body: '{"v":1}', keepalive: true, mode: 'no-cors' },
      },
    ]);
  });

  it.each<[what: string, options: TrackerOptions['cors'], endpoint: string, mode: string]>([
    ['on the own origin', undefined, 'https://shop.example/e', 'cors'],
    ['on another origin', undefined, 'https://collect.example/e', 'no-cors'],
    ['on another origin that answers CORS', true, 'https://collect.example/e', 'cors'],
    ['on another port', undefined, 'https://shop.example:8443/e', 'no-cors'],
  ])('%s asks in the mode in which the answer is no failure', async (_, cors, endpoint, mode) => {
    const { transport, requests } = createWatchedTransport({ cors: cors ?? false }, { endpoint });
    await transport.post('x');
    expect(requests[0]?.init.mode).toBe(mode);
  });

  it('does not ask to outlive the page when it is too big for that, in bytes', async () => {
    const { transport, requests } = createWatchedTransport();
    for (const body of ['x'.repeat(70_000), '€'.repeat(22_000), '€'.repeat(14_000)]) await transport.post(body);
    expect(requests.map(({ init }) => init.keepalive)).toEqual([false, false, true]);
  });

  it('shares what may outlive the page with the posts still under way, also those that fail', async () => {
    const answers: (() => void)[] = [];
    const slow = createWatchedTransport({}, { held: new Promise((resolve) => answers.push(resolve)) });
    const body = 'x'.repeat(9_000);
    const posts = [body, body, body].map(slow.transport.post);
    expect(slow.requests.map(({ init }) => init.keepalive)).toEqual([true, true, false]);
    answers[0]?.();
    await Promise.all(posts);
    await slow.transport.post(body);
    expect(slow.requests.at(-1)?.init.keepalive).toBe(true);

    const failing = createWatchedTransport({}, { answer: new TypeError('Failed to fetch') });
    for (let count = 0; count < 4; count++) await failing.transport.post(body);
    expect(failing.requests.map(({ init }) => init.keepalive)).toEqual([true, true, true, true]);
  });

  it('hands over when to ask again', async () => {
    const headers = new Headers({ 'Retry-After': '120' });
    const { transport } = createWatchedTransport({}, { answer: { status: 429, headers } });
    expect(await transport.post('x')).toEqual({ status: 429, retryAfter: '120' });
  });

  it.each([200, 204, 302, 404, 429, 503])('resolves with the status %i', async (status) => {
    const { transport } = createWatchedTransport({}, { answer: { status } });
    expect(await transport.post('x')).toMatchObject({ status });
  });

  it('takes an opaque answer for a delivery', async () => {
    const { transport } = createWatchedTransport({}, { answer: { type: 'opaque', status: 0 } });
    expect(await transport.post('x')).toMatchObject({ status: 200 });
  });

  it('resolves with 0 when no answer came, and never rejects', async () => {
    const { transport } = createWatchedTransport({}, { answer: new TypeError('Failed to fetch') });
    expect(await transport.post('x')).toEqual({ status: 0 });
  });

  it('resolves with 0 when a blocker has made fetch throw at once', async () => {
    const fetch = () => {
      throw new Error('blocked');
    };
    const { transport } = createWatchedTransport({}, { page: { fetch } });
    expect(await transport.post('x')).toEqual({ status: 0 });
  });

  it('is a beacon where there is no fetch, and where the owner wants beacons only', async () => {
    const without = createWatchedTransport({}, { page: { fetch: undefined } });
    const always = createWatchedTransport({ transport: 'beacon' });
    for (const { transport, sendBeacon, requests } of [without, always]) {
      expect(await transport.post('x')).toMatchObject({ status: 200 });
      expect(sendBeacon.mock.calls.map(([url, body]) => [url.href, body])).toEqual([
        ['https://collect.example/e', 'x'],
      ]);
      expect(requests).toEqual([]);
      sendBeacon.mockReturnValue(false);
      expect(await transport.post('x')).toEqual({ status: 0 });
    }
  });
});

describe('a beacon', () => {
  it('tells whether the browser took it', () => {
    const { transport, sendBeacon } = createWatchedTransport();
    expect(transport.beacon('x')).toBe(true);
    sendBeacon.mockReturnValue(false);
    expect(transport.beacon('x')).toBe(false);
  });

  it('is called on its navigator, without which engines throw', () => {
    const navigator = {
      sendBeacon(this: unknown) {
        return this === navigator;
      },
    };
    expect(createWatchedTransport({}, { page: { navigator } }).transport.beacon('x')).toBe(true);
  });

  it.each<[what: string, navigator: object]>([
    ['was removed by a blocker', {}],
    [
      'throws',
      {
        sendBeacon() {
          throw new TypeError('Illegal invocation');
        },
      },
    ],
  ])('is not taken where it %s', (_, navigator) => {
    expect(createWatchedTransport({}, { page: { navigator } }).transport.beacon('x')).toBe(false);
  });
});
