// One digest for many files: the same names with the same contents, wherever the folder is.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const listFiles = (folder: string, isSource: (name: string) => boolean, path = ''): string[] =>
  readdirSync(join(folder, path), { withFileTypes: true })
    .filter(({ name }) => isSource(name))
    .flatMap((entry) =>
      entry.isDirectory() ? listFiles(folder, isSource, join(path, entry.name)) : join(path, entry.name),
    )
    .sort();

/** @param isSource by the name of a file or folder alone; what it refuses is left out with all that is in it */
export const digestFolder = (folder: string, isSource: (name: string) => boolean = () => true): string => {
  const hash = createHash('sha256');
  for (const path of listFiles(folder, isSource)) hash.update(`${path}\n`).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
};
