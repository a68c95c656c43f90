// PrestaShop 1.7 to 9: a global knows the cart, and the shop's own scripts keep it up to date.
import { toLine } from '../../commerce/cart.ts';
import type { Integration } from '../../types.ts';
import type { ShopFacts } from './facts.ts';
import { startShop } from './shop.ts';

interface PrestaShop {
  cart?: { products: Record<string, unknown>[]; totals?: { total?: { amount?: number } } };
  currency?: { iso_code?: string };
  customer?: { is_logged?: boolean };
}

const find = () => (window as { prestashop?: PrestaShop }).prestashop;

export const prestaShopFacts: ShopFacts = {
  isHere: find,
  toCart() {
    const { cart, currency, customer } = find() as PrestaShop;
    return (
      cart && {
        account: customer?.is_logged,
        currency: currency?.iso_code,
        value: cart.totals?.total?.amount,
        items: cart.products.map((line) => {
          // As PrestaShop's own GA module names the item.
          const id = `${line.id_product}-${line.id_product_attribute}`;
          return toLine(
            id + line.id_customization,
            id,
            line.name,
            line.cart_quantity ?? line.quantity,
            line.price_amount,
            line.manufacturer_name,
            line.attributes_small,
          );
        }),
      }
    );
  },
};

/** Cart and checkout of a PrestaShop storefront. */
export const prestashop = (): Integration => startShop(prestaShopFacts);
