// The journey map as its owner uses it: filters, phone, keyboard, paper, and texts that strangers sent to harm it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireBatch } from 'etappe/wire';
import type { FastifyInstance } from 'fastify';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCollector } from '../../examples/collector/collector.ts';
import { openStore } from '../../examples/collector/store.ts';
import { createHttpServer, listenOn } from '../../examples/shared/http.ts';
import { launchPlaywrightChromium, type PlaywrightChromium } from '../helpers/engines/playwright.ts';
import { basket, bouncer, buyer, tellVisit } from '../unit/examples/collector/batches.ts';
import { decoded } from '../unit/examples/collector/decoded.ts';

// Robots are not counted, and Node's own user agent is taken for one.
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' };
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  reducedMotion: 'reduce',
};

const attack = '<img src=x onerror="window.isHarmed=true">';
const script = '"><script>window.isHarmed=true</script><svg onload=window.isHarmed=true>{{a}}';
const thing = { item_id: attack, item_name: `Mug ${attack}`, price: 5, quantity: 1 };
const cart = { currency: attack.slice(0, 3), value: 5, items: [thing] };

const hostileVisit = (id: string, at: number): WireBatch =>
  tellVisit({
    id,
    at,
    site: `site ${attack}`,
    touch: { source: `source ${attack}`, medium: script, campaign: `campaign ${attack}`, landing: `/${attack}` },
    pages: [
      {
        path: '/a',
        title: `Title ${attack} · ${script}`,
        events: [['page_view'], ['view_item', cart], ['search', { search_term: attack }]],
      },
      {
        path: '/b',
        title: script,
        events: [
          ['page_view'],
          ['add_to_cart', cart],
          ['begin_checkout', cart],
          [
            'page_leave',
            { checkout: { last_field: attack }, signals: { script_errors: 1, refused_fields: { [attack]: 2 } } },
          ],
        ],
      },
    ],
  });

const signalled = (id: string, at: number) =>
  tellVisit({
    id,
    at,
    device: 'desktop',
    pages: [
      {
        path: '/en/mug',
        events: [
          ['page_view'],
          ['view_item', basket],
          ['add_to_cart', basket],
          ['web_vitals', { lcp_ms: 1800, cls: 0.3 }],
          ['page_leave', { bounced: false, signals: { rage_clicks: 2 } }],
        ],
      },
    ],
  });

