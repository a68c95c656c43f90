import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../src/integrations/shops/places.ts';

describe('an address', () => {
  it.each([
    ['/cart', 'cart'],
    ['/de/cart/', 'cart'],
    ['/cart.php', 'cart'],
    ['/shopping-cart', 'cart'],
    ['/shopping_cart.php', 'cart'],
    ['/my-cart', 'cart'],
    ['/basket', 'cart'],
    ['/warenkorb', 'cart'],
    ['/Warenkorb.html', 'cart'],
    ['/de/einkaufswagen', 'cart'],
    ['/checkout/cart', 'cart'],
    ['/checkout/cart/', 'cart'],
    ['/checkout', 'checkout'],
    ['/checkout/', 'checkout'],
    ['/checkout/register', 'checkout'],
    ['/checkout/confirm', 'checkout'],
    ['/onepage-checkout', 'checkout'],
    ['/checkout_payment.php', 'checkout'],
    ['/kasse', 'checkout'],
    ['/zur-kasse/', 'checkout'],
    ['/checkouts/cn/abc', 'checkout'],
    ['/checkout/finish', 'order'],
    ['/checkout/success', 'order'],
    ['/checkout/onepage/success/', 'order'],
    ['/checkout_success.php', 'order'],
    ['/checkout/order-received/13/', 'order'],
    ['/kasse/order-received/13/', 'order'],
    ['/order-confirmation', 'order'],
    ['/thank-you', 'order'],
    ['/thankyou', 'order'],
    ['/danke', 'order'],
    ['/vielen-dank', 'order'],
    ['/bestellbestaetigung', 'order'],
    ['/bestellbest%C3%A4tigung', 'order'],
    ['/bestellung-bestaetigung', 'order'],
  ])('%s is a page of the %s', (path, place) => {
    expect(placeOf(path)).toBe(place);
  });

  it.each([
    '/',
    '/cartier',
    '/marken/cartier/',
    '/cartoons',
    '/toy-cart/',
    '/golf-cart',
    '/basketball',
    '/basket-weaving',
    '/sleeping-bags',
    '/handbags/bag',
    '/blog/cart-abandonment',
    '/warenkorbabbruch',
    '/kassen',
    '/registrierkasse',
    '/kassenbon',
    '/blog/checkout-optimieren',
    '/self-checkout-system',
    '/dankeskarten',
    '/bestellung',
    '/bestellhotline',
    '/orders',
    '/success-stories',
    '/thank-you-cards',
  ])('%s is a page like any other', (path) => {
    expect(placeOf(path)).toBeUndefined();
  });
});

describe('a body', () => {
  it.each([
    ['WooCommerce', '/mein-korb/', '', 'page woocommerce-cart woocommerce-page', 'cart'],
    ['WooCommerce', '/zahlung/', '', 'page woocommerce-checkout woocommerce-page', 'checkout'],
    ['WooCommerce', '/zahlung/x/13/', '', 'woocommerce-checkout woocommerce-page woocommerce-order-received', 'order'],
    ['PrestaShop', '/panier', 'cart', 'lang-fr page-cart', 'cart'],
    ['PrestaShop', '/commande', 'checkout', 'lang-fr', 'checkout'],
    ['PrestaShop', '/confirmation-commande', 'order-confirmation', '', 'order'],
    ['OXID', '/index.php', '', 'cl-basket', 'cart'],
    ['OXID', '/index.php', '', 'cl-payment is-checkout', 'checkout'],
    ['OXID', '/index.php', '', 'cl-thankyou', 'order'],
  ])('of %s says more than its address %s', (_, path, id, classes, place) => {
    expect(placeOf(path, id, classes)).toBe(place);
  });

  it.each([
    'woocommerce-page woocommerce-shop woocommerce-js',
    'theme-woocommerce-cart-drawer',
    'has-cart cart-empty',
    'cl-details',
    'cl-alist',
  ])('with the classes %s is a page like any other', (classes) => {
    expect(placeOf('/shop/', 'product', classes)).toBeUndefined();
  });
});
