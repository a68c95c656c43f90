// Made-up journeys of one week, the same at every run: what the map's pictures and its browser test show.
import { decodeBatch, type Touch, type WireBatch } from 'etappe/wire';
import { openStore } from './collector/store.ts';
import { origins, products, trouble } from './sample-facts.ts';

type Told = [name: string, params?: Record<string, unknown>];
type Page = [path: string, title: string, ...events: Told[]];

/** The same sequence at every run: Park and Miller's generator, https://doi.org/10.1145/63039.63042 */
const createRandom = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const dayMs = 86_400_000;

/** One batch per visit, the oldest first. @param until epoch milliseconds at which the last one ends */
export const tellWeek = (until: number, count: number): WireBatch[] => {
  const random = createRandom(20_251);
  const pick = <Value>(list: readonly Value[]) => list[Math.floor(random() * list.length)] as Value;
  const weights = origins.reduce((total, [weight]) => total + weight, 0);
  const pickOrigin = () => {
    const place = random() * weights;
    const ends = origins.map((_, index) => origins.slice(0, index + 1).reduce((total, [weight]) => total + weight, 0));
    return origins[ends.findIndex((end) => place < end)] as (typeof origins)[number];
  };

  const tell = (index: number): WireBatch => {
    const age = count - 1 - index;
    const at = age < 9 ? until - 170_000 + index : Math.round(until - 7 * dayMs * (age / count) - random() * 3_600_000);
    const [, origin, zeal] = pickOrigin();
    const touch: Touch = { at, ...origin, landing: random() < 0.4 ? '/en/' : '/en/product' };
    const isMobile = random() < 0.62;
    const isBack = random() < 0.24;
    const thing = { ...pick(products), quantity: 1 };
    const basket = { currency: 'EUR', value: thing.price, items: [thing] };
    const goesOn = (share: number) =>
      random() < share * (zeal > 1 ? 1 - (1 - share) / zeal / 1.6 : zeal) ** (isMobile ? 1.15 : 0.85);
    const isOrder = { ...basket, transaction_id: `W-${index}` };
    const earlier: Touch[] = isBack ? [{ at: at - 3 * dayMs, ...pickOrigin()[1] }] : [];

    const pages: Page[] = [];
    if (touch.landing === '/en/') pages.push(['/en/', 'Start · Feldweg', ['page_view']]);
    if (pages.length === 0 || goesOn(0.7)) {
      const product: Page = ['/en/product', `${thing.item_name} · Feldweg`, ['page_view'], ['view_item', basket]];
      pages.push(product);
      if (goesOn(0.55)) {
        product.push(['add_to_cart', basket]);
        pages.push(['/en/cart', 'Cart · Feldweg', ['page_view'], ['view_cart', basket]]);
        const steps: Page[] = [
          ['/en/checkout/address', 'Address · Feldweg', ['page_view'], ['begin_checkout', basket]],
          ['/en/checkout/shipping', 'Shipping · Feldweg', ['page_view'], ['add_shipping_info', basket]],
          ['/en/checkout/payment', 'Payment · Feldweg', ['page_view'], ['add_payment_info', basket]],
          [
            '/en/thank-you',
            'Thank you · Feldweg',
            ['page_view'],
            ['purchase', { ...isOrder, journey: [...earlier, touch] }],
          ],
        ];
        for (const step of steps) {
          if (!goesOn(0.8)) break;
          pages.push(step);
        }
        if (pages.at(-1)?.[0] === '/en/thank-you' && random() < 0.2)
          pages.push(['/en/', 'Start · Feldweg', ['page_view']]);
      }
    }
    if (random() < 0.012) pages.at(-1)?.push(['share', { method: 'link' }]);

    let now = at;
    const events = pages.flatMap(([, , ...told], page) => {
      const isLast = page === pages.length - 1;
      const slowness = (isMobile ? 1.5 : 0.8) * (0.6 + random());
      const vitals: Told = [
        'web_vitals',
        {
          lcp_ms: 1900 * slowness,
          inp_ms: 130 * slowness,
          cls: 0.07 * slowness,
          fcp_ms: 1100 * slowness,
          ttfb_ms: 420 * slowness,
        },
      ];
      const isNoticed = isLast && random() < 0.45;
      const leave: Told = [
        'page_leave',
        {
          bounced: pages.length === 1 && random() < 0.8,
          engaged_ms: 4000,
          ...(isNoticed && { signals: pick(trouble) }),
        },
      ];
      const all = age < 9 && isLast ? told : [...told, vitals, leave];
      return all.map(([name, params], order) => {
        now += 900;
        return { n: order + 1, page: `w${index}-${page}`, name, at: now, ...(params && { params }) };
      });
    });
    return {
      v: 1,
      site: 'feldweg',
      batch: `week-${index}`,
      sent_at: now,
      consent: { analytics: 'granted', marketing: random() < 0.5 ? 'granted' : 'denied', source: 'klaro', at },
      visitor: {
        id: `person-${isBack ? index >> 1 : index}`,
        since: earlier[0]?.at ?? at,
        visits: isBack ? 2 : 1,
        purchases: 0,
      },
      session: { id: `visit-${index}`, started_at: at },
      source: { first: earlier[0] ?? touch, ...(isBack && { last: touch }) },
      device: { class: isMobile ? 'mobile' : random() < 0.1 ? 'tablet' : 'desktop' },
      pages: Object.fromEntries(
        pages.map(([path, title], page) => [
          `w${index}-${page}`,
          { url: `https://shop.example${path}`, title, kind: 'load' as const },
        ]),
      ),
      events,
    };
  };
  return Array.from({ length: count }, (_, index) => tell(index));
};

/** Writes the week that ends now into a data file, received when it happened. */
export const storeWeek = async (file: string, count = 600): Promise<void> => {
  const until = Date.now();
  let receivedAt = until;
  const store = await openStore({ file, now: () => receivedAt });
  const adding = tellWeek(until, count).map((batch) => {
    const decoded = decodeBatch(batch);
    if (!decoded.ok) throw new Error(decoded.reason);
    receivedAt = Math.min(batch.sent_at, until);
    return store.add(decoded);
  });
  await Promise.all(adding);
  await store.close();
};
