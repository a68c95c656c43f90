// What is known of a visitor's cart and checkout: shared by tabs and pages with consent, kept by this page without.
import type { Cart } from '../../commerce/cart.ts';
import type { Checkout } from '../../commerce/checkout.ts';
import type { Tracker } from '../../types.ts';

export interface ShopState {
  cart?: Cart | undefined;
  checkout?: Checkout | undefined;
  /** The last cart of a checkout that took it, with the choices made, until its confirmation page is seen. */
  ordered?: Cart | undefined;
  /** Choices of the checkout that nobody was told of. */
  untold?: Record<string, string | undefined> | undefined;
  /** The last order's id: its confirmation page may be opened again. */
  order?: string | undefined;
}

const key = 'shop';

export const createMemory = (tracker: Tracker) => {
  let state: ShopState = {};
  let isAhead = false;
  return {
    /** As it is by now, in whatever tab it was written last. */
    read(): ShopState {
      // What was told before a grant must not be compared with an older visit's cart: it would be told again.
      if (!isAhead) state = (tracker.recall(key) as ShopState | undefined) ?? state;
      return state;
    },
    /** @param isTold the page has told of it */
    write(change: ShopState, isTold = true): void {
      state = { ...state, ...change };
      tracker.remember(key, state);
      isAhead = (isAhead || isTold) && !tracker.recall(key);
    },
    forget(): void {
      state = {};
    },
  };
};

export type Memory = ReturnType<typeof createMemory>;
