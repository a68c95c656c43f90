// Recorded-looking batches for the collector's tests: a visit is told as pages and the events on them.
import type { DeviceClass, Permission, Touch, WireBatch } from 'etappe/wire';

export type Told = [name: string, params?: Record<string, unknown>];

export interface VisitStory {
  id: string;
  at?: number;
  device?: DeviceClass;
  touch?: Omit<Touch, 'at'>;
  analytics?: Permission;
  marketing?: Permission;
  site?: string;
  pages: { path: string; title?: string; events: Told[] }[];
}

export const mug = { item_id: 'FW-201', item_name: 'Enamel mug', price: 14.9, quantity: 1 };
export const basket = { currency: 'EUR', value: 14.9, items: [mug] };

/** One batch that holds the whole visit; events are a second apart. */
export const tellVisit = ({
  id,
  at = 1_700_000_000_000,
  device = 'mobile',
  touch = {},
  analytics = 'granted',
  marketing = 'denied',
  site = 'test-shop',
  pages,
}: VisitStory): WireBatch => {
  let now = at;
  const events = pages.flatMap(({ events: told }, index) =>
    told.map(([name, params], order) => {
      now += 1000;
      return { n: order + 1, page: `${id}-${index}`, name, at: now, ...(params && { params }) };
    }),
  );
  const isGranted = analytics === 'granted';
  return {
    v: 1,
    site,
    batch: `batch-${id}`,
    sent_at: now,
    consent: { analytics, marketing, source: 'klaro', at },
    ...(isGranted && {
      visitor: { id: `visitor-${id}`, since: at, visits: 1, purchases: 0 },
      session: { id: `session-${id}`, started_at: at },
      source: { first: { at, ...touch } },
    }),
    device: { class: device },
    pages: Object.fromEntries(
      pages.map(({ path, title }, index) => [
        `${id}-${index}`,
        { url: `https://shop.example${path}`, kind: 'load' as const, ...(title && { title }) },
      ]),
    ),
    events,
  };
};

/** From a newsletter over the mug to the purchase. */
export const buyer = (id: string, more: Partial<VisitStory> = {}): WireBatch =>
  tellVisit({
    id,
    touch: { source: 'newsletter', medium: 'email' },
    pages: [
      { path: '/en/', title: 'Start · Shop', events: [['page_view'], ['view_item_list', { items: [mug] }]] },
      { path: '/en/mug', title: 'Mug · Shop', events: [['page_view'], ['view_item', basket], ['add_to_cart', basket]] },
      { path: '/en/cart', events: [['page_view'], ['view_cart', basket]] },
      { path: '/en/checkout/address', events: [['page_view'], ['begin_checkout', basket]] },
      {
        path: '/en/checkout/payment',
        events: [['page_view'], ['add_shipping_info', basket], ['add_payment_info', basket]],
      },
      { path: '/en/thank-you', events: [['page_view'], ['purchase', { ...basket, transaction_id: `T-${id}` }]] },
    ],
    ...more,
  });

/** Sees one page and goes. */
export const bouncer = (id: string, more: Partial<VisitStory> = {}): WireBatch =>
  tellVisit({
    id,
    touch: { referrer: 'www.google.com' },
    pages: [
      {
        path: '/en/mug',
        events: [['page_view'], ['view_item', basket], ['page_leave', { bounced: true, engaged_ms: 900 }]],
      },
    ],
    ...more,
  });
