// Under which licences everything stands that is installed with this project.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/sizes.ts';

/** Use, change and pass on, at the price of a notice. */
const permissive = [
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Python-2.0'],
  ...['Unlicense', 'CC0-1.0', 'Apache-2.0 WITH LLVM-exception'],
];

/** By licence, the packages that may have it, since they are tools or test data here, and never in what we hand out. */
const odd: Record<string, RegExp> = {
  // A changed file of theirs stays open.
  'MPL-2.0': /^lightningcss/,
  // Data that asks for its author's name.
  'CC-BY-4.0': /^caniuse-lite$/,
  // Whoever passes them on passes on their source. The tests run them, as WordPress shops do.
  'GPL-2.0-or-later': /^@wordpress\//,
};

interface Manifest {
  name: string;
  license?: string | { type: string };
  licenses?: readonly { type: string }[];
}

/** One licence that may be chosen, or all that hold together. */
const toChoices = (expression: string): string[][] =>
  expression.split(/\s+OR\s+/).map((choice) => choice.replace(/[()]/g, '').split(/\s+AND\s+/));

const readLicence = ({ license, licenses }: Manifest): string => {
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
};

const isWithin = (expression: string, list: readonly string[]) =>
  toChoices(expression).some((choice) => choice.every((name) => list.includes(name)));

const listInstalled = (folder: string) => {
  const lock = JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8'));
  return Object.keys(lock.packages as object).flatMap((path) => {
    const file = join(root, folder, path, 'package.json');
    if (!path || !existsSync(file)) return [];
    const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
    return [{ name: manifest.name, licence: readLicence(manifest) }];
  });
};

const { dependencies, devDependencies, license } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** First cells of the table of dependencies: names, and `@iabtcf/*` for several. */
const listReasons = (): string[] => {
  const [, section = ''] = readFileSync(`${root}CONTRIBUTING.md`, 'utf8').split('\n## Dependencies');
  return [...section.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => cell.split(', '));
};

describe('the licences of what is installed', () => {
  it('are read as their authors wrote them', () => {
    expect(isWithin('(MIT OR GPL-3.0)', permissive)).toBe(true);
    expect(isWithin('MIT AND GPL-3.0', permissive)).toBe(false);
    expect(readLicence({ name: 'old', licenses: [{ type: 'MIT' }] })).toBe('MIT');
    expect(isWithin(readLicence({ name: 'silent' }), permissive)).toBe(false);
  });

  it('are all on the list', () => {
    const installed = listInstalled('.');
    expect(installed.length).toBeGreaterThan(100);
    const others = installed.filter(({ licence }) => !isWithin(licence, permissive));
    for (const { name, licence } of others) process.stdout.write(`  ${name}: ${licence}\n`);
    expect(others.filter(({ name, licence }) => !odd[licence]?.test(name))).toEqual([]);
  });

  it('bind nobody who uses the package: it brings no other one', () => {
    expect([dependencies, license]).toEqual([undefined, 'MIT']);
    expect(readFileSync(`${root}LICENSE`, 'utf8')).toContain('MIT License');
  });
});

describe('the list of dependencies in CONTRIBUTING.md', () => {
  it('says why each is there, and names none that is not', () => {
    const names = Object.keys(devDependencies as object);
    const reasons = listReasons();
    const isGiven = (name: string) =>
      reasons.some((reason) => reason === name || reason === name.replace(/\/.*/, '/*'));
    expect(names.filter((name) => !isGiven(name))).toEqual([]);
    const isThere = (reason: string) =>
      names.some((name) => name === reason || name.startsWith(reason.replace('*', '')));
    expect(reasons.filter((reason) => !/^(package|-+)$/.test(reason) && !isThere(reason))).toEqual([]);
  });
});
