// The package as npm will serve it: entry points, types, files, and what the README promises.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/sizes.ts';

const run = (command: string, ...args: string[]) =>
  execFileSync(process.execPath, [`${root}node_modules/${command}`, ...args], { cwd: root, encoding: 'utf8' });

const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

describe('the package', () => {
  it('passes publint', async () => {
    const { messages } = await publint({ pkgDir: root, strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  it('gives every entry point types that resolve', () => {
    const scripts = ['etappe.js', 'etappe.shop.js', 'etappe.shopify-pixel.js'].filter(
      (name) => `./${name}` in manifest.exports,
    );
    // It ends with an error, and so does this test, when there is a problem.
    const report = run(
      '@arethetypeswrong/cli/dist/index.js',
      ...[
        '--pack',
        '.',
        '--profile',
        'esm-only',
        '--no-emoji',
        '--format',
        'ascii',
        '--include-entrypoints',
        'consent/klaro',
        'shops/datalayer',
      ],
      ...['--exclude-entrypoints', ...scripts],
    );
    expect(report).toMatch(/etappe\/consent\/klaro[\s\S]*node16 \(from ESM\): OK/);
  });

  it('has no dependency that a visitor would load', () => {
    expect(manifest.dependencies).toBeUndefined();
  });

  it('ships the scripts with their source maps', () => {
    for (const name of ['etappe.js', 'etappe.shop.js']) {
      const code = readFileSync(`${root}dist/${name}`, 'utf8');
      expect(code).toMatch(new RegExp(`//# sourceMappingURL=${name}\\.map\\s*$`));
      expect(existsSync(`${root}dist/${name}.map`)).toBe(true);
    }
  });

  it('leads from a place in a script to its source', () => {
    const lines = readFileSync(`${root}dist/etappe.js`, 'utf8').split('\n');
    const words = 'on this page twice';
    const line = lines.findIndex((text) => text.includes(words));
    const map = new SourceMap(JSON.parse(readFileSync(`${root}dist/etappe.js.map`, 'utf8')));
    const entry = map.findEntry(line, lines[line]?.indexOf(words) ?? 0);
    expect(entry).toMatchObject({ originalSource: expect.stringContaining('src/browser/script-tag.ts') });
  });

  it('installs no global but window.etappe, and exports nothing from the scripts', () => {
    const code = readFileSync(`${root}dist/etappe.js`, 'utf8');
    expect(code).not.toMatch(/\bexport\b|module\.exports/);
    expect(code).toMatch(/^\/\/# allFunctionsCalledOnLoad\n"use strict";\(\(\)=>\{/);
  });

  it('can be imported on a server, where it does nothing', () => {
    const code =
      "import('etappe').then(({ createTracker }) => { const t = createTracker({ endpoint: '/e' }); t.start(); t.track('search', { search_term: 'a' }); console.log(typeof t.flush()); })";
    expect(execFileSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8' }).trim()).toBe('object');
  });
});
