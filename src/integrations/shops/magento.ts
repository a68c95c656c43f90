// Magento 2 with Luma or Hyvä: both keep the visitor's cart section in local storage.
import { toLine } from '../../commerce/cart.ts';
import type { Integration } from '../../types.ts';
import type { ShopFacts } from './facts.ts';
import { startShop } from './shop.ts';

interface MagentoPage {
  BASE_URL?: string;
  checkoutConfig?: { quoteData?: { quote_currency_code?: string }; totalsData?: Record<string, number> };
}

interface Sections {
  cart?: { items?: Record<string, unknown>[] };
  customer?: { firstname?: string };
}

const find = () => window as MagentoPage;

export const magentoFacts: ShopFacts<Sections> = {
  isHere: () => find().BASE_URL,
  url: (before) => !before && `${find().BASE_URL}customer/section/load/?sections=cart`,
  toCart(answer, before) {
    const { quoteData, totalsData } = find().checkoutConfig ?? {};
    // An invalidated section is gone until the shop has loaded it anew.
    const stored = JSON.parse(localStorage.getItem('mage-cache-storage') ?? '{}') as Sections;
    const { cart } = answer ?? stored;
    return (
      cart?.items && {
        // A login merges the cart of last time into this one.
        account: !!stored.customer?.firstname,
        currency:
          quoteData?.quote_currency_code ??
          document.querySelector<HTMLMetaElement>('[itemprop=priceCurrency],[property="product:price:currency"]')
            ?.content ??
          before?.currency,
        value: totalsData?.grand_total,
        tax: totalsData?.tax_amount,
        shipping: totalsData?.shipping_amount,
        items: cart.items.map((line) =>
          toLine(line.item_id, line.product_sku, line.product_name, line.qty, line.product_price_value),
        ),
      }
    );
  },
};

/** Cart and checkout of a Magento 2 or Adobe Commerce storefront. */
export const magento = (): Integration => startShop(magentoFacts as ShopFacts);
