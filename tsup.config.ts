// Two outputs: readable ESM with types for npm, minified scripts for the tag.
import { copyFile } from 'node:fs/promises';
import { defineConfig } from 'tsup';

export default defineConfig([
  {
    entry: {
      index: 'src/index.ts',
      wire: 'src/wire/index.ts',
    },
    format: 'esm',
    target: 'es2020',
    dts: true,
    sourcemap: true,
    splitting: false,
    treeshake: true,
    clean: true,
    onSuccess: () => copyFile('src/wire/schema.json', 'dist/schema.json'),
  },
  {
    entry: { etappe: 'src/snippet.ts', 'etappe.shop': 'src/snippet.shop.ts' },
    format: 'iife',
    target: 'es2020',
    minify: true,
    sourcemap: true,
    platform: 'browser',
    outExtension: () => ({ js: '.js' }),
  },
]);
