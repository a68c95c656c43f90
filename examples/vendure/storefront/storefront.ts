// The storefront: its pages by address, and the tracker's typed call beside each thing that a visitor does.
// In a project of your own: from 'etappe'. Here index.html maps the source to the built file.
import { createTracker } from '../../../src/index.ts';
import { toBasket, toCart, toItem, toPurchase, toRemoval } from './journey.ts';
import { addressPage, cartPage, choicePage, listPage, orderPage, productPage } from './markup.ts';
import * as shop from './shop-api.ts';

const tracker = createTracker({
  endpoint: document.querySelector<HTMLMetaElement>('[name=collector]')?.content ?? '',
  site: 'vendure-example',
});
tracker.start();

const main = document.querySelector('main') as HTMLElement;
const list = { item_list_id: 'all', item_list_name: 'Everything' };
let products: shop.Product[] = [];
let product: shop.Product | undefined;

const show = (title: string, markup: string) => {
  document.title = title;
  main.innerHTML = markup;
};

const pages: [address: RegExp, open: (slug: string) => Promise<void>][] = [
  [
    /^\/$/,
    async () => {
      products = await shop.readProducts();
      show('Feldweg', listPage(products));
      const items = products.flatMap((each) => each.variants.slice(0, 1).map((variant) => toItem(each, variant)));
      tracker.track('view_item_list', { ...list, items });
    },
  ],
  [
    /^\/p\/([\w-]+)$/,
    async (slug) => {
      product = await shop.readProduct(slug);
      show(product.name, productPage(product));
      const [variant] = product.variants;
      if (variant) tracker.track('view_item', toBasket(product, variant));
    },
  ],
  [
    /^\/cart$/,
    async () => {
      const cart = await shop.readCart();
      show('Cart', cartPage(cart));
      if (cart?.lines[0]) tracker.track('view_cart', toCart(cart));
    },
  ],
  [
    /^\/checkout$/,
    async () => {
      const cart = await shop.readCart();
      if (!cart?.lines[0]) return go('/cart');
      show('Address', addressPage());
      tracker.track('begin_checkout', toCart(cart));
    },
  ],
  [
    /^\/checkout\/shipping$/,
    async () => show('Shipping', choicePage('shipping', (await shop.readChoices()).eligibleShippingMethods)),
  ],
  [
    /^\/checkout\/payment$/,
    async () => show('Payment', choicePage('payment', (await shop.readChoices()).eligiblePaymentMethods)),
  ],
  [/^\/order\/(\w+)$/, async (code) => show('Thank you', orderPage(code))],
];

const open = async () => {
  for (const [address, openPage] of pages) {
    const [match, slug = ''] = address.exec(location.pathname) ?? [];
    if (match) return openPage(slug);
  }
  show('Not found', '<h1>Not found</h1>');
};

const go = async (path: string) => {
  history.pushState({}, '', path);
  await open();
};

const forms: Record<string, (fields: Record<string, string>, form: HTMLFormElement) => Promise<void>> = {
  async add({ variant: index, quantity }) {
    const variant = product?.variants[Number(index)];
    if (!product || !variant) return;
    await shop.addToCart(variant.id, Number(quantity));
    // Told after the shop has taken it: a refused addition is none.
    tracker.track('add_to_cart', toBasket(product, variant, Number(quantity)));
    await go('/cart');
  },
  async address({ firstName = '', lastName = '', emailAddress, ...address }) {
    const fullName = `${firstName} ${lastName}`;
    await shop.setAddress({ firstName, lastName, emailAddress }, { fullName, ...address, countryCode: 'DE' });
    await go('/checkout/shipping');
  },
  async shipping({ shipping = '' }, form) {
    const cart = await shop.chooseShipping(shipping);
    const { code = '' } = form.querySelector<HTMLInputElement>(':checked')?.dataset ?? {};
    tracker.track('add_shipping_info', { ...toCart(cart), shipping_tier: code });
    await go('/checkout/payment');
  },
  async payment({ payment = '' }) {
    const cart = await shop.readCart();
    if (cart) tracker.track('add_payment_info', { ...toCart(cart), payment_type: payment });
    const order = await shop.pay(payment);
    tracker.track('purchase', toPurchase(order));
    await go(`/order/${order.code}`);
  },
};

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form)) as Record<string, string>;
  forms[form.dataset.form ?? '']?.(fields, form).catch((error: Error) => {
    form.insertAdjacentText('beforebegin', error.message);
  });
});

document.addEventListener('click', async (event) => {
  const target = event.target as HTMLElement;
  const link = target.closest<HTMLAnchorElement>('a[href^="/"]');
  const { consent } = target.dataset;
  const line = target.dataset.remove;
  if (consent) {
    document.querySelector<HTMLDialogElement>('#consent')?.close();
    localStorage.setItem('consent', consent);
    tracker.consent({ analytics: consent === 'yes', source: 'storefront' });
  } else if (link) {
    event.preventDefault();
    const chosen = products[Number(link.dataset.index)];
    const [variant] = chosen?.variants ?? [];
    if (chosen && variant) tracker.track('select_item', { ...list, items: [toItem(chosen, variant)] });
    await go(link.pathname);
  } else if (line) {
    const cart = await shop.readCart();
    const removed = cart?.lines.find(({ id }) => id === line);
    await shop.removeFromCart(line);
    if (cart && removed) tracker.track('remove_from_cart', toRemoval(cart, removed));
    await open();
  }
});

window.addEventListener('popstate', open);

const decided = localStorage.getItem('consent');
if (decided) tracker.consent({ analytics: decided === 'yes', source: 'storefront' });
else document.querySelector<HTMLDialogElement>('#consent')?.show();
await open();
