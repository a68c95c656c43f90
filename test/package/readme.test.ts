// The manual's numbers of bytes are the build's, to the byte.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fileBytes, importBytes, root } from '../helpers/sizes.ts';

/** Each with all that it needs, as a shop's own bundle has it. */
const integrationBytes = (path: string) => importBytes(`export * from './dist/integrations/${path}.js';`);

const listNames = (folder: string) =>
  readdirSync(`${root}dist/integrations/${folder}`)
    .filter((file) => /^(?!index|watch).*\.js$/.test(file))
    .map((file) => `${folder}/${file.replace('.js', '')}`);

/** The smallest and the largest, of a whole folder. */
const measure = async (name: string): Promise<number[]> => {
  if (name.endsWith('/*')) {
    const bytes = await Promise.all(listNames(name.replace('/*', '')).map(integrationBytes));
    return [Math.min(...bytes), Math.max(...bytes)];
  }
  if (name.startsWith('dist/')) return [fileBytes(name)];
  return [
    await (name.startsWith('import')
      ? importBytes("import { createTracker } from 'etappe'; globalThis.tracker = createTracker({ endpoint: '/e' });")
      : integrationBytes(name)),
  ];
};

/** Some forty bundles: five seconds, and more than a minute on two cores at load 20. */
const measuringTimeoutMs = 240_000;

it.each(['README.md', 'docs/performance.md'])(
  'says what a page really loads in %s (npm run sizes writes it)',
  async (path) => {
    const page = readFileSync(`${root}${path}`, 'utf8');
    const marks = [...page.matchAll(/<!-- bytes:(.+?) -->.*?( B)?<!-- \/bytes -->/g)];
    expect(marks.length).toBeGreaterThan(0);
    let expected = page;
    for (const [mark, name = '', unit = ''] of marks) {
      const bytes = (await measure(name)).map((count) => count.toLocaleString('en')).join(' to ');
      expected = expected.replace(mark, `<!-- bytes:${name} -->${bytes}${unit}<!-- /bytes -->`);
    }
    if (process.env.WRITE_SIZES) writeFileSync(`${root}${path}`, expected);
    else expect(page).toBe(expected);
  },
  measuringTimeoutMs,
);
