// Two outputs: readable ESM for npm, minified scripts for the tag. Types come from the compiler (tsconfig.build.json).
import { copyFile } from 'node:fs/promises';
import { defineConfig } from 'tsup';

/** Closures need no property mangling: their names are locals, and those are shortened. */
export const minifyOptions = {
  toplevel: true,
  compress: { passes: 3, pure_getters: true, keep_fargs: false },
};

export default defineConfig([
  {
    entry: [
      'src/index.ts',
      'src/{channels,wire}/index.ts',
      'src/{device,stage}.ts',
      'src/integrations/{consent,shops}/*.ts',
      '!src/integrations/consent/{cookie,source,watch}.ts',
      '!src/integrations/shops/{attributes,facts,markup,memory,places,progress,readings,requests,shop,shopify-events,shopify-sandbox,sightings}.ts',
    ],
    outDir: 'dist',
    format: 'esm',
    target: 'es2021',
    sourcemap: true,
    splitting: false,
    onSuccess: () => copyFile('src/wire/schema.json', 'dist/wire/schema.json'),
  },
  {
    entry: {
      etappe: 'src/snippet.ts',
      'etappe.shop': 'src/snippet.shop.ts',
      'etappe.shopify-pixel': 'src/shopify-pixel.ts',
    },
    outDir: 'dist',
    format: 'iife',
    target: 'es2021',
    platform: 'browser',
    minify: 'terser',
    terserOptions: minifyOptions,
    sourcemap: true,
    outExtension: () => ({ js: '.js' }),
  },
]);
