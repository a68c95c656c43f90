// Shopware 6: the storefront prints the cart into its cart, off-canvas and checkout pages, for Google Analytics.
import { toLine } from '../../commerce/cart.ts';
import type { Integration } from '../../types.ts';
import type { ShopFacts } from './facts.ts';
import { startShop } from './shop.ts';

interface StoreApiCart {
  lineItems: Record<string, string>[];
}

interface ShopwarePage extends Window {
  router?: Record<string, string>;
}

export const shopwareFacts: ShopFacts<StoreApiCart> = {
  isHere: () => /is-ctl-/.test(document.body.className),
  // Only to know whether the cart was empty before the first addition.
  url: (before) =>
    !before && (window as ShopwarePage).router?.['frontend.cart.offcanvas']?.replace('offcanvas', 'cart.json'),
  toCart(answer) {
    // The last one is the off-canvas cart's.
    const info = [...document.querySelectorAll<HTMLElement>('.hidden-line-items-information')].pop();
    if (!info)
      return (
        answer && {
          items: answer.lineItems.map(({ id, label, quantity }) => toLine(id, id, label, quantity, undefined)),
        }
      );
    const { currency, value, shipping, tax } = info.dataset;
    const items = [...info.querySelectorAll<HTMLElement>('.hidden-line-item')].map(({ dataset }) =>
      toLine(dataset.id, dataset.sku ?? dataset.id, dataset.name, dataset.quantity, dataset.price, dataset.brand),
    );
    // data-price is the line's total, unless the price was given as a float: then the sum is not the cart's.
    const isTotal =
      Math.abs(items.reduce((sum, { price = 0 }) => sum + price, Number(shipping)) - Number(value)) < 0.01;
    return {
      currency,
      value,
      shipping,
      tax,
      // Promotions are lines with a negative price.
      items: items
        .filter(({ price = 0 }) => price >= 0)
        .map((line) => ({ ...line, price: (line.price as number) / (isTotal ? line.quantity : 1) })),
    };
  },
};

/** Cart and checkout of a Shopware 6 storefront. */
export const shopware = (): Integration => startShop(shopwareFacts as ShopFacts);
