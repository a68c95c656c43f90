// What the project's pages point to: files, headings, commands and packages that exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/sizes.ts';

const listPages = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|test-results|\.git)$/.test(entry.name) ? [] : listPages(path);
    return entry.name.endsWith('.md') ? [relative(root, path)] : [];
  });

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '');

/** As GitHub makes anchors: https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
const toAnchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const listAnchors = (path: string) =>
  [...withoutCode(read(path)).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => toAnchor(heading));

const listBrokenLinks = (page: string) =>
  [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path ? join(dirname(page), path) : page;
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && target.endsWith('.md') && !listAnchors(target).includes(anchor);
    });

/** Git ignores it: it comes with the first batch. */
const isMadeLater = (path: string) => path.startsWith('examples/collector/data/');

/** `src/types.ts`, with `{a,b}` and `*` for several. */
const listLostFiles = (page: string) =>
  [...read(page).matchAll(/`((?:src|test|docs|examples|bench)\/[\w./{},*-]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => {
      if (isMadeLater(path)) return false;
      const known = path.split(/[{*]/)[0] ?? '';
      return !existsSync(join(root, known.endsWith('/') || known === path ? known : dirname(known)));
    });

const listScripts = (folder: string): string[] =>
  Object.keys(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).scripts ?? {});

const listLostCommands = (page: string) =>
  [...read(page).matchAll(/npm (?:--prefix (\S+) )?(?:run (?:-s |--silent )?|(?=test\b))([a-z][\w:-]*)/g)]
    .filter(([, prefix = '.', name = '']) => !listScripts(prefix).includes(name))
    .map(([command]) => command);

/** Programs in TypeScript need a newer Node.js than many machines have: the project's own. */
const listForeignStarts = (page: string) =>
  [...read(page).matchAll(/(?<!npx |\.bin\/)\bnode (?:examples|bench)\/\S+\.ts/g)].map(([command]) => command);

const { exports: entryPoints } = JSON.parse(read('package.json')) as { exports: Record<string, string | object> };

/** Modules of ours that a page imports, and that the package does not have. */
const listLostModules = (page: string) =>
  [...read(page).matchAll(/(?:from|import\() ?'etappe(\/[\w/.-]+)?'/g)]
    .map(([, path = '']) => path)
    .filter((path) => {
      const folder = path.match(/^\/(consent|shops)\//)?.[1];
      if (folder) return !existsSync(join(root, `src/integrations${path}.ts`));
      return !(`.${path}` in entryPoints);
    });

describe.each(listPages(root))('%s', (page) => {
  it('links to pages and headings that exist', () => {
    expect(listBrokenLinks(page)).toEqual([]);
  });

  it('names files that exist', () => {
    expect(listLostFiles(page)).toEqual([]);
  });

  it('names commands that exist', () => {
    expect(listLostCommands(page)).toEqual([]);
  });

  it("starts programs with the project's own Node.js", () => {
    expect(listForeignStarts(page)).toEqual([]);
  });

  it('imports modules that the package has', () => {
    expect(listLostModules(page)).toEqual([]);
  });
});

describe('the page that a stranger sees first', () => {
  it('leads to every page of docs/', () => {
    const found = new Set<string>();
    const follow = (page: string) => {
      if (found.has(page)) return;
      found.add(page);
      for (const [, link = ''] of read(page).matchAll(/\]\(([^)\s#]+\.md)/g)) {
        const target = join(dirname(page), link);
        if (existsSync(join(root, target))) follow(target);
      }
    };
    follow('README.md');
    expect(listPages(join(root, 'docs')).filter((page) => !found.has(page))).toEqual([]);
  });
});
