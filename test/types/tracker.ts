// Options, decisions and methods: uses that must compile, and wrong ones that must not. Checked by the compiler, never run.
import { createTracker, type Integration, type Tracker } from '../../src/index.ts';

declare const tracker: Tracker;
const endpoint = 'https://collect.shop.example/e';

export const rightUses = async () => {
  createTracker({ endpoint }).start();
  createTracker({
    endpoint,
    site: 'my-shop',
    consent: { analytics: true },
    navigation: 'hash',
    queryParams: ['id'],
    transport: 'beacon',
    sampleRate: 0.5,
    beforeSend: (event) => (event.name === 'secret' ? null : { ...event, params: { ...event.params, tenant: 1 } }),
    encode: ({ v, events }) => `${v}:${events.length}`,
  });
  tracker.consent({
    analytics: true,
    marketing: false,
    source: 'my-banner',
    version: '3',
    id: 'record',
    at: Date.now(),
  });
  tracker.page();
  tracker.page({ title: 'Virtual' });
  const undo: () => void = tracker.use((given) => {
    given.track('sign_up');
    return () => {};
  });
  undo();
  tracker.use(() => undefined);
  await tracker.flush();
  const { stage, touchpoints } = tracker.journey();
  const isBuying: boolean = stage === 'purchase' && touchpoints[0]?.click?.name === 'gclid';
  tracker.remember('cart', [isBuying]);
  const off: () => void = tracker.on('event', ({ n, name, params }) => [n + 1, name.length, params?.value]);
  off();
  tracker.on('drop', ({ reason, count }) => reason === 'repeat' && count > 1);
  tracker.on('leave', (totals) => {
    totals.cart = 1;
  });
};

export const wrongOptions = () => {
  // @ts-expect-error without an endpoint there is nowhere to send to
  createTracker({ site: 'my-shop' });
  // @ts-expect-error nothing is tracked without options
  createTracker();
  // @ts-expect-error an address is a text
  createTracker({ endpoint: new URL(endpoint) });
  // @ts-expect-error the name of an option is misspelt
  createTracker({ endpoint, sampelRate: 1 });
  // @ts-expect-error a share is a number
  createTracker({ endpoint, sampleRate: '0.5' });
  // @ts-expect-error there is no such navigation
  createTracker({ endpoint, navigation: 'spa' });
  // @ts-expect-error there is no such transport
  createTracker({ endpoint, transport: 'fetch' });
  // @ts-expect-error query keys are a list
  createTracker({ endpoint, queryParams: 'id' });
  // @ts-expect-error a decision is more than yes: it says to what
  createTracker({ endpoint, consent: true });
  // @ts-expect-error an event is kept by returning it, and dropped by null
  createTracker({ endpoint, beforeSend: () => true });
  // @ts-expect-error an event without its time is none
  createTracker({ endpoint, beforeSend: () => ({ name: 'x' }) });
  // @ts-expect-error a body is a text
  createTracker({ endpoint, encode: (batch) => batch });
};

export const wrongDecisions = () => {
  // @ts-expect-error a decision says to what
  tracker.consent(true);
  // @ts-expect-error a decision is yes or no
  tracker.consent({ analytics: 'granted' });
  // @ts-expect-error there is no such purpose
  tracker.consent({ ads: true });
  // @ts-expect-error a time is epoch milliseconds
  tracker.consent({ analytics: true, at: new Date() });
};

export const wrongUses = async () => {
  // @ts-expect-error start has nothing to be told
  tracker.start({ endpoint });
  // @ts-expect-error an address is a text
  tracker.page({ url: new URL(endpoint) });
  // @ts-expect-error there is no such hook
  tracker.on('sent', () => {});
  // @ts-expect-error there is no such reason
  tracker.on('drop', ({ reason }) => reason === 'lost');
  // @ts-expect-error a number cannot be changed after the event has it
  tracker.on('event', ({ n }: { n: string }) => n);
  // @ts-expect-error an integration is a function
  tracker.use({ name: 'banner' });
  // @ts-expect-error an integration returns its cleanup at once, not later
  tracker.use(async () => () => {});
  // @ts-expect-error what was recalled may be anything
  tracker.recall('cart').length;
  // @ts-expect-error the path is not the caller's to change
  tracker.journey().touchpoints.push({ at: 1 });
  // @ts-expect-error there is no such stage
  const isDone = tracker.journey().stage === 'done';
  // @ts-expect-error flush promises nothing but the end
  const sent: number = await tracker.flush();
  // @ts-expect-error an integration is given a tracker, nothing else
  const integration: Integration = (window: Window) => () => window.close();
  return [isDone, sent, integration];
};
