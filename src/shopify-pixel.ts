// The entry for a Shopify custom pixel: the checkout's events, from a sandbox without the page's document.
import { createGate } from './consent/gate.ts';
import { onPixelEvent, toPixelUrl } from './integrations/shops/shopify-events.ts';
import type {
  CustomerPrivacy,
  PixelAnalytics,
  PixelContext,
  PixelStorage,
  Privacy,
} from './integrations/shops/shopify-sandbox.ts';
import { createJourney } from './journey/journey.ts';
import { deviceClass } from './page/device.ts';
import { createPageView, type PageView } from './page/page.ts';
import { redactValue } from './page/redact.ts';
import { createStamper, type Moment } from './stamp.ts';
import type { ConsentState } from './types.ts';
import { encodeBatch, type StampedEvent } from './wire/encode.ts';
import { createId } from './wire/id.ts';
import { stringify } from './wire/stringify.ts';

/** What the owner writes above the pasted script. */
export interface PixelOptions {
  endpoint: string;
  site?: string;
  /** Also what happens in the storefront, for a theme without our tag. @default false */
  storefront?: boolean;
}

// Shopify gives a custom pixel these names in its scope; none of them is a window's.
declare const etappe: PixelOptions;
declare const analytics: PixelAnalytics;
declare const init: { context: PixelContext; customerPrivacy?: CustomerPrivacy };
declare const browser: { localStorage: PixelStorage };
declare const api: { customerPrivacy?: Privacy } | undefined;
declare const customerPrivacy: Privacy | undefined;

const storageName = 'etappe';

const startPixel = ({ endpoint, site, storefront = false }: PixelOptions): void => {
  const { context } = init;
  const storage = browser.localStorage;
  let record: string | null = null;
  let consent: ConsentState = { analytics: 'undecided', marketing: 'undecided', source: 'shopify' };
  let page: PageView | undefined;
  let waiting: StampedEvent[] = [];
  let begun: string | undefined;
  let decisions = 0;

  const send = (events: readonly StampedEvent[]) => {
    if (!events.length) return;
    const { navigator, window } = context;
    const { width = 0, height = 0 } = window.screen ?? {};
    const batch = encodeBatch(events, {
      site: site ?? context.document.location.hostname,
      batch: createId(),
      sent_at: Date.now(),
      consent,
      device: {
        class: deviceClass({ userAgent: navigator.userAgent, screen: [width, height] }),
        viewport: [window.innerWidth, window.innerHeight],
        ...(navigator.language && { language: navigator.language }),
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
    } as never);
    // The sandbox has an origin of its own, and its sendBeacon is deprecated.
    fetch(endpoint, { method: 'POST', body: stringify(batch), keepalive: true, mode: 'no-cors' }).catch(() => {});
  };

  const gate = createGate<Moment>(
    false,
    (moment) => stamp(moment),
    () => {},
  );
  const journey = createJourney(
    gate.guard({
      read: () => record,
      write(text) {
        record = text || null;
        // In the top frame the visitor is the same one as in the storefront.
        (text ? storage.setItem(storageName, text) : storage.removeItem(storageName)).catch(() => {});
      },
    }),
  );
  const { stamp } = createStamper({ endpoint }, journey, {
    isGranted: () => consent.analytics === 'granted',
    recoverTouch: () => undefined,
    enqueue(stamped) {
      // A purchase goes first and alone.
      if (stamped.event.name === 'purchase') return send([stamped]);
      waiting.push(stamped);
      queueMicrotask(() => {
        const events = waiting;
        waiting = [];
        send(events);
      });
    },
    onDrop() {},
  });

  const decide = async ({ analyticsProcessingAllowed, marketingAllowed }: CustomerPrivacy, isNew: boolean) => {
    // Nothing allowed is no decision until the visitor was asked.
    const isDecision = isNew || analyticsProcessingAllowed || marketingAllowed;
    const toPermission = (isAllowed: boolean) => (isAllowed ? 'granted' : isDecision ? 'denied' : 'undecided');
    const decision = ++decisions;
    if (analyticsProcessingAllowed) {
      const text = await storage.getItem(storageName).catch(() => null);
      if (decision !== decisions) return;
      record = text;
    } else if (isDecision) journey.forget();
    consent = {
      ...consent,
      analytics: toPermission(analyticsProcessingAllowed),
      marketing: toPermission(marketingAllowed),
      at: Date.now(),
    };
    journey.allowMarketing(consent.marketing === 'granted');
    gate.decide(consent.analytics);
  };

  gate.see();
  onPixelEvent(analytics, storefront, ({ timestamp, context: { document } }, name, params, token) => {
    // With Checkout Extensibility every return to the checkout starts it again.
    const isBegin = name === 'begin_checkout' && token;
    if (isBegin && (begun === token || journey.recall('begun') === token)) return;
    const { href, pathname } = document.location;
    if (!page || name === 'page_view') page = createPageView(toPixelUrl(href), '', document.referrer ?? '', 'load', []);
    if (storefront || /\/checkouts?\b/.test(pathname))
      gate.pass({
        page,
        name,
        at: Date.parse(timestamp) || Date.now(),
        ...(params && { params: redactValue(params) }),
      });
    if (!isBegin) return;
    begun = token;
    journey.remember('begun', token);
  });

  // Where Shopify documents it, and where its typings have it.
  const documented = typeof api === 'undefined' ? undefined : api.customerPrivacy;
  const privacy = documented ?? (typeof customerPrivacy === 'undefined' ? undefined : customerPrivacy);
  privacy?.subscribe('visitorConsentCollected', (event) => decide(event.customerPrivacy, true));
  if (init.customerPrivacy) void decide(init.customerPrivacy, false);
};

startPixel(etappe);
