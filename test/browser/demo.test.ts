// The demo as its visitors and its owner see it: from a newsletter's link to a purchase, and the picture of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Picture } from '../../examples/collector/journey/picture.ts';
import { openStore } from '../../examples/collector/store.ts';
import { type Demo, startDemo } from '../../examples/shop/demo.ts';
import { walkDemoShop } from '../helpers/demo-walk.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../helpers/engines/playwright.ts';

describe('the demo', () => {
  let directory: string;
  let file: string;
  let demo: Demo;
  let chromium: PlaywrightChromium;

  const readPicture = async (): Promise<Picture> => (await fetch(`${demo.url}/journey/data?bots=1`)).json();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'etappe-demo-'));
    file = join(directory, 'journey.duckdb');
    demo = await startDemo({ port: 0, dataFile: file, quiet: true });
    chromium = await launchPlaywrightChromium();
  });

  afterAll(async () => {
    await chromium?.close();
    await demo?.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('draws a phone visit from a newsletter to a purchase, with nothing missing and nothing twice', async () => {
    const visitor = await chromium.newPhoneVisitor({ locale: 'de-DE' });
    const page = await visitor.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));

    await walkDemoShop(page, demo.url);
    await page.reload();
    await page.goto('about:blank');

    const picture = await vi.waitFor(
      async () => {
        const picture = await readPicture();
        expect(picture.counts).toMatchObject({ visits: 1, carts: 1, purchases: 1 });
        expect(picture.visits[0]?.steps.at(-1)?.name).toBeDefined();
        return picture;
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(errors).toEqual([]);
    expect(picture.counts.revenue).toHaveLength(1);
    expect(picture.counts.revenue[0]).toMatchObject({ currency: 'EUR', value: expect.any(Number) });
    expect(picture.quality).toMatchObject({ missing: 0, dropped: 0, repeatedPurchases: 0 });
    expect(picture.visits[0]).toMatchObject({ device: 'mobile', touch: 'newsletter / email', furthest: 6 });
    expect(picture.funnel.map(({ mobile }) => mobile)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(picture.consents).toMatchObject([{ analytics: 'granted', source: 'klaro', visits: 1 }]);
  });

  it('hears nothing of a visitor who declines', async () => {
    const before = await readPicture();
    const visitor = await chromium.newVisitor({ locale: 'de-DE' });
    const page = await visitor.newPage();
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    await page.goto(`${demo.url}/de/?utm_source=search&gclid=abc`);
    await page.locator('.klaro .cm-btn-danger, .klaro .cn-decline').first().click();
    await page.locator('header nav a').first().click();
    await page.waitForLoadState();
    await visitor.close();
    expect(posts).toEqual([]);
    expect((await readPicture()).quality.events).toBe(before.quality.events);
  });

  it('shows the picture to its owner', async () => {
    const owner = await chromium.newVisitor({ viewport: { width: 1280, height: 900 } });
    const page = await owner.newPage();
    await page.goto(`${demo.url}/journey?bots=1`);
    await page.getByText('Purchases').first().waitFor();
    await page.locator('svg text', { hasText: 'Purchase' }).first().waitFor();
    await owner.close();
  });

  it('has stored the choices of the checkout once each, with what the cart was worth', async () => {
    // One process at a time has the file.
    await demo.close();
    const store = await openStore({ file });
    const stored = await store.read(
      `SELECT name, currency, value, json_extract_string(params, 'shipping_tier') AS shipping, json_extract_string(params, 'payment_type') AS payment
       FROM event_once WHERE name IN ('begin_checkout', 'add_shipping_info', 'add_payment_info') ORDER BY happened_at`,
    );
    await store.close();
    const [{ value }] = stored as [{ value: number }];
    expect(value).toBeGreaterThan(0);
    expect(stored).toEqual([
      { name: 'begin_checkout', currency: 'EUR', value, shipping: null, payment: null },
      { name: 'add_shipping_info', currency: 'EUR', value, shipping: expect.stringMatching(/./), payment: null },
      { name: 'add_payment_info', currency: 'EUR', value, shipping: null, payment: expect.stringMatching(/./) },
    ]);
  });
});
