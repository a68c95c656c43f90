// A Shopify theme: the cart is readable, the checkout is not (theme tags are not loaded there; see shopify-pixel.ts).
import { toLine } from '../../commerce/cart.ts';
import type { Integration } from '../../types.ts';
import type { ShopFacts } from './facts.ts';
import { startShop } from './shop.ts';

interface ShopifyCart {
  currency: string;
  /** Money is in minor units. */
  total_price: number;
  items: Record<string, string | number>[];
}

const find = () => (window as { Shopify?: { routes?: { root?: string } } }).Shopify;

export const shopifyFacts: ShopFacts<ShopifyCart> = {
  isHere: find,
  hint: /\/cart\/(add|change|update|clear)/,
  url: (before, isHinted) => (!before || isHinted) && `${find()?.routes?.root ?? '/'}cart.js`,
  toCart: (answer, before) =>
    answer
      ? {
          currency: answer.currency,
          value: answer.total_price / 100,
          items: answer.items.map((line) =>
            toLine(
              // Not by its key, which changes with each discount:
              // https://support.discountninja.io/en/articles/9109023-fix-network-requests-to-cart-js
              line.variant_id,
              line.sku || line.variant_id,
              line.product_title,
              line.quantity,
              (line.price as number) / 100,
              line.vendor,
              line.variant_title,
            ),
          ),
        }
      : before,
};

/** The cart of a Shopify theme. The checkout needs the custom pixel as well. */
export const shopifyTheme = (): Integration => startShop(shopifyFacts as ShopFacts);
