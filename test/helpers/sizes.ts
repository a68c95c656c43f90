// How many bytes a visitor's browser loads: brotli 11 of a file or of a bundled import.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';
import { minifyOptions } from '../../tsup.config.ts';

export const root = new URL('../../', import.meta.url).pathname;

export const compressedBytes = (code: string | Buffer): number =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

export const fileBytes = (path: string): number => compressedBytes(readFileSync(`${root}${path}`));

/** What an entry does not bring: the page's own bundler adds it. */
const peers = Object.keys(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).peerDependencies);

/** @param code a module that imports from the built package, as a shop's own bundle would */
export const importBytes = async (code: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    external: peers,
    write: false,
    format: 'esm',
    target: 'es2021',
  });
  const { code: minified } = await minify(outputFiles[0]?.text ?? '', { ...minifyOptions, module: true });
  return compressedBytes(minified ?? '');
};
