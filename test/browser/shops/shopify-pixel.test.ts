// The Shopify pixel in an iframe and in a worker, with events of the recorded shape. No real Shopify.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectPayloads } from '../../helpers/expect-payloads.ts';
import { completed, toPixelEvent, toSandbox } from '../../helpers/shop-fixtures/shopify-pixel.ts';
import { type Visit, visitEach } from '../../helpers/shop-fixtures/visit.ts';

const file = join(import.meta.dirname, '../../../dist/etappe.shopify-pixel.js');
const allowed = { analyticsProcessingAllowed: true, marketingAllowed: false };
const refused = { analyticsProcessingAllowed: false, marketingAllowed: false };

const items = [
  {
    item_id: 'MUG-7',
    item_name: 'Mug',
    item_variant: 'blue',
    item_brand: 'Potter',
    item_category: 'Cups',
    price: 12.5,
    quantity: 2,
  },
  { item_id: '41327143157873', item_name: 'Hat', price: 40, quantity: 1 },
];

describe.skipIf(!existsSync(file)).each(['iframe', 'worker'])('the Shopify pixel in the sandbox of a %s', (kind) => {
  let visit: Visit;
  let pixel: string;

  beforeAll(async () => {
    pixel = await readFile(file, 'utf8');
  });
  visitEach(async (started) => {
    visit = started;
    visit.server.page('/thanks', '<!doctype html><title>Shopify’s page</title>');
    await visit.open('/thanks');
  });

  const start = async (
    customerPrivacy: object,
    { options = {}, stored }: { options?: object; stored?: string } = {},
  ) => {
    const code = toSandbox(
      pixel,
      { endpoint: visit.server.endpoint, site: 'my-shop', ...options },
      customerPrivacy,
      stored,
    );
    await visit.page.evaluate(
      async ([how, text]) => {
        const page = window as unknown as {
          sandbox: { postMessage(message: unknown, target?: string): void };
          heard: unknown;
        };
        const listen = (event: MessageEvent) => {
          page.heard = event.data;
        };
        if (how === 'worker') {
          const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
          worker.onmessage = listen;
          page.sandbox = { postMessage: (message) => worker.postMessage(message) };
          return;
        }
        addEventListener('message', listen);
        const frame = document.createElement('iframe');
        frame.sandbox.add('allow-scripts');
        const loaded = new Promise((resolve) => {
          frame.onload = resolve;
        });
        frame.srcdoc = `<script>${text.replaceAll('</script', '<\\/script')}</script>`;
        document.body.append(frame);
        await loaded;
        page.sandbox = { postMessage: (message) => frame.contentWindow?.postMessage(message, '*') };
      },
      [kind, code] as const,
    );
  };
  const say = (...message: unknown[]) =>
    visit.page.evaluate((what) => (window as unknown as { sandbox: Worker }).sandbox.postMessage(what), message);
  const publish = (name: string, data?: object) => say('publish', toPixelEvent(name, data));
  const readStore = async (): Promise<[string, string][]> => {
    await visit.page.evaluate(() => {
      (window as unknown as { heard: unknown }).heard = undefined;
    });
    await say('store');
    const handle = await visit.page.waitForFunction(() => (window as unknown as { heard: unknown }).heard);
    return handle.jsonValue() as Promise<[string, string][]>;
  };

  it('tells the whole checkout, and no personal data of it', async () => {
    await start(allowed);
    await expectPayloads(visit.server, {
      action: async () => {
        await publish('page_viewed', {});
        for (const name of [
          'checkout_started',
          'checkout_contact_info_submitted',
          'checkout_address_info_submitted',
          'checkout_shipping_info_submitted',
          'payment_info_submitted',
        ])
          await publish(name);
        await publish('alert_displayed', {
          alert: { type: 'PAYMENT_ERROR', message: 'Card of Erika declined', value: 'x' },
        });
        await publish('checkout_completed', completed);
      },
      expected: [
        {
          name: 'page_view',
          page: { url: 'https://shop.example/checkouts/information' },
          device: { class: 'mobile', language: 'de-DE', viewport: [390, 844] },
        },
        {
          name: 'begin_checkout',
          site: 'my-shop',
          params: { currency: 'EUR', value: 69.9, tax: 11.16, shipping: 4.9, items },
        },
        { name: 'checkout_step', params: { step: 2, step_name: 'contact' } },
        { name: 'checkout_step', params: { step: 3, step_name: 'address' } },
        { name: 'add_shipping_info', params: { shipping_tier: 'DHL', value: 69.9 } },
        { name: 'add_payment_info', params: { payment_type: 'paypal' } },
        { name: 'exception', params: { description: 'PAYMENT_ERROR' } },
        {
          name: 'purchase',
          params: { transaction_id: '5432109876543', currency: 'EUR', value: 69.9, tax: 11.16, shipping: 4.9, items },
          consent: { analytics: 'granted', marketing: 'denied', source: 'shopify' },
          visitor: { purchases: 1 },
        },
      ],
    });
    const bodies = visit.server.batches().map(({ request }) => request.body);
    expect(bodies.join()).not.toMatch(/erika|muster|4930123456|\b10115\b|Z2NwLW/i);
    const [alone] = visit.server.batches().filter(({ events }) => events.some(({ name }) => name === 'purchase'));
    expect(alone?.events).toHaveLength(1);
  });

  it('holds what happens until the visitor has decided, and stores nothing before', async () => {
    await start(refused);
    await publish('page_viewed', {});
    await publish('checkout_started');
    expect(await readStore()).toEqual([]);
    expect(visit.server.batches()).toEqual([]);
    await expectPayloads(visit.server, {
      action: () => say('consent', allowed),
      expected: [{ name: 'page_view' }, { name: 'begin_checkout' }],
    });
    expect((await readStore()).map(([key]) => key)).toEqual(['etappe']);
  });

  it('sends nothing after a refusal, and forgets', async () => {
    await start(allowed);
    await publish('checkout_started');
    await visit.server.whenEvents([{ name: 'begin_checkout' }]);
    await say('consent', refused);
    await publish('checkout_completed', completed);
    expect(await readStore()).toEqual([]);
    await visit.server.whenQuiet();
    expect(visit.names()).toEqual(['begin_checkout']);
  });

  it('is the visitor whom the theme’s tag knows, begins a checkout once and tells an order once', async () => {
    await start(allowed);
    await publish('checkout_started');
    await publish('checkout_started');
    await publish('checkout_completed', completed);
    await publish('checkout_completed', completed);
    await visit.server.whenEvents([{ name: 'begin_checkout' }, { name: 'purchase' }]);
    const [[, stored] = ['', '']] = await readStore();
    const [before] = visit.server.events();
    const since = visit.server.events().length;
    await start(allowed, { stored });
    await publish('checkout_completed', completed);
    await publish('payment_info_submitted');
    const [after] = await visit.server.whenEvents([{ name: 'add_payment_info' }], { since });
    expect(after?.visitor?.id).toBe(before?.visitor?.id);
    await visit.server.whenQuiet();
    expect(visit.names().sort()).toEqual(['add_payment_info', 'begin_checkout', 'purchase']);
  });

  it('leaves the storefront to the theme’s tag, unless there is none', async () => {
    const context = {
      document: {
        location: { href: 'https://shop.example/products/mug', pathname: '/products/mug', hostname: 'shop.example' },
      },
    };
    const viewed = (data: object) => {
      const event = toPixelEvent('product_viewed', data);
      return { ...event, context: { ...event.context, ...context } };
    };
    const variant = {
      productVariant: {
        id: '1',
        sku: 'MUG-7',
        title: 'blue',
        price: { amount: 12.5, currencyCode: 'EUR' },
        product: { title: 'Mug' },
      },
    };
    await start(allowed);
    await say('publish', viewed(variant));
    await publish('checkout_started');
    await visit.server.whenEvents([{ name: 'begin_checkout' }]);
    expect(visit.names()).toEqual(['begin_checkout']);
    await expectPayloads(visit.server, {
      action: async () => {
        await start(allowed, { options: { storefront: true } });
        await say('publish', viewed(variant));
      },
      expected: [
        {
          name: 'view_item',
          params: { currency: 'EUR', value: 12.5, items: [{ item_id: 'MUG-7', item_name: 'Mug', price: 12.5 }] },
          page: { url: 'https://shop.example/products/mug' },
        },
      ],
    });
  });
});
