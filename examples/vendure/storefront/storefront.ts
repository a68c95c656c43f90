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

/** Reads what a page needs. What comes back shows it, unless the visitor has gone on meanwhile. */
type Read = (slug: string) => Promise<() => void>;

const pages: [address: RegExp, read: Read][] = [
  [
    /^\/$/,
    async () => {
      const found = await shop.readProducts();
      return () => {
        products = found;
        show('Feldweg', listPage(products));
        const items = products.flatMap((each) => each.variants.slice(0, 1).map((variant) => toItem(each, variant)));
        tracker.track('view_item_list', { ...list, items });
      };
    },
  ],
  [
    /^\/p\/([\w-]+)$/,
    async (slug) => {
      const found = await shop.readProduct(slug);
      return () => {
        product = found;
        show(product.name, productPage(product));
        const [variant] = product.variants;
        if (variant) tracker.track('view_item', toBasket(product, variant));
      };
    },
  ],
  [
    /^\/cart$/,
    async () => {
      const cart = await shop.readCart();
      return () => {
        show('Cart', cartPage(cart));
        if (cart?.lines[0]) tracker.track('view_cart', toCart(cart));
      };
    },
  ],
  [
    /^\/checkout$/,
    async () => {
      const cart = await shop.readCart();
      return () => {
        if (!cart?.lines[0]) return void go('/cart');
        show('Address', addressPage());
        tracker.track('begin_checkout', toCart(cart));
      };
    },
  ],
  [
    /^\/checkout\/shipping$/,
    async () => {
      const { eligibleShippingMethods } = await shop.readChoices();
      return () => show('Shipping', choicePage('shipping', eligibleShippingMethods));
    },
  ],
  [
    /^\/checkout\/payment$/,
    async () => {
      const { eligiblePaymentMethods } = await shop.readChoices();
      return () => show('Payment', choicePage('payment', eligiblePaymentMethods));
    },
  ],
  [/^\/order\/(\w+)$/, async (code) => () => show('Thank you', orderPage(code))],
  [/^/, async () => () => show('Not found', '<h1>Not found</h1>')],
];

let opened = 0;

const open = async () => {
  const number = ++opened;
  for (const [address, read] of pages) {
    const match = address.exec(location.pathname);
    if (!match) continue;
    const showPage = await read(match[1] ?? '');
    if (number === opened) showPage();
    return;
  }
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
