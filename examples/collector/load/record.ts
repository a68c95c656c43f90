// Records what real visits to the demo shop send, for the load generator: npx node examples/collector/load/record.ts
// Needs Chromium and a built dist, as the screenshots do. Writes journeys.jsonl: one visit a line, its batches in order.
import { writeFile } from 'node:fs/promises';
import type { WireBatch } from 'etappe/wire';
import { type Stop, walkDemoShop } from '../../../test/helpers/demo-walk.ts';
import { launchPlaywrightChromium } from '../../../test/helpers/engines/playwright.ts';
import { say } from '../../shared/command.ts';
import { createHttpServer, listenOn } from '../../shared/http.ts';
import { shopRoutes } from '../../shop/routes.ts';
import { addCollector } from '../collector.ts';
import { journeysFile } from './replay.ts';

const visits: readonly { device: 'phone' | 'desk'; until: Stop }[] = [
  { device: 'phone', until: 'thanks' },
  { device: 'desk', until: 'thanks' },
  { device: 'phone', until: 'product' },
  { device: 'phone', until: 'cart' },
  { device: 'desk', until: 'payment' },
];

let batches: WireBatch[] = [];
const server = createHttpServer();
server.addHook<{ Body: unknown }>('preHandler', async (request) => {
  if (request.method !== 'POST' || request.url !== '/e') return;
  const batch = JSON.parse(String(request.body)) as WireBatch & { device: { bot?: unknown } };
  // A driven browser recorded it; the visitors that it stands for are people.
  delete batch.device.bot;
  batches.push(batch);
});
await addCollector(server, { dataFile: ':memory:', shopPath: '/', ratePerMinute: 0 });
await server.register(shopRoutes);
const url = await listenOn(server, 0);
const chromium = await launchPlaywrightChromium();

const left = new Error('The visitor left');

try {
  const lines: string[] = [];
  for (const { device, until } of visits) {
    batches = [];
    const options = { locale: 'de-DE' };
    const visitor = await (device === 'phone'
      ? chromium.newPhoneVisitor(options)
      : chromium.newVisitor({ ...options, viewport: { width: 1280, height: 900 } }));
    const page = await visitor.newPage();
    await walkDemoShop(page, url, async (stop) => {
      if (stop === until) throw left;
    }).catch((error: unknown) => {
      if (error !== left) throw error;
    });
    // Leaving for an empty page of the same tab sends what is left.
    await page.goto('about:blank');
    await page.waitForTimeout(1_000);
    await visitor.close();
    lines.push(JSON.stringify(batches).replaceAll(url, 'https://shop.example'));
    say(`${device} until ${until}: ${batches.length} batches`);
  }
  await writeFile(journeysFile, `${lines.join('\n')}\n`);
} finally {
  await chromium.close();
  await server.close();
}
