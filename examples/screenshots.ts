// The demo's pages as pictures, in test-results/screenshots: `npm run screenshots`.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { walkDemoShop } from '../test/helpers/demo-walk.ts';
import { launchPlaywrightChromium } from '../test/helpers/engines/playwright.ts';
import { say } from './shared/command.ts';
import { startDemo } from './shop/demo.ts';

const folder = join(import.meta.dirname, '../test-results/screenshots');
const directory = await mkdtemp(join(tmpdir(), 'etappe-demo-'));
const demo = await startDemo({ port: 0, dataFile: join(directory, 'journey.duckdb'), quiet: true });
const chromium = await launchPlaywrightChromium();
await mkdir(folder, { recursive: true });

try {
  const phone = await (await chromium.newPhoneVisitor({ locale: 'de-DE' })).newPage();
  await walkDemoShop(phone, demo.url, async (stop) => {
    await phone.screenshot({ path: join(folder, `phone-${stop}.png`) });
  });
  const desk = await (await chromium.newVisitor({ locale: 'de-DE', viewport: { width: 1280, height: 900 } })).newPage();
  await walkDemoShop(desk, demo.url, async (stop) => {
    await desk.screenshot({ path: join(folder, `desk-${stop}.png`) });
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    const owner = await (
      await chromium.newVisitor({ colorScheme, reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } })
    ).newPage();
    await owner.goto(`${demo.url}/journey`);
    await owner.locator('svg text', { hasText: 'Purchase' }).first().waitFor();
    await owner.screenshot({ path: join(folder, `map-${colorScheme}.png`), fullPage: true });
  }
  say(`Pictures of the demo are in ${folder}`);
} finally {
  await chromium.close();
  await demo.close();
  await rm(directory, { recursive: true, force: true });
}
