// Two outputs: readable ESM for npm, minified scripts for the tag. Types come from the compiler (tsconfig.build.json).
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { minify } from 'terser';
import { defineConfig } from 'tsup';

/** Closures need no property mangling: their names are locals, and those are shortened. */
export const minifyOptions = {
  toplevel: true,
  compress: { passes: 5, pure_getters: true, keep_fargs: false, hoist_funs: true },
};

const scripts = {
  etappe: 'src/snippet.ts',
  'etappe.shop': 'src/snippet.shop.ts',
  'etappe.shopify-pixel': 'src/shopify-pixel.ts',
};

/**
 * As a first line it makes Chromium compile everything while the script arrives, not piece by piece on the main thread:
 * nearly half of our work at page load. https://v8.dev/blog/explicit-compile-hints
 */
const compileHint = '//# allFunctionsCalledOnLoad';

/** Here and not by tsup, which would leave the source map as it was before. */
const minifyScripts = async () => {
  for (const name of Object.keys(scripts)) {
    const path = `dist/${name}.js`;
    const sourceMap = { content: await readFile(`${path}.map`, 'utf8'), url: `${name}.js.map` };
    const { code, map } = await minify(await readFile(path, 'utf8'), {
      ...minifyOptions,
      format: { preamble: compileHint },
      sourceMap,
    });
    await writeFile(path, code ?? '');
    await writeFile(`${path}.map`, `${map}`);
  }
};

export default defineConfig([
  {
    entry: [
      'src/index.ts',
      'src/{channels,wire}/index.ts',
      'src/{device,stage}.ts',
      'src/integrations/{consent,shops}/*.ts',
      'src/integrations/{forms,signals,vitals}.ts',
      '!src/integrations/consent/{cookie,source,tcf-data,watch-all}.ts',
      '!src/integrations/shops/{adobe-events,attributes,changes,facts,leads,markup,memory,places,progress,readings,requests,shop,shopify-events,shopify-sandbox,sightings}.ts',
    ],
    outDir: 'dist',
    format: 'esm',
    target: 'es2021',
    sourcemap: true,
    splitting: false,
    onSuccess: () => copyFile('src/wire/schema.json', 'dist/wire/schema.json'),
  },
  {
    entry: scripts,
    outDir: 'dist',
    format: 'iife',
    target: 'es2021',
    platform: 'browser',
    minifySyntax: true,
    sourcemap: true,
    outExtension: () => ({ js: '.js' }),
    onSuccess: minifyScripts,
  },
]);
