// What a visitor pays: every build and every integration stays inside the byte budget that package.json states.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileBytes, importBytes, root } from '../helpers/sizes.ts';

/** `goal` is what the design asks for; `limit` is what holds today: who raises it says why. */
interface Budget {
  goal: number;
  limit: number;
}

const { budgets } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { budgets: Record<string, Budget> };

/** Prints the figure and holds it. */
const hold = (name: string, bytes: number, { goal, limit }: Budget) => {
  const distance = bytes > goal ? `, ${bytes - goal} B over the goal of ${goal} B` : '';
  process.stdout.write(`  ${name}: ${bytes} B of at most ${limit} B${distance}\n`);
  expect(bytes).toBeLessThanOrEqual(limit);
};

const listIntegrations = (folder: string) =>
  readdirSync(`${root}${folder}`)
    .filter((file) => file.endsWith('.js') && file !== 'index.js')
    .map((file) => ({ folder, path: `${folder}/${file}` }));

describe('the budgets, in brotli bytes', () => {
  it.each(['dist/etappe.js', 'dist/etappe.shop.js'])('hold for %s', (path) => {
    hold(path, fileBytes(path), budgets[path] as Budget);
  });

  it('hold for an npm import of createTracker alone', async () => {
    const name = 'import { createTracker }';
    const code = "import { createTracker } from 'etappe'; globalThis.tracker = createTracker({ endpoint: '/e' });";
    hold(name, await importBytes(code), budgets[name] as Budget);
  });

  it.each([...listIntegrations('dist/integrations/consent'), ...listIntegrations('dist/integrations/shops')])(
    'hold for $path',
    async ({ folder, path }) => {
      hold(path, await importBytes(`export * from './${path}';`), budgets[folder] as Budget);
    },
  );

  it.each(['signals', 'forms', 'vitals'])('hold for etappe/%s', async (name) => {
    const path = `dist/integrations/${name}.js`;
    hold(path, await importBytes(`export * from './${path}';`), budgets[path] as Budget);
  });

  it('leave nothing behind when nothing is used', async () => {
    expect(await importBytes("import 'etappe';")).toBeLessThan(10);
  });
});
