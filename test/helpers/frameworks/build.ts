// The build of a framework folder: made again when its sources or the library are others than it was made from.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestFolder } from './digest.ts';
import { collectorUrl, type Framework, factsOf, folderOf } from './folder.ts';
import { runNpm } from './npm.ts';
import { digestLibrary } from './packages.ts';

/** Nuxt's takes less than a minute, and took more than two on two cores at load 25. */
const buildTimeoutMs = 400_000;

const generated = /^(node_modules|dist|\.next|\.nuxt|\.output|\.astro|next-env\.d\.ts)$/;

/**
 * The stamp lies in the build itself: whoever builds by hand, for another collector, wipes it away.
 * @returns what the build said when it failed
 */
export const buildFramework = async (name: Framework): Promise<string | undefined> => {
  const folder = folderOf(name);
  const stamp = join(folder, factsOf(name).output, '.built-from');
  const wanted = [digestFolder(folder, (each) => !generated.test(each)), digestLibrary(), collectorUrl].join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return undefined;
  const failure = await runNpm(folder, ['run', 'build'], buildTimeoutMs);
  if (!failure) writeFileSync(stamp, wanted);
  return failure;
};