describe('the journey map', () => {
  let directory: string;
  let server: FastifyInstance;
  let url: string;
  let chromium: PlaywrightChromium;
  let storedAt: number;

  const startCollector = async (dataFile = ':memory:') => {
    const collector = createHttpServer({ closingMs: 50 });
    await addCollector(collector, { dataFile });
    return { collector, address: await listenOn(collector, 0) };
  };

  /** As if they had arrived ten minutes ago: visits that were just heard of have not left yet. */
  const storeEarlier = async (dataFile: string, tell: (at: number) => WireBatch[]) => {
    const at = Date.now() - 600_000;
    const store = await openStore({ file: dataFile, now: () => at });
    for (const batch of tell(at)) await store.add(decoded(batch));
    await store.close();
    return at;
  };

  const post = async (batch: WireBatch) => {
    const headers = { 'content-type': 'text/plain', 'user-agent': userAgent };
    const { status } = await fetch(`${url}/e`, { method: 'POST', headers, body: JSON.stringify(batch) });
    expect(status).toBe(204);
  };

  /** Runs with a fresh page; whatever the page throws, logs or asks fails the test. */
  const withPage = async (options: BrowserContextOptions, path: string, use: (page: Page) => Promise<void>) => {
    const visitor = await chromium.newVisitor(options);
    const complaints: string[] = [];
    try {
      const page = await visitor.newPage();
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('dialog', (dialog) => complaints.push(dialog.message()));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(`${path.startsWith('http') ? '' : url}${path}`);
      await use(page);
    } finally {
      await visitor.close();
    }
    expect(complaints).toEqual([]);
  };

  const drawn = (page: Page, text = 'Left') => page.locator('#flow svg text', { hasText: text }).first().waitFor();
  const visitsOf = (page: Page) => page.locator('#numbers [data-label="Visits"] dd');

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'etappe-map-'));
    const dataFile = join(directory, 'journey.duckdb');
    storedAt = await storeEarlier(dataFile, (at) => [
      buyer('a', { at, touch: { source: 'newsletter', medium: 'email', campaign: 'autumn' } }),
      bouncer('b', { at }),
      signalled('c', at),
      hostileVisit('d', at),
    ]);
    ({ collector: server, address: url } = await startCollector(dataFile));
    chromium = await launchPlaywrightChromium();
  });

  afterAll(async () => {
    await chromium?.close();
    await server?.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('says what to do before anything has arrived', async () => {
    const { collector, address } = await startCollector();
    await withPage(desk, `${address}/journey`, async (page) => {
      await page.getByRole('heading', { name: 'Nothing has arrived yet' }).waitFor();
      expect(await page.locator('#tag').textContent()).toContain(`data-endpoint="${address}/e"`);
      expect(await page.locator('.chart svg').count()).toBe(0);
    });
    await collector.close();
  });

  it('shows what strangers sent as text, and runs none of it', async () => {
    const site = `site ${attack}`;
    await withPage(
      desk,
      `/journey?site=${encodeURIComponent(site)}&campaign=${encodeURIComponent(`campaign ${attack}`)}`,
      async (page) => {
        await drawn(page);
        for (const name of ['flow', 'source']) {
          if (name === 'source') await page.getByRole('radio', { name: 'Source' }).check();
          for (const summary of await page.locator('summary').all()) await summary.click();
        }
        const kept = await page.locator('body').innerText();
        expect(kept).toContain(`Mug ${attack}`.slice(0, 20));
        expect(kept).toContain(`source ${attack}`);
        expect(await page.locator('#filters select[name=campaign]').inputValue()).toBe(`campaign ${attack}`);
        // Tooltips are drawn on demand, from the same texts.
        await page.locator('#flow svg path').first().hover({ force: true });
        const found = await page.evaluate(() => ({
          isHarmed: 'isHarmed' in window,
          pictures: document.querySelectorAll('img, iframe, object, [onerror], [onload]').length,
          scripts: [...document.scripts].map(({ src }) => new URL(src).pathname),
        }));
        expect(found).toEqual({ isHarmed: false, pictures: 0, scripts: ['/journey/echarts.js', '/journey/map.js'] });
      },
    );
  });

  it('keeps the filters in the address, and goes back by the browser’s button', async () => {
    await withPage(desk, '/journey?site=test-shop', async (page) => {
      await drawn(page);
      expect(await visitsOf(page).textContent()).toBe('3');
      await page.getByRole('combobox', { name: 'Channel' }).selectOption('Email');
      await page.locator('#numbers [data-label="Visits"] dd', { hasText: /^1$/ }).waitFor();
      await page.getByRole('combobox', { name: 'Time' }).selectOption('24h');
      await page.waitForURL('**/journey?site=test-shop&period=24h&channel=Email');
      await page.goBack();
      await page.goBack();
      await page.locator('#numbers [data-label="Visits"] dd', { hasText: /^3$/ }).waitFor();
      expect(new URL(page.url()).search).toBe('?site=test-shop');
    });
    await withPage(desk, '/journey?site=test-shop&period=24h&channel=Email', async (page) => {
      await drawn(page, 'Purchase');
      expect(await visitsOf(page).textContent()).toBe('1');
      expect(await page.getByRole('combobox', { name: 'Time' }).inputValue()).toBe('24h');
    });
  });

  it('names the days of the collector’s machine, wherever it is read', async () => {
    await withPage(
      { ...desk, timezoneId: 'Pacific/Pago_Pago', locale: 'en-US' },
      '/journey?period=28d',
      async (page) => {
        await drawn(page);
        const days = await page.locator('#time-table tbody tr td:first-child').allTextContents();
        expect(days).toEqual([new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' }).format(storedAt)]);
      },
    );
  });

  it('says so when nothing matches, and leads back', async () => {
    await withPage(desk, '/journey?device=tablet', async (page) => {
      await page.getByRole('heading', { name: 'No visit matches' }).waitFor();
      await page.locator('#no-match').getByRole('button', { name: 'Show everything' }).click();
      await drawn(page);
      expect(new URL(page.url()).search).toBe('');
    });
  });

  it('follows what arrives without being asked to', async () => {
    await withPage(desk, '/journey?site=live', async (page) => {
      await page.getByRole('heading', { name: 'No visit matches' }).waitFor();
      const visit = buyer('now', { site: 'live', at: Date.now() - 10_000 });
      const [order] = visit.events.slice(-1);
      if (order)
        visit.events.push({ ...order, n: order.n + 1, params: { ...order.params, transaction_id: 'T-again' } });
      await post(visit);
      await drawn(page, 'Purchase');
      const purchases = page.locator('#numbers [data-label="Purchases"]');
      expect(await purchases.locator('dd').textContent()).toBe('2');
      expect(await purchases.locator('small').textContent()).toBe('in 100% of visits');
      expect(await page.locator('#numbers [data-label="Here now"] dd').textContent()).toBe('1');
      expect(await page.locator('#feed li').count()).toBeGreaterThan(0);
    });
  });

  it('can be read and used with the keyboard alone', async () => {
    await withPage(desk, '/journey?site=test-shop', async (page) => {
      await drawn(page);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
      await page.getByRole('radio', { name: 'Channel' }).focus();
      await page.keyboard.press('ArrowRight');
      await drawn(page, 'newsletter');
      for (const summary of await page.locator('summary').all()) {
        await summary.focus();
        await page.keyboard.press('Enter');
      }
      // Whatever a chart shows stands in a table of the same section.
      const sections = await page.evaluate(() =>
        [...document.querySelectorAll('section')]
          .filter((section) => section.querySelector('.chart svg'))
          .map((section) => [...section.querySelectorAll('td')].filter((cell) => /\d/.test(cell.innerText)).length),
      );
      expect(sections).toHaveLength(8);
      expect(Math.min(...sections)).toBeGreaterThan(0);
    });
  });

  it('fits a phone', async () => {
    await withPage(phone, '/journey', async (page) => {
      await drawn(page);
      await page.locator('#vitals svg').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    });
  });

  it('is drawn light and within the page on paper, and dark again afterwards', async () => {
    await withPage({ ...desk, colorScheme: 'dark' }, '/journey?site=test-shop', async (page) => {
      await drawn(page);
      const inkOf = () => page.locator('#funnel svg text', { hasText: 'Bought' }).first().getAttribute('fill');
      expect(await inkOf()).toBe('#e6ebec');
      await page.evaluate(() =>
        addEventListener('beforeprint', () => {
          const texts = [...document.querySelectorAll('#funnel svg text')];
          const ink = texts.find((text) => text.textContent === 'Bought')?.getAttribute('fill');
          const widest = Math.max(...[...document.querySelectorAll('.chart svg')].map((svg) => svg.clientWidth));
          document.body.dataset.printed = `${ink} ${widest <= 1032}`;
        }),
      );
      expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
      expect(await page.locator('body').getAttribute('data-printed')).toBe('#1d2528 true');
      expect(await inkOf()).toBe('#e6ebec');
    });
  });
});
