// Which page of a shop this is, by the words of its address and its body.

export type Place = 'order' | 'cart' | 'checkout';

// In English and German, whole words only: /cartier is a brand. Modified eCommerce has checkout_success.php.
const order =
  /\/(order-?(received|confirmation|complete)|thank-?you|(vielen-)?danke?|bestell\S*best\S*tigung|checkout[/_]\S*(finish|success))(?=[\s/.]|$)/i;
const cart = /\/((my|shopping|view)[-_]?)?(cart|basket|warenkorb|einkaufswagen)(?=[\s/.]|$)/i;
const checkout = /\/((one-?page)?-?checkouts?(_\w+)?|(zur-)?kasse)(?=[\s/.]|$)/i;

/**
 * The order comes first and the cart second: /checkout/success and /checkout/cart are real addresses.
 * A body tells more than a translated address: PrestaShop's id, WooCommerce's `woocommerce-cart`, OXID's `cl-basket`.
 */
export const placeOf = (path: string, bodyId = '', bodyClass = ''): Place | undefined => {
  const words = `${path} /${bodyId} ${` ${bodyClass}`.replace(/ (woocommerce|cl|is)-/g, ' /')}`;
  return order.test(words) ? 'order' : cart.test(words) ? 'cart' : checkout.test(words) ? 'checkout' : undefined;
};
