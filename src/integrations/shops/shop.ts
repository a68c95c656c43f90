// From a shop's cart to events: any hint makes us read the cart again, and the difference is what happened.
import { listen, type Undo } from '../../browser/listen.ts';
import { type Cart, diffCart } from '../../commerce/cart.ts';
import { type Checkout, type CheckoutSign, describeCheckout, nextCheckout } from '../../commerce/checkout.ts';
import { toAmount } from '../../commerce/money.ts';
import type { Integration, Params, Tracker } from '../../types.ts';
import { readProduct } from './markup.ts';
import { placeOf } from './places.ts';
import { createReport, type Report } from './sightings.ts';

/** What is particular about a shop system. */
export interface ShopFacts<Answer = unknown> {
  isHere(): unknown;
  /** Requests that may change the cart. */
  hint?: RegExp;
  /** The address of the cart's JSON, when there is a reason to ask. */
  url?(before: Cart | undefined, isHinted: boolean | undefined): string | false | undefined;
  /** The cart out of the answer, or out of the page where nothing was asked; `undefined` is not known, never empty. */
  toCart?(answer: Answer | undefined, before: Cart | undefined): Cart | undefined;
  /** For a shop that tells what happened instead of what is in the cart. */
  listen?(report: Report): Undo;
}

interface ShopState {
  cart?: Cart;
  checkout?: Checkout | undefined;
  /** The last order's id: its confirmation page may be opened again. */
  order?: string;
}

/**
 * A direct push of the same thing is richer and wins, so it gets time to come first. Most consent managers have
 * answered by then as well, for a visitor who has decided before.
 */
const courtesyMs = 1_000;
/** One change makes several requests. */
const settleMs = 300;
/** A purchase without a cart waits this long for the consent that lets us recall it. */
const patienceMs = 4_000;

const find = (selector: string) => document.querySelector<HTMLElement>(selector);
const text = (selector: string) => find(selector)?.textContent?.trim();

