// The manual's tables name all that there is and nothing else: options, methods, hooks, consent managers, settings.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings as readDistributedSettings } from '../../examples/collector/distributed/settings.ts';
import { readSettings } from '../../examples/collector/settings.ts';
import { toSources } from '../../src/integrations/consent/index.ts';
import { root } from '../helpers/sizes.ts';

const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
const readme = read('README.md');
const types = read('src/types.ts');

/** Names of an interface's members. */
const listMembers = (name: string): string[] => {
  const body = types.split(`export interface ${name} {\n`)[1]?.split('\n}\n')[0] ?? '';
  return [...body.matchAll(/^ {2}(\w+)/gm)].map(([, member = '']) => member);
};

/** Code in the first column of the table with that heading; of a call its name. */
const listRows = (page: string, heading: string): string[] => {
  const rows = page.split(`\n| ${heading} |`)[1]?.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)[^`]*`/g)].map(([, name = '']) => name));
};

const sources = toSources().map(({ name }) => name);

describe('the manual', () => {
  it.each([
    ['option', 'TrackerOptions'],
    ['method', 'Tracker'],
    ['hook', 'TrackerHooks'],
  ])('lists every %s that there is', (heading, name) => {
    expect(listMembers(name).length).toBeGreaterThan(5);
    expect(listRows(readme, heading).sort()).toEqual(listMembers(name).sort());
  });

  it.each([
    ['docs/collector.md', readSettings],
    ['docs/scale.md', readDistributedSettings],
  ])('lists in %s every environment variable that is read', (page, readAll) => {
    const asked = new Set(['PORT']);
    readAll(new Proxy({}, { get: (_, name: string) => void asked.add(name) }));
    expect(listRows(read(page), 'variable').sort()).toEqual([...asked].sort());
  });

  it('lists every consent manager, each with a line of HTML', () => {
    const page = read('docs/consent-managers.md');
    const [table = '', lines = ''] = page.split('\n### One line of HTML each\n');
    const listNames = (text: string, expression: RegExp) => [...text.matchAll(expression)].map(([, name]) => name);
    expect(listNames(table, /^\| (?!manager)[^|]+ \| `([\w-]+)` \|/gm).sort()).toEqual([...sources].sort());
    expect(new Set(listNames(lines, /data-consent="([\w-]+)/g))).toEqual(new Set(sources));
  });

  it.each(['README.md', 'CHANGELOG.md', 'docs/performance.md'])('counts the consent managers in %s', (page) => {
    expect(read(page).match(/(\d+) consent managers/)?.[1]).toBe(`${sources.length}`);
  });
});
