// The entry for a Shopify custom pixel: the checkout's events, from a sandbox without the page's document.
import { toCommerceParams } from './commerce/items.ts';
import { createGate } from './consent/gate.ts';
import { createJourney } from './journey/journey.ts';
import { deviceClass } from './page/device.ts';
import { createPageView, type PageView } from './page/page.ts';
import { createStamper, type Moment } from './stamp.ts';
import type { ConsentState, Params } from './types.ts';
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

interface PixelContext {
  document: { location: { href: string; pathname: string; hostname: string }; title?: string; referrer?: string };
  navigator: { userAgent: string; language?: string };
  window: { innerWidth: number; innerHeight: number; screen?: { width: number; height: number } };
}

/** https://shopify.dev/docs/api/web-pixels-api/standard-events */
interface PixelEvent {
  name: string;
  timestamp: string;
  context: PixelContext;
  data: Params;
}

interface CustomerPrivacy {
  analyticsProcessingAllowed: boolean;
  marketingAllowed: boolean;
}

interface Money {
  amount?: number;
  currencyCode?: string;
}

interface Variant {
  id?: string;
  sku?: string;
  title?: string;
  price?: Money;
  product?: { id?: string; title?: string; vendor?: string; type?: string };
}

interface Checkout {
  token?: string;
  currencyCode?: string;
  order?: { id?: string | null } | null;
  totalPrice?: Money;
  totalTax?: Money;
  shippingLine?: { price?: Money } | null;
  lineItems?: { title?: string; quantity?: number; finalLinePrice?: Money; variant?: Variant | null }[];
  discountApplications?: { title?: string }[];
  delivery?: { selectedDeliveryOptions?: { title?: string }[] } | null;
  transactions?: { gateway?: string; paymentMethod?: { name?: string } }[];
}

// Shopify gives a custom pixel these names in its scope; none of them is a window's.
declare const etappe: PixelOptions;
declare const analytics: { subscribe(name: string, listener: (event: PixelEvent) => void): unknown };
declare const init: { context: PixelContext; customerPrivacy?: CustomerPrivacy };
declare const browser: {
  localStorage: {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
    removeItem(key: string): Promise<void>;
  };
};
declare const api: { customerPrivacy?: Privacy } | undefined;
declare const customerPrivacy: Privacy | undefined;

interface Privacy {
  subscribe(name: 'visitorConsentCollected', listener: (event: { customerPrivacy: CustomerPrivacy }) => void): unknown;
}

const storageName = 'etappe';

const toItem = (variant: Variant | null | undefined, quantity = 1, linePrice?: Money, title?: string): Params => ({
  item_id: variant?.sku || variant?.id,
  item_name: title ?? variant?.product?.title,
  item_variant: variant?.title,
  item_brand: variant?.product?.vendor,
  item_category: variant?.product?.type,
  price: linePrice?.amount === undefined ? variant?.price?.amount : linePrice.amount / quantity,
  quantity,
});

const toBasket = ({ checkout = {} }: { checkout?: Checkout }): Params => ({
  currency: checkout.currencyCode,
  value: checkout.totalPrice?.amount,
  tax: checkout.totalTax?.amount,
  shipping: checkout.shippingLine?.price?.amount,
  coupon: checkout.discountApplications?.map(({ title }) => title).join(),
  shipping_tier: checkout.delivery?.selectedDeliveryOptions?.[0]?.title,
  payment_type: checkout.transactions?.[0]?.paymentMethod?.name ?? checkout.transactions?.[0]?.gateway,
  transaction_id: checkout.order?.id,
  items: checkout.lineItems?.map(({ variant, quantity, finalLinePrice, title }) =>
    toItem(variant, quantity, finalLinePrice, title),
  ),
});

interface CartLine {
  merchandise?: Variant;
  quantity?: number;
  cost?: { totalAmount?: Money };
}

const toLine = ({ cartLine }: { cartLine?: CartLine | null }): Params => ({
  currency: cartLine?.cost?.totalAmount?.currencyCode,
  items: cartLine && [toItem(cartLine.merchandise, cartLine.quantity, cartLine.cost?.totalAmount)],
});

type Translation = [name: string, toRaw: (data: never) => Params];

const step =
  (step_name: string, number: number): Translation[1] =>
  () => ({ step: number, step_name });

/** Contact, address and shipping events exist with Checkout Extensibility only. */
const checkoutEvents: Record<string, Translation> = {
  checkout_started: ['begin_checkout', toBasket],
  checkout_contact_info_submitted: ['checkout_step', step('contact', 2)],
  checkout_address_info_submitted: ['checkout_step', step('address', 3)],
  checkout_shipping_info_submitted: ['add_shipping_info', toBasket],
  payment_info_submitted: ['add_payment_info', toBasket],
  checkout_completed: ['purchase', toBasket],
};

