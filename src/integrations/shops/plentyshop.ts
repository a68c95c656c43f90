// plentyShop LTS (Ceres): an event tells of what was added.
import { listen } from '../../browser/listen.ts';
import type { Integration } from '../../types.ts';
import type { ShopFacts } from './facts.ts';
import { startShop } from './shop.ts';

interface Added {
  variationId: number;
  quantity: number;
}

export const plentyShopFacts: ShopFacts = {
  isHere: () => 'ceresStore' in window,
  listen: (report) =>
    listen(document, 'afterBasketItemAdded', (event) => {
      const { variationId, quantity } = (event as CustomEvent<Added>).detail;
      report('shop', 'add_to_cart', { items: [{ item_id: variationId, quantity }] });
    }),
};

/** What a plentyShop storefront tells of its cart: additions, without prices. */
export const plentyshop = (): Integration => startShop(plentyShopFacts);
