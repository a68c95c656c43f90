// What a visitor pays: every build and every integration stays inside the byte budget that package.json states.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileBytes, importBytes, root } from '../helpers/sizes.ts';

const { budgets } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { budgets: Record<string, number> };

const say = (name: string, bytes: number, most: number) =>
  process.stdout.write(`  ${name}: ${bytes} B of ${most} B\n`);

const integrations = (kind: 'consent' | 'shops') =>
  readdirSync(`${root}dist/integrations/${kind}`)
    .filter((file) => file.endsWith('.js') && file !== 'index.js')
    .map((file) => `dist/integrations/${kind}/${file}`);

describe('the budgets, in brotli bytes', () => {
  it.each(['dist/etappe.js', 'dist/etappe.shop.js'])('hold for %s', (path) => {
    const most = budgets[path] as number;
    say(path, fileBytes(path), most);
    expect(fileBytes(path)).toBeLessThanOrEqual(most);
  });

  it('hold for an npm import of createTracker alone', async () => {
    const code = "import { createTracker } from 'etappe'; globalThis.tracker = createTracker({ endpoint: '/e' });";
    const most = budgets['import { createTracker }'] as number;
    const bytes = await importBytes(code);
    say('import { createTracker }', bytes, most);
    expect(bytes).toBeLessThanOrEqual(most);
  });

  it.each([...integrations('consent'), ...integrations('shops')])('hold for %s', async (path) => {
    const bytes = await importBytes(`import * as all from './${path}'; globalThis.all = all;`);
    expect(bytes).toBeLessThanOrEqual(budgets.integration as number);
  });

  it('leave nothing behind when nothing is used', async () => {
    expect(await importBytes("import 'etappe';")).toBeLessThan(10);
  });
});
