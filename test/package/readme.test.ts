// The README's numbers are the build's, to the byte.
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

it('says what a page really loads (npm run sizes writes it)', async () => {
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const marks = [...readme.matchAll(/<!-- bytes:(.+?) -->(.*?)<!-- \/bytes -->/g)];
  expect(marks.length).toBeGreaterThan(0);
  let expected = readme;
  for (const [mark, name = ''] of marks) {
    const bytes = (await measure(name)).map((count) => count.toLocaleString('en')).join(' to ');
    expected = expected.replace(mark, `<!-- bytes:${name} -->${bytes} B<!-- /bytes -->`);
  }
  if (process.env.WRITE_SIZES) writeFileSync(`${root}README.md`, expected);
  else expect(readme).toBe(expected);
});
