// From a shop's cart to events: any hint makes us read the cart again, and the difference is what happened.
import { listen, type Undo } from '../../browser/listen.ts';
import { type Cart, describeCart } from '../../commerce/cart.ts';
import { describeCheckout } from '../../commerce/checkout.ts';
import type { Integration, Params, Tracker } from '../../types.ts';
import { together } from '../together.ts';
import { tellChanges } from './changes.ts';
import type { ShopFacts } from './facts.ts';
import { readProduct } from './markup.ts';
import { createMemory } from './memory.ts';
import { createProgress, type Tell } from './progress.ts';
import { readPlace } from './readings.ts';
import { onRequest } from './requests.ts';
import { type Report, withReport } from './sightings.ts';

/**
 * A direct push of the same thing is richer and wins, so it gets time to come first. Most consent managers have
 * answered by then as well, for a visitor who has decided before.
 */
const courtesyMs = 1_000;
/** One change makes several requests. */
const settleMs = 300;
/** An order whose cart is not known waits this long for the consent that lets us recall it. */
const patienceMs = 4_000;

/** Watches the first shop system that is at home on the page, for a report that other integrations share. */
export const watchShop = (tracker: Tracker, report: Report, systems: readonly ShopFacts[]): Undo => {
  const memory = createMemory(tracker);
  const { read, write } = memory;
  let facts: ShopFacts | undefined;
  let isHinted: boolean | undefined;
  let isReading = false;
  let refused: unknown;
  let isPatient = true;
  let isOff = false;
  let isGranted = false;
  let shown: string | undefined;
  let viewed: unknown;
  let hasLooked = false;
  let isOrdered = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell: Tell = (name, details = read().cart ?? {}) => report('shop', name, details as Params);
  const { end, settle, show, finish, watch } = createProgress(memory, tell);

  const readCart = async (isSure: boolean | undefined): Promise<Cart | undefined> => {
    const { cart } = read();
    const url = facts?.url?.(cart, isSure);
    // A shop that does not answer is asked again only when it has a reason: our own request is a sign to look, too.
    if (url && url === refused && !isSure) return;
    refused = url;
    isReading = true;
    const mark = facts?.mark?.();
    try {
      const next = facts?.toCart?.(url ? await (await fetch(url)).json() : undefined, cart, mark);
      if (next) refused = undefined;
      return next;
    } catch {
      // Offline, or an answer of another shape: the cart is not known.
    } finally {
      isReading = false;
    }
  };

  /** @param isLast the page is being left: no time to ask for the cart */
  const look = async (isLast?: boolean): Promise<void> => {
    timer = clearTimeout(timer) as undefined;
    if (isOff) return;
    if (isReading || document.readyState === 'loading') return lookIn();
    hasLooked = true;
    facts ??= systems.find(({ isHere }) => isHere());
    const place = readPlace();
    const isNew = place !== shown;
    shown = place;
    if (place === 'order') {
      if (!finish(isPatient)) {
        isPatient = false;
        lookIn(patienceMs);
      }
    } else {
      // A cart is the shop's storage, its cookies, or a request: none of them is touched without a grant.
      if (!isLast && isGranted) {
        // Coupons and shipping change what a cart is worth without changing its lines.
        const isSure = isHinted || (isNew && !!place);
        isHinted = false;
        const cart = await readCart(isSure);
        if (isOff) return;
        if (cart) tellChanges(memory, cart, place === 'checkout', tell, settle);
      }
      const product = readProduct(document);
      const about = (product?.items as Params[])?.[0]?.item_name;
      if (about && about !== viewed) tell('view_item', product);
      viewed = about;
      if (place === 'cart' && isNew) tell('view_cart');
      if (place === 'checkout' && !isOrdered && read().cart?.items.length !== 0) show();
    }
  };
  /** A look that is due already covers what happens until then. */
  const lookIn = (ms = settleMs): void => {
    timer ??= setTimeout(look, ms);
  };

  lookIn(courtesyMs);
  return together(
    () => {
      isOff = true;
    },
    // Whatever asks the server may have changed the cart.
    onRequest((url) => {
      isHinted ||= facts?.hint?.test(url);
      lookIn();
    }),
    watch(),
    listen(window, 'hashchange', () => lookIn()),
    tracker.on('view', () => lookIn()),
    ...systems.map((system) => system.listen?.(report)),
    tracker.on('event', ({ name }) => {
      if (name === 'purchase') end();
      // The address of the checkout may stay when the order is made.
      isOrdered = name === 'purchase' || (isOrdered && name !== 'page_view');
    }),
    tracker.on('consent', ({ analytics }) => {
      isOff = analytics === 'denied';
      isGranted = analytics === 'granted';
      if (isOff) memory.forget();
      if (!hasLooked) return;
      timer = clearTimeout(timer) as undefined;
      lookIn();
    }),
    tracker.on('leave', (totals) => {
      const place = readPlace();
      isPatient = false;
      if (!hasLooked || place === 'order') look(true);
      const { cart, checkout } = read();
      // Where no cart is known, the next page's push may know it: the choice waits for that page.
      if (cart?.items[0]) settle();
      if (cart) totals.cart = describeCart(cart);
      if (checkout && place === 'checkout') totals.checkout = describeCheckout(checkout, Date.now());
      // A grant may have come since.
      write({}, false);
    }),
  );
};

/** A shop system's integration on its own. */
export const startShop =
  (facts: ShopFacts): Integration =>
  (tracker) =>
    withReport(tracker, (report) => watchShop(tracker, report, [facts]));