/** PrestaShop's current section, Magento's hash, elsewhere the address; never an id or a token. */
const readStep = () =>
  [find('.checkout-step.-current')?.id ?? '', ...(location.pathname + location.hash).split(/[/#]/).reverse()].find(
    (name) => /^[a-z_-]{3,40}$/i.test(name),
  );

const readOrderId = () =>
  find('.woocommerce-thankyou-order-failed')
    ? undefined
    : (find('[data-order-number]')?.dataset.orderNumber ??
      text('.woocommerce-order-overview__order strong,#order-reference-value,.order-number,.checkout-success p>span')
        ?.split(/\s/)
        .pop() ??
      /(?:order-received[/=]|id_order=)(\d+)/.exec(location.href)?.[1]);

/** A choice's name: a slug, or its label as far as no digit, price or address is in it. */
const readChoice = ({ dataset, value, labels }: HTMLInputElement) =>
  /^[a-z][\w:-]{2,24}$/i.exec(dataset.moduleName ?? value)?.[0] ??
  /^\s*([a-z][^\d@(€:]{2,40})/i.exec(labels?.[0]?.textContent ?? '')?.[1]?.trim();

/** Watches the first shop system that is at home on the page, for a report that other integrations share. */
export const watchShop = (tracker: Tracker, report: Report, systems: readonly ShopFacts[]): Undo => {
  let facts: Partial<ShopFacts> | undefined;
  let state: ShopState = {};
  let isUnsaved = false;
  let isHinted: boolean | undefined;
  let isPatient = true;
  let isDenied = false;
  let shown: string | undefined;
  let viewed: unknown;
  let refusal: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  const load = () => {
    if (!isUnsaved) state = (tracker.recall('shop') as ShopState | undefined) ?? state;
  };
  const save = () => {
    tracker.remember('shop', state);
    isUnsaved &&= !tracker.recall('shop');
  };
  const tell = (name: string, details: object = state.cart ?? {}) => {
    isUnsaved = true;
    report('shop', name, details as Params);
  };
  const readPlace = () => placeOf(location.pathname, document.body.id, document.body.className);

  const sign = (change: CheckoutSign) => {
    const before = state.checkout?.steps;
    state.checkout = nextCheckout(state.checkout, change, Date.now());
    isUnsaved = true;
    const { step, steps } = state.checkout;
    if (steps === before) return;
    if (steps[1]) tell('checkout_step', { step, step_name: steps[step - 1] });
    else tell('begin_checkout');
  };

  const readCart = async (): Promise<Cart | undefined> => {
    try {
      const url = facts?.url?.(state.cart, isHinted);
      return facts?.toCart?.(url ? await (await fetch(url)).json() : undefined, state.cart);
    } catch {
      // Offline, or an answer of another shape: the cart is not known.
    }
  };

  const finish = () => {
    const { cart, checkout, order } = state;
    const id = readOrderId();
    if (!id || id === order) return;
    if (!cart && isPatient) {
      isPatient = false;
      return lookIn(patienceMs);
    }
    const value = text('.woocommerce-order-overview__total .amount');
    tell('purchase', { ...cart, ...checkout, step: undefined, ...(value && { value }), transaction_id: id });
    state = { cart: { ...cart, items: [], value: 0, at: Date.now() }, order: id };
  };

  const compare = (cart: Cart) => {
    const at = Date.now();
    const { added, removed } = diffCart(state.cart, cart, at);
    const { checkout } = state;
    const isEmpty = !cart.items[0];
    const { currency, tax_included } = cart;
    state = { ...state, cart: { ...cart, value: toAmount(cart.value), at } };
    if (isEmpty) state.checkout = undefined;
    if (added[0]) tell('add_to_cart', { currency, tax_included, items: added });
    // A cart that is empty in the middle of a checkout was ordered: the confirmation page was not ours to see.
    if (removed[0] && !(isEmpty && checkout)) tell('remove_from_cart', { currency, tax_included, items: removed });
  };

  const look = async (isLeaving?: boolean) => {
    clearTimeout(timer);
    timer = undefined;
    if (isDenied) return;
    if (document.readyState === 'loading') return lookIn();
    facts ??= systems.find(({ isHere }) => isHere()) ?? {};
    const place = readPlace();
    const current = ++turn;
    load();
    if (place === 'order') finish();
    else {
      if (!isLeaving) {
        const cart = await readCart();
        if (current !== turn) return;
        isHinted = false;
        load();
        if (cart) compare(cart);
      }
      const product = readProduct(document);
      const about = (product?.items as Params[])?.[0]?.item_name;
      if (about && about !== viewed) tell('view_item', product);
      viewed = about;
      if (place === 'cart' && shown !== place) tell('view_cart');
      if (place === 'checkout' && state.cart?.items.length !== 0) {
        const seen = find('.woocommerce-error,.is-error,.alert-danger,.is-invalid,.message-error');
        sign({ step: readStep() ?? place, errors: +!!(seen && seen !== refusal) });
        refusal = seen;
      }
    }
    shown = place;
    save();
  };
  /** A look that is due already covers what happens until then. */
  const lookIn = (ms = settleMs) => {
    timer ??= setTimeout(look, ms);
  };

  const onField = ({ type, target }: Event) => {
    if (shown !== 'checkout') return;
    const { name, elements = [target] } = target as HTMLFormElement;
    if (type === 'invalid') sign({ errors: 1 });
    else if (type === 'focusin') name && sign({ last_field: name });
    else
      for (const field of elements as Iterable<HTMLInputElement>) {
        const about = field.name + field.closest('fieldset,form')?.id;
        const kind = /pay|zahl/i.test(about)
          ? 'payment_type'
          : /ship|deliver|versand/i.test(about)
            ? 'shipping_tier'
            : undefined;
        const choice = field.type === 'radio' && field.checked && readChoice(field);
        if (kind && choice && state.checkout?.[kind] !== choice) {
          sign({ [kind]: choice });
          tell(kind === 'payment_type' ? 'add_payment_info' : 'add_shipping_info', { ...state.cart, [kind]: choice });
        }
      }
  };

  // Whatever asks the server may have changed the cart; no body of anybody's requests is touched.
  const observer = new PerformanceObserver((list) => {
    for (const { name, initiatorType } of list.getEntries() as PerformanceResourceTiming[])
      if (/^(xmlh|fetch)/.test(initiatorType)) {
        isHinted ||= facts?.hint?.test(name);
        lookIn();
      }
  });
  observer.observe({ type: 'resource' });

  const undos = [
    () => observer.disconnect(),
    () => clearTimeout(timer),
    listen(document, 'focusin change submit invalid', onField),
    listen(window, 'hashchange', () => lookIn()),
    ...systems.map((system) => system.listen?.(report)),
    tracker.on('event', ({ name }) => {
      if (name === 'page_view') lookIn();
    }),
    tracker.on('consent', ({ analytics }) => {
      isDenied = analytics === 'denied';
      if (isDenied) state = {};
      clearTimeout(timer);
      timer = setTimeout(look, settleMs);
    }),
    tracker.on('leave', (totals) => {
      const place = readPlace();
      isPatient = false;
      if (!turn || place === 'order') look(true);
      load();
      const { cart, checkout } = state;
      if (cart)
        totals.cart = {
          items: cart.items.reduce((sum, { quantity }) => sum + quantity, 0),
          value: cart.value,
          currency: cart.currency,
        };
      if (checkout && place === 'checkout') totals.checkout = describeCheckout(checkout, Date.now());
      save();
    }),
  ];
  lookIn(courtesyMs);
  return () => {
    for (const undo of undos) undo?.();
  };
};

/** A shop system's integration on its own. */
export const startShop =
  (facts: ShopFacts): Integration =>
  (tracker) =>
    watchShop(tracker, createReport(tracker), [facts]);
