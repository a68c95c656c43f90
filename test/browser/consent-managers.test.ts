// The real consent managers from npm on real pages: what the visitor decides there is what our tracker is told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import {
  bundleManager,
  findPackage,
  missingPackages,
  type RealManager,
  realManagers,
} from '../helpers/consent-fakes/real-managers.ts';
import { engines, type PageHandle, type Session } from '../helpers/engines/index.ts';
import { serveDirectory } from '../helpers/static-files.ts';

/** Keeps every state of consent that the tracker has been in. */
const recorder = `<script>
  window.etappe = function () { (etappe.q = etappe.q || []).push(arguments); };
  window.states = [];
  const sign = { granted: '+', denied: '-', undecided: '?' };
  etappe('on', 'consent', ({ analytics, marketing, source }) => states.push('A' + sign[analytics] + 'M' + sign[marketing] + ' ' + source));
</script>`;
const snippet =
  '<script src="/dist/etappe.shop.js" data-endpoint="/e" data-site="test-shop" data-respect-gpc="false"></script>';

const toTags = ({ scripts }: RealManager) =>
  scripts
    .map(
      ({ src, text = '', type }) =>
        `<script${type ? ` type="${type}"` : ''}${src ? ` src="${src}"` : ''}>${text}</script>`,
    )
    .join('\n');

/** Appends the same scripts one after the other when the page has loaded, as a tag manager would. */
const toLateScripts = ({ scripts }: RealManager) => `<script>
  addEventListener('load', async () => {
    for (const { src, text, type } of ${JSON.stringify(scripts).replaceAll('</', '<\\/')}) {
      const script = document.createElement('script');
      if (type) script.type = type;
      const loaded = src && new Promise((resolve) => { script.onload = resolve; });
      if (src) script.src = src; else script.textContent = text;
      document.body.append(script);
      await loaded;
    }
  });
</script>`;

const toPage = (
  manager: RealManager,
  order: string,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
  ${recorder}
  ${order === 'before' ? toTags(manager) : ''}
  ${snippet}
  ${order === 'after' ? toLateScripts(manager) : ''}
  </head><body><p>A shop.</p></body></html>`;

const orders = ['before', 'after'];

for (const manager of realManagers) {
  const missing = missingPackages(manager);
  if (missing.length)
    process.stdout.write(`consent managers: ${manager.title} skipped: not installed: ${missing.join(', ')}\n`);
}
const present = realManagers.filter((manager) => !missingPackages(manager).length);

describe.each(engines)('in $name', (engine) => {
  let session: Session;

  beforeAll(async () => {
    session = await engine.open();
  });

  afterAll(async () => {
    await session?.close();
  });

  describe.each(present)('$title', (manager) => {
    const { source, granted = 'A+M+', refusal = 'A-M-' } = manager;
    let server: CollectingServer;
    let page: PageHandle;

    beforeAll(async () => {
      server = await createCollectingServer();
      for (const order of orders) server.page(`/${order}`, toPage(manager, order));
      for (const name of manager.served ?? []) {
        const prefix = `/packages/${name}/`;
        server.page(`${prefix}*`, serveDirectory(findPackage(name) as string, prefix));
      }
      if (manager.bundle) {
        const body = await bundleManager(manager);
        server.page('/manager.js', { body, headers: { 'content-type': 'text/javascript;charset=utf-8' } });
      }
    });

    afterAll(async () => {
      await server?.close();
    });

    const run = (body: string) => page.evaluate(`(() => { ${body} })()`);
    /** Ready, and then a macrotask in which everything that is late has been read. */
    const ready = () =>
      page.evaluate(`(async () => {
        const isReady = () => { ${manager.isReady} };
        while (!isReady()) await new Promise((resolve) => setTimeout(resolve, 10));
        await new Promise((resolve) => setTimeout(resolve, 50));
      })()`);
    const states = async () => (await page.evaluate('states')) as string[];
    const untilStates = (count: number) =>
      page.evaluate(`(async () => {
        const end = Date.now() + 2000;
        while (states.length < ${count} && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
        return states;
      })()`) as Promise<string[]>;
    const expected = (state: string) => (state === 'none' ? [] : [`${state} ${source}`]);

    describe.each(orders)('that comes %s us', (order) => {
      const open = async (path = `/${order}`) => {
        // A name of its own per test: nothing is stored there yet.
        const host = `${Math.random().toString(36).slice(2)}.localhost`;
        page = await session.newPage(`${server.url.replace(/127\.0\.0\.1|localhost/, host)}${path}`);
        await ready();
      };

      it('is undecided until the visitor decides, and then grants, on the next page as well', async () => {
        await open();
        expect(await states()).toEqual([]);
        await run(manager.grant);
        if (manager.isWithdrawalLate) await page.click('p');
        expect(await untilStates(expected(granted).length)).toEqual(expected(granted));
        await page.reload();
        await ready();
        expect(await untilStates(expected(granted).length)).toEqual(expected(granted));
        await page.close();
      });

      it('refuses, on the next page as well', async () => {
        await open();
        await run(manager.refuse);
        expect(await untilStates(1)).toEqual(expected(refusal));
        await page.reload();
        await ready();
        expect(await untilStates(1)).toEqual(expected(refusal));
        await page.close();
      });

      it('withdraws at once', async () => {
        await open();
        await run(manager.grant);
        const before = (await untilStates(expected(granted).length)).length;
        const atOnce = await page.evaluate(`(() => { ${manager.withdraw}; return states.slice(${before}); })()`);
        if (!manager.isWithdrawalLate) expect(atOnce).toEqual(expected(refusal));
        else expect((await untilStates(before + 1)).slice(before)).toEqual(expected(refusal));
        await page.close();
      });

      it.skipIf(!manager.partial)('grants one purpose and refuses the other', async () => {
        await open();
        await run(manager.partial as string);
        await untilStates(1);
        expect((await states()).at(-1)).toBe(`A+M- ${source}`);
        await page.close();
      });
    });
  });
});
