// The real consent managers from npm on real pages: what the visitor decides there is what our tracker is told.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import {
  bundleManager,
  findPackage,
  missingPackages,
  type RealManager,
  realManagers,
} from '../helpers/consent-fakes/real-managers.ts';
import { type EngineName, engines, type PageHandle, type Session } from '../helpers/engines/index.ts';
import { serveDirectory } from '../helpers/static-files.ts';

/** Keeps every state of consent that the tracker has been in. */
const recorder = `<script>
  window.etappe = function () { (etappe.q = etappe.q || []).push(arguments); };
  window.states = [];
  const sign = { granted: '+', denied: '-', undecided: '?' };
  etappe('on', 'consent', ({ analytics, marketing, source }) => states.push('A' + sign[analytics] + 'M' + sign[marketing] + ' ' + source));
</script>`;
const toSnippet = ({ attributes = '' }: RealManager) =>
  `<script src="/dist/etappe.shop.js" data-endpoint="/e" data-site="test-shop" data-respect-gpc="false" ${attributes}></script>`;

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
  </head><body><p>A shop.</p>
  ${recorder}
  ${order === 'before' ? toTags(manager) : ''}
  ${toSnippet(manager)}
  ${order === 'after' ? toLateScripts(manager) : ''}
  </body></html>`;

const orders = ['before', 'after'];
/** A manager that comes late is found by our own script, which is the same in every engine. */
const ordersIn = (name: EngineName) => (name === 'chromium' ? orders : ['before']);

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
    const { source } = manager;
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
    const states = () => page.evaluate('states') as Promise<string[]>;
    /** Ready, and then two macrotasks, in which everything that comes late has been read. */
    const ready = () =>
      page.evaluate(`(async () => {
        const later = (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs));
        while (!(() => { ${manager.isReady} })()) await later(5);
        await later(0);
        await later(0);
      })()`);
    /** Waits until this is the state. Managers that decide service by service go through others. */
    const becomes = async (state: string) => {
      const wanted = `${state} ${source}`;
      const reached = await page.evaluate(`(async () => {
        const end = Date.now() + 10_000;
        while (states.at(-1) !== '${wanted}' && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
        return states;
      })()`);
      expect((reached as string[]).at(-1)).toBe(wanted);
    };
    const grant = async () => {
      await run(manager.grant);
      if (!manager.onlyDenies) await becomes('A+M+');
    };

    describe.each(ordersIn(engine.name))('that comes %s us', (order) => {
      const open = async () => {
        // A name of its own per test: nothing is stored there yet.
        const host = `${Math.random().toString(36).slice(2)}.localhost`;
        page = await session.newPage(`${server.url.replace(/127\.0\.0\.1|localhost/, host)}/${order}`);
        await ready();
      };
      const reload = async () => {
        await page.reload();
        await ready();
      };

      afterEach(() => page.close());

      it('is undecided, then granted, so on the next page, and withdrawn at once', async () => {
        await open();
        expect(await states()).toEqual([]);
        await grant();
        await reload();
        if (manager.onlyDenies) expect(await states()).toEqual([]);
        else await becomes('A+M+');
        expect((await states()).join()).not.toMatch(/[AM]-/);
        const atOnce = await run(`const told = (() => { ${manager.withdraw} })(); return told ?? [...states];`);
        if (manager.isWithdrawalLate) await becomes('A-M-');
        else expect((atOnce as string[]).at(-1)).toBe(`A-M- ${source}`);
      });

      it('is refused, and so on the next page', async () => {
        await open();
        await run(manager.refuse);
        await becomes('A-M-');
        await reload();
        await becomes('A-M-');
        expect((await states()).join()).not.toMatch(/[AM]\+/);
      });

      it.skipIf(!manager.partial)('is granted for one purpose only, and so on the next page', async () => {
        await open();
        await run(manager.partial as string);
        await becomes('A+M-');
        await reload();
        await becomes('A+M-');
        expect((await states()).join()).not.toMatch(/M\+/);
      });
    });
  });
});
