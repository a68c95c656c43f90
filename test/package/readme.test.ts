// The README's numbers are the build's, to the byte.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fileBytes, importBytes, root } from '../helpers/sizes.ts';

const measure = (name: string) =>
  name.startsWith('import')
    ? importBytes("import { createTracker } from 'etappe'; globalThis.tracker = createTracker({ endpoint: '/e' });")
    : fileBytes(name);

it('says what a page really loads (npm run sizes writes it)', async () => {
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const marks = [...readme.matchAll(/<!-- bytes:(.+?) -->(.*?)<!-- \/bytes -->/g)];
  expect(marks.length).toBeGreaterThan(0);
  let expected = readme;
  for (const [mark, name = ''] of marks) {
    const bytes = (await measure(name)).toLocaleString('en');
    expected = expected.replace(mark, `<!-- bytes:${name} -->${bytes} B<!-- /bytes -->`);
  }
  if (process.env.WRITE_SIZES) writeFileSync(`${root}README.md`, expected);
  else expect(readme).toBe(expected);
});