const storefrontEvents: Record<string, Translation> = {
  product_viewed: [
    'view_item',
    ({ productVariant }: { productVariant?: Variant }) => ({
      currency: productVariant?.price?.currencyCode,
      items: [toItem(productVariant)],
    }),
  ],
  collection_viewed: [
    'view_item_list',
    ({ collection }: { collection?: { id?: string; title?: string; productVariants?: Variant[] } }) => ({
      item_list_id: collection?.id,
      item_list_name: collection?.title,
      items: collection?.productVariants?.map((variant) => toItem(variant)),
    }),
  ],
  search_submitted: [
    'search',
    ({ searchResult }: { searchResult?: { query?: string } }) => ({ search_term: searchResult?.query }),
  ],
  cart_viewed: [
    'view_cart',
    ({ cart }: { cart?: { lines?: CartLine[]; cost?: { totalAmount?: Money } } | null }) => ({
      currency: cart?.cost?.totalAmount?.currencyCode,
      value: cart?.cost?.totalAmount?.amount,
      items: cart?.lines?.map(({ merchandise, quantity, cost }) => toItem(merchandise, quantity, cost?.totalAmount)),
    }),
  ],
  product_added_to_cart: ['add_to_cart', toLine],
  product_removed_from_cart: ['remove_from_cart', toLine],
};

/** The address without what opens the checkout: /checkouts/cn/<token>/information */
const toUrl = (href: string) => href.replace(/(\/checkouts)\/.*?(\/[a-z_-]+)?(?=[?#]|$)/, '$1$2');

const startPixel = ({ endpoint, site, storefront = false }: PixelOptions): void => {
  const { context } = init;
  let record: string | null = null;
  let consent: ConsentState = { analytics: 'undecided', marketing: 'undecided', source: 'shopify' };
  let page: PageView | undefined;
  let waiting: StampedEvent[] = [];

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
        // The top frame's storage, so that a visitor is the same one as in the storefront.
        void (text ? browser.localStorage.setItem(storageName, text) : browser.localStorage.removeItem(storageName));
      },
    }),
  );
  const stamp = createStamper({ endpoint }, journey, {
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

  const decide = async ({ analyticsProcessingAllowed, marketingAllowed }: CustomerPrivacy, isDecision: boolean) => {
    // "Not allowed" before the visitor was asked is no decision.
    const toPermission = (isAllowed: boolean) => (isAllowed ? 'granted' : isDecision ? 'denied' : 'undecided');
    if (analyticsProcessingAllowed) record = await browser.localStorage.getItem(storageName);
    else if (isDecision) journey.forget();
    consent = {
      ...consent,
      analytics: toPermission(analyticsProcessingAllowed),
      marketing: toPermission(marketingAllowed),
      at: Date.now(),
    };
    journey.allowMarketing(consent.marketing === 'granted');
    gate.decide(consent.analytics);
  };

  const pass = (event: PixelEvent, name: string, params?: Params) => {
    const { href, pathname } = event.context.document.location;
    const at = Date.parse(event.timestamp) || Date.now();
    if (!page || name === 'page_view')
      page = createPageView(toUrl(href), '', event.context.document.referrer ?? '', 'load', []);
    if (storefront || /\/checkouts?\b/.test(pathname)) gate.pass({ page, name, at, ...(params && { params }) });
  };

  const subscribe = (translations: Record<string, Translation>) => {
    for (const [type, [name, toRaw]] of Object.entries(translations))
      analytics.subscribe(type, (event) => {
        // With Checkout Extensibility every return to the checkout starts it again.
        const { token } = ((event.data as { checkout?: Checkout }).checkout ?? {}) as Checkout;
        if (name === 'begin_checkout') {
          if (token && journey.recall('begun') === token) return;
          journey.remember('begun', token);
        }
        pass(event, name, toCommerceParams(name, toRaw(event.data as never)));
      });
  };

  gate.see();
  analytics.subscribe('page_viewed', (event) => pass(event, 'page_view'));
  subscribe(checkoutEvents);
  if (storefront) subscribe(storefrontEvents);
  analytics.subscribe('alert_displayed', (event) => {
    const { alert } = event.data as { alert?: { type?: string } };
    // Its type only: a message may repeat what was filled in.
    pass(event, 'exception', { description: `${alert?.type}`, fatal: false });
  });
  const privacy =
    typeof customerPrivacy !== 'undefined'
      ? customerPrivacy
      : typeof api !== 'undefined'
        ? api.customerPrivacy
        : undefined;
  privacy?.subscribe('visitorConsentCollected', (event) => decide(event.customerPrivacy, true));
  if (init.customerPrivacy) void decide(init.customerPrivacy, false);
};

startPixel(etappe);
