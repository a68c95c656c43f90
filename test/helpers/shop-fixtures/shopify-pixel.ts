// Shopify's pixel sandbox, as far as its API is public: the pasted code runs among the names that Shopify gives it.

const context = {
  document: {
    location: {
      href: 'https://shop.example/checkouts/cn/Z2NwLWV1cm9wZS13ZXN0NDowMUo/information?key=1',
      pathname: '/checkouts/cn/Z2NwLWV1cm9wZS13ZXN0NDowMUo/information',
      hostname: 'shop.example',
    },
    title: 'Checkout',
    referrer: '',
  },
  navigator: {
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148',
    language: 'de-DE',
  },
  window: { innerWidth: 390, innerHeight: 844, screen: { width: 390, height: 844 } },
};

/** A checkout in the shape of Shopify's typings and of recorded events: ids are texts of digits, money is decimal. */
const checkout = {
  token: 'bd5dfdaba04347d6',
  currencyCode: 'EUR',
  email: 'erika@example.com',
  phone: '+4930123456',
  order: null as { id: string } | null,
  billingAddress: { firstName: 'Erika', lastName: 'Mustermann', address1: 'Musterweg 1', zip: '10115' },
  totalPrice: { amount: 69.9, currencyCode: 'EUR' },
  subtotalPrice: { amount: 65, currencyCode: 'EUR' },
  totalTax: { amount: 11.16, currencyCode: 'EUR' },
  shippingLine: { price: { amount: 4.9, currencyCode: 'EUR' } },
  discountApplications: [],
  delivery: { selectedDeliveryOptions: [{ title: 'DHL', handle: 'dhl', type: 'shipping' }] },
  transactions: [{ gateway: 'paypal', amount: { amount: 69.9, currencyCode: 'EUR' } }],
  lineItems: [
    {
      id: '41327143321713',
      title: 'Mug',
      quantity: 2,
      finalLinePrice: { amount: 25, currencyCode: 'EUR' },
      variant: {
        id: '41327143321713',
        sku: 'MUG-7',
        title: 'blue',
        price: { amount: 12.5, currencyCode: 'EUR' },
        product: { id: '7', title: 'Mug', vendor: 'Potter', type: 'Cups' },
      },
    },
    {
      id: '41327143157873',
      title: 'Hat',
      quantity: 1,
      finalLinePrice: { amount: 40, currencyCode: 'EUR' },
      variant: {
        id: '41327143157873',
        sku: null,
        title: null,
        price: { amount: 40, currencyCode: 'EUR' },
        product: { id: '8', title: 'Hat', vendor: 'Milliner' },
      },
    },
  ],
};

export const toPixelEvent = (name: string, data: object = { checkout }) => ({
  id: `sh-${name}`,
  name,
  type: 'standard',
  clientId: 'c1',
  timestamp: new Date().toISOString(),
  context,
  data,
});
export const completed = { checkout: { ...checkout, order: { id: '5432109876543' } } };

/**
 * The sandbox's script: its names, a door for the test, then what the owner pasted.
 * The door takes `['publish', event]`, `['consent', customerPrivacy]` and `['store']`, which it answers.
 */
export const toSandbox = (pixel: string, options: object, customerPrivacy: object, stored?: string): string => `
  (() => {
    const door = typeof importScripts === 'function' ? self : parent;
    const listeners = {};
    const subscribe = (name, listener) => { (listeners[name] ??= []).push(listener); };
    const publish = (name, event) => { for (const listener of listeners[name] ?? []) listener(event); };
    const store = new Map(${stored ? `[['etappe', ${JSON.stringify(stored)}]]` : ''});
    const analytics = { subscribe };
    const browser = { localStorage: {
      getItem: async (key) => store.get(key) ?? null,
      setItem: async (key, value) => { store.set(key, value); },
      removeItem: async (key) => { store.delete(key); },
    } };
    const init = { context: ${JSON.stringify(context)}, customerPrivacy: ${JSON.stringify(customerPrivacy)}, data: { customer: { email: 'erika@example.com' } } };
    const api = { analytics, browser, init, customerPrivacy: { subscribe } };
    self.addEventListener('message', ({ data: [what, detail] }) => {
      if (what === 'publish') publish(detail.name, detail);
      if (what === 'consent') publish('visitorConsentCollected', { customerPrivacy: detail });
      if (what === 'store') door === self ? self.postMessage([...store]) : door.postMessage([...store], '*');
    });
    var etappe = ${JSON.stringify(options)};
    ${pixel}
  })();`;
