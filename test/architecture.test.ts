// The rules of the house, read from the source itself.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findCycle,
  type Import,
  readSourceFile,
  readSourceFiles,
  roomOf,
  type SourceFile,
} from './helpers/source-files.ts';

const files = readSourceFiles(join(import.meta.dirname, '../src'));

const rooms = ['consent', 'journey', 'page', 'commerce', 'engagement', 'delivery'];
/** What stands above the rooms and puts them together. */
/** `shopify-pixel.ts` is a build of its own, for a sandbox without a page. */
const composition = [
  'shopify-pixel.ts',
  'tracker.ts',
  'keeping.ts',
  'opening.ts',
  'observe.ts',
  'stamp.ts',
  'deliver.ts',
  'dispatch.ts',
  'plugs.ts',
  'hooks.ts',
];
const entries = ['index.ts', 'snippet.ts', 'snippet.shop.ts', 'device.ts', 'stage.ts'];

/** By room or file: what it may import by value. Its own room is always allowed. */
const allowed: Record<string, readonly string[]> = {
  ...Object.fromEntries(rooms.map((room) => [room, ['wire']])),
  ...Object.fromEntries(
    composition.map((file) => [file, ['browser', 'wire', 'integrations', ...rooms, ...composition]]),
  ),
  ...Object.fromEntries(
    entries.map((entry) => [entry, ['tracker.ts', 'browser', 'integrations', 'page', 'journey', 'commerce']]),
  ),
  'events.ts': [],
  'types.ts': [],
  wire: [],
  browser: [],
  channels: ['page'],
  integrations: ['commerce', 'browser'],
};

/** The only package that anything imports: an optional peer, which the page's own bundler brings. */
const peers: Record<string, string> = { 'integrations/vitals.ts': 'web-vitals' };

const pageGlobals = [
  ...[
    'window',
    'document',
    'navigator',
    'location',
    'history',
    'screen',
    'localStorage',
    'sessionStorage',
    'indexedDB',
  ],
  ...['fetch', 'XMLHttpRequest', 'addEventListener', 'removeEventListener', 'requestIdleCallback', 'customElements'],
];
const mayNamePageGlobals = ({ path }: SourceFile) =>
  /^(browser|integrations)\/|^delivery\/transport\.ts$|^(snippet|shopify-pixel)/.test(path);

const listBreaches = (subject: readonly SourceFile[]) =>
  subject.flatMap(({ path, imports }) => {
    const room = roomOf(path);
    const isAllowed = ({ target, isTypeOnly }: Import) =>
      isTypeOnly || peers[path] === target || roomOf(target) === room || (allowed[room] ?? []).includes(roomOf(target));
    return imports.filter((each) => !isAllowed(each)).map(({ target }) => `${path} imports ${target}`);
  });

const listGlobals = (subject: readonly SourceFile[]) =>
  subject
    .filter((file) => !mayNamePageGlobals(file))
    .flatMap(({ path, freeNames }) =>
      pageGlobals.filter((name) => freeNames.has(name)).map((name) => `${path}: ${name}`),
    );

describe('the house', () => {
  it('has a place in the plan for every file', () => {
    const unknown = files.map(({ path }) => roomOf(path)).filter((room) => !(room in allowed));
    expect(unknown).toEqual([]);
  });

  it('lets imports run one way: entries, tracker, rooms and browser, wire, types', () => {
    expect(listBreaches(files)).toEqual([]);
  });

  it('has no cycles', () => {
    expect(findCycle(files)).toBeUndefined();
  });

  it('keeps the wire schema and the events free of imports, and lets the public types know nothing but them', () => {
    const targets = (path: string) => files.find((file) => file.path === path)?.imports.map(({ target }) => target);
    expect(targets('wire/schema.ts')).toEqual([]);
    expect(targets('events.ts')).toEqual([]);
    expect(new Set(targets('types.ts'))).toEqual(new Set(['wire/schema.ts', 'events.ts']));
  });

  it('names page globals only at the edge', () => {
    expect(listGlobals(files)).toEqual([]);
  });

  it('never names an integration in the core', () => {
    const core = files.filter(({ path }) => !/^(integrations\/|snippet\.shop|shopify-pixel)/.test(path));
    const named = core.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.startsWith('integrations'))
        .map(({ target }) => `${path} imports ${target}`),
    );
    expect(named).toEqual([]);
  });

  it('is made of factories: no classes, no default exports', () => {
    const odd = files.filter(({ hasClass, hasDefaultExport }) => hasClass || hasDefaultExport).map(({ path }) => path);
    expect(odd).toEqual([]);
  });

  it('says in the first line of every file which fact it owns', () => {
    expect(files.filter(({ firstLine }) => !/^\/\/ \S.{10,}/.test(firstLine)).map(({ path }) => path)).toEqual([]);
  });

  it('keeps files short enough to hold one fact', () => {
    const long = files.filter(({ lines }) => lines > 150).map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });
});

describe('the reading of the house', () => {
  it('sees a room that reaches into another one, and not an import of types', () => {
    const bad = readSourceFile(
      'page/page.ts',
      "import { a } from '../journey/visitor.ts';\nimport type { B } from '../consent/gate.ts';\n",
    );
    expect(listBreaches([bad])).toEqual(['page/page.ts imports journey/visitor.ts']);
  });

  it('sees a page global, and not a parameter or a property of that name', () => {
    const read = (text: string) => listGlobals([readSourceFile('journey/x.ts', text)]);
    expect(read('export const a = () => document.title;')).toEqual(['journey/x.ts: document']);
    expect(read('export const a = ({ document }: Window) => document.title;')).toEqual([]);
    expect(read('export const a = (page: Page) => page.window.location;')).toEqual([]);
  });

  it('sees a cycle', () => {
    const one = readSourceFile('page/a.ts', "import { b } from './b.ts';\nexport const a = b;\n");
    const two = readSourceFile('page/b.ts', "import { a } from './a.ts';\nexport const b = a;\n");
    expect(findCycle([one, two])).toEqual(['page/a.ts', 'page/b.ts', 'page/a.ts']);
  });
});
