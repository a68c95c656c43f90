// WooCommerce, classic and blocks: the visitor's cart is public to them in the Store API.
import { toLine } from '../../commerce/cart.ts';
import type { Integration } from '../../types.ts';
import type { ShopFacts } from './facts.ts';
import { startShop } from './shop.ts';

interface StoreItem {
  key: string;
  id: number;
  sku: string;
  name: string;
  quantity: number;
  prices: { price: number };
  variation: { value: string }[];
}

interface StoreCart {
  items: StoreItem[];
  coupons: { code: string }[];
  /** In truth texts in minor units, which divide like numbers; shipping is null where none is known. */
  totals: {
    currency_code: string;
    currency_minor_unit: number;
    total_items: number;
    total_items_tax: number;
    total_price: number;
    total_tax: number;
    total_shipping: number;
    total_shipping_tax: number;
  };
}

// WooCommerce's own cart-fragments.js compares this cookie for the same reason; without a cart there is none.
const readMark = () => /woocommerce_cart_hash=(\w+)/.exec(document.cookie)?.[1];

export const wooCommerceFacts: ShopFacts<StoreCart> = {
  isHere: () => /woocommerce/.test(document.body.className),
  hint: /wc-ajax=(add|rem|app|upd|check)|store\/v1\/(batch|cart\/|checkout)/,
  url: (before, isHinted) =>
    (isHinted || readMark() !== before?.mark) &&
    `${document.querySelector<HTMLLinkElement>('[rel="https://api.w.org/"]')?.href ?? '/wp-json/'}wc/store/v1/cart`,
  mark: readMark,
  toCart(answer, before, mark) {
    // WordPress gives the body this class.
    const account = /logged-in/.test(document.body.className);
    if (!answer) return before ?? { items: [], account };
    const { items, totals, coupons } = answer;
    const unit = 10 ** totals.currency_minor_unit;
    return {
      mark,
      account,
      currency: totals.currency_code,
      value: totals.total_price / unit,
      tax: totals.total_tax / unit,
      shipping: (+totals.total_shipping + +totals.total_shipping_tax) / unit,
      coupon: coupons.map(({ code }) => code).join(),
      // Prices are as the shop displays them; sums are always net, with the tax apart.
      tax_included:
        items.reduce((sum, { prices, quantity }) => sum + prices.price * quantity, 0) >=
        +totals.total_items + totals.total_items_tax / 2,
      items: items.map(({ key, id, sku, name, quantity, prices, variation }) =>
        toLine(
          key,
          sku || id,
          name,
          quantity,
          prices.price / unit,
          undefined,
          variation.map(({ value }) => value).join(),
        ),
      ),
    };
  },
};

/** Cart and checkout of a WooCommerce shop, with the classic templates as well as the blocks. */
export const woocommerce = (): Integration => startShop(wooCommerceFacts as ShopFacts);
