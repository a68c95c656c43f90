// What each room costs: brotli bytes that a script-tag build would save without each of its files. `npm run weight`.
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';
import { minifyOptions } from '../tsup.config.ts';
import { listWords } from './words.ts';

const compress = (code: string) =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const squeeze = async (code: string) => (await minify(code, minifyOptions)).code ?? '';

/** One line per file, heaviest first: brotli bytes saved without it, and its name. */
const weigh = async (entry: string) => {
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2021',
    minifyIdentifiers: true,
    minifySyntax: true,
  });
  const text = bundle.outputFiles[0]?.text ?? '';
  const squeezed = await squeeze(`{${text}}`);
  const parts = text.split(/^(?=\/\/ src\/)/m);
  // Dead code must stay: without one file the others' calls to it stay too.
  const keep = { ...minifyOptions, compress: false as const, toplevel: false };
  const weight = async (code: string) => compress((await minify(code, keep)).code ?? '');
  const whole = await weight(text);
  const words = compress(listWords(squeezed).join(' '));
  process.stdout.write(
    `\n${entry}: ${compress(squeezed)} B brotli, of which its words alone, each once, take ${words} B\n`,
  );
  const rows = [];
  for (const [index, part] of parts.entries()) {
    const rest = parts.filter((_, other) => other !== index).join('');
    rows.push({ file: part.slice(3, part.indexOf('\n')), saved: whole - (await weight(rest)) });
  }
  for (const { file, saved } of rows.sort((a, b) => b.saved - a.saved)) {
    process.stdout.write(`${String(saved).padStart(6)}  ${file}\n`);
  }
};

await weigh('src/snippet.ts');
await weigh('src/snippet.shop.ts');
