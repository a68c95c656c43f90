// The packages of a framework folder: those of its lock file, and the library as it is built now.
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestFolder } from './digest.ts';
import { projectFolder } from './folder.ts';
import { runNpm } from './npm.ts';

interface Lock {
  packages: Record<string, { version?: string; optional?: boolean; extraneous?: boolean }>;
}

const installTimeoutMs = 120_000;

const readLock = (path: string): Lock => JSON.parse(readFileSync(path, 'utf8'));

/** What npm wrote down of its last installation, against the lock. The library's own version is no matter of either. */
const isInstalled = (folder: string): boolean => {
  const written = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(written)) return false;
  const { packages } = readLock(written);
  return Object.entries(readLock(join(folder, 'package-lock.json')).packages).every(
    ([path, { version, optional, extraneous }]) =>
      !path ||
      path === 'node_modules/etappe' ||
      extraneous ||
      packages[path]?.version === version ||
      (optional && !packages[path]),
  );
};

/** A lock file that is no good, which is nothing of the network's: https://docs.npmjs.com/cli/commands/npm-ci */
const ourFault = /npm error code (EUSAGE|ERESOLVE|EINTEGRITY|EJSONPARSE)/;

/** @returns why not, if so: `reason` when the machine can't get them, `failure` when nobody could */
export const installPackages = async (folder: string): Promise<{ reason?: string; failure?: string }> => {
  if (isInstalled(folder)) return {};
  // No package of theirs needs its scripts.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  const problem = await runNpm(folder, args, installTimeoutMs);
  if (!problem) return {};
  const code = /npm error code .*/.exec(problem)?.[0] ?? problem.replace(/\n[\s\S]*/, '');
  return ourFault.test(code) ? { failure: problem } : { reason: code };
};

export const digestLibrary = (): string => digestFolder(join(projectFolder, 'dist'));

/** npm copied it when it installed. Since then it may have been built again. */
export const renewLibrary = (folder: string): void => {
  const copy = join(folder, 'node_modules/etappe');
  if (existsSync(join(copy, 'dist')) && digestFolder(join(copy, 'dist')) === digestLibrary()) return;
  rmSync(join(copy, 'dist'), { recursive: true, force: true });
  for (const name of ['package.json', 'dist']) cpSync(join(projectFolder, name), join(copy, name), { recursive: true });
  // Bundlers know a package again by its version, whatever is in it.
  for (const cache of ['node_modules/.vite', 'node_modules/.cache', '.next/cache'])
    rmSync(join(folder, cache), { recursive: true, force: true });
};
