// From one reading of the cart to the next: what was added, what was removed, and that it was ordered.
import { type Cart, diffCart } from '../../commerce/cart.ts';
import type { Memory } from './memory.ts';
import type { Tell } from './progress.ts';

/**
 * Keeps the cart that was read, and tells how it differs from the one before.
 * @param isCheckout the page is one of the checkout, whether or not the visitor's was seen to begin
 * @param settle tells the choices of a checkout that is over
 */
export const tellChanges = (
  { read, write }: Memory,
  next: Cart,
  isCheckout: boolean,
  tell: Tell,
  settle: () => void,
): void => {
  const { cart, checkout, ordered } = read();
  const at = Date.now();
  const { added, removed } = diffCart(cart, next, at);
  const { currency, tax_included, items } = next;
  // A cart that is empty in the middle of a checkout was ordered. WooCommerce's gateways empty it before the way to
  // the confirmation page begins, and at times that page is not ours to see.
  const isOrdered = (checkout || (isCheckout && cart?.items[0])) && !items[0];
  const gone = isOrdered ? [] : removed;
  if (isOrdered) settle();
  write(
    {
      cart: { ...next, at },
      checkout: items[0] && checkout,
      ordered: isOrdered ? ({ ...cart, ...checkout } as Cart) : items[0] ? undefined : ordered,
    },
    !!(added[0] || gone[0]),
  );
  for (const [name, lines] of Object.entries({ add_to_cart: added, remove_from_cart: gone }))
    if (lines[0]) tell(name, { currency, tax_included, items: lines });
};
