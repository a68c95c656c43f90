// The demo's pages as pictures, in test-results/screenshots: `npm run screenshots`. The map is drawn from a made-up
// week; its first screens are the pictures in docs/pictures.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { walkDemoShop } from '../test/helpers/demo-walk.ts';
import { launchPlaywrightChromium } from '../test/helpers/engines/playwright.ts';
import { storeWeek } from './sample-journeys.ts';
import { say } from './shared/command.ts';
import { startDemo } from './shop/demo.ts';

const folder = join(import.meta.dirname, '../test-results/screenshots');
const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** How the map is looked at, and how many pixels of it go into the docs. */
const views: Record<string, { options: BrowserContextOptions; query?: string; firstPixels: number }> = {
  'journey-map': { options: { ...desk, colorScheme: 'light' }, firstPixels: 1290 },
  'journey-map-dark': { options: { ...desk, colorScheme: 'dark' }, firstPixels: 1290 },
  'journey-map-phone': { options: { ...phone, colorScheme: 'light' }, firstPixels: 1500 },
  'journey-map-filtered': {
    options: { ...desk, colorScheme: 'light' },
    query: '?period=28d&device=mobile&channel=Paid+Search',
    firstPixels: 900,
  },
};

const directory = await mkdtemp(join(tmpdir(), 'etappe-demo-'));
const weekFile = join(directory, 'week.duckdb');
await storeWeek(weekFile);
const demo = await startDemo({ port: 0, dataFile: join(directory, 'journey.duckdb'), quiet: true });
const week = await startDemo({ port: 0, dataFile: weekFile, quiet: true });
const chromium = await launchPlaywrightChromium();
await mkdir(folder, { recursive: true });

try {
  const walker = await (await chromium.newPhoneVisitor({ locale: 'de-DE' })).newPage();
  await walkDemoShop(walker, demo.url, async (stop) => {
    await walker.screenshot({ path: join(folder, `phone-${stop}.png`) });
  });
  const sitter = await (await chromium.newVisitor({ locale: 'de-DE', ...desk })).newPage();
  await walkDemoShop(sitter, demo.url, async (stop) => {
    await sitter.screenshot({ path: join(folder, `desk-${stop}.png`) });
  });
  for (const [name, { options, query = '', firstPixels }] of Object.entries(views)) {
    const owner = await (await chromium.newVisitor({ ...options, reducedMotion: 'reduce' })).newPage();
    await owner.goto(`${week.url}/journey${query}`);
    await owner.locator('#flow svg text', { hasText: 'Purchase' }).first().waitFor();
    const { width = 1280 } = options.viewport ?? {};
    await owner.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true });
    const clip = { x: 0, y: 0, width, height: firstPixels };
    await owner.screenshot({ path: join(folder, `${name}.png`), fullPage: true, clip });
  }
  say(`Pictures of the demo are in ${folder}`);
} finally {
  await chromium.close();
  await demo.close();
  await week.close();
  await rm(directory, { recursive: true, force: true });
}
