// A release: checks, the notes with the sizes of the built files, and `npm publish` only when asked.
// `npx node release.ts` publishes nothing · `--notes` writes the notes of what is built, without checks · `--publish`
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileBytes, importBytes, root } from './test/helpers/sizes.ts';

interface Manifest {
  version: string;
  repository?: unknown;
  exports: Record<string, unknown>;
}

const { values } = parseArgs({ options: { publish: { type: 'boolean' }, notes: { type: 'boolean' } } });

const notesPath = 'test-results/release-notes.md';

const manifest: Manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const { version } = manifest;

const say = (text: string) => process.stdout.write(`${text}\n`);

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** What stands in the changelog under a heading such as `[0.2.0] - 2026-12-01`. */
const readChanges = (changelog: string, name: string): string | undefined =>
  changelog
    .split(/^## /m)
    .find((section) => section.startsWith(`[${name}]`))
    ?.replace(/^.*\n/, '')
    .trim();

const changelog = readFileSync(`${root}CHANGELOG.md`, 'utf8');

/** What stands in the way, as sentences. */
const listObstacles = (): string[] => {
  const hasChanges = git('status', '--porcelain') !== '';
  const isTaken = git('tag', '--list', `v${version}`) !== '';
  return [
    hasChanges && 'The tree has changes that are not committed.',
    isTaken && `There is a tag v${version} already: raise the number in package.json.`,
    !readChanges(changelog, version) && `CHANGELOG.md has no section [${version}].`,
    // https://docs.npmjs.com/generating-provenance-statements
    values.publish && !manifest.repository && 'package.json names no repository, which provenance has to match.',
  ].filter((sentence) => typeof sentence === 'string');
};

const scripts = Object.keys(manifest.exports).filter((name) => /etappe[\w.-]*\.js$/.test(name));

const makeNotes = async (changes: string): Promise<string> => {
  const core = "import { createTracker } from 'etappe'; globalThis.tracker = createTracker({ endpoint: '/e' });";
  const rows = [
    ...scripts.map((name) => [`dist/${name.slice(2)}`, fileBytes(`dist/${name.slice(2)}`)] as const),
    ["import { createTracker } from 'etappe'", await importBytes(core)] as const,
  ];
  const table = rows.map(([name, bytes]) => `| \`${name}\` | ${bytes.toLocaleString('en')} B |`);
  return [`# ${version}`, changes, `| what a page loads | brotli |\n|---|---|\n${table.join('\n')}`, ''].join('\n\n');
};

const writeNotes = async (changes: string) => {
  mkdirSync(`${root}test-results`, { recursive: true });
  writeFileSync(`${root}${notesPath}`, await makeNotes(changes));
  say(`The notes are in ${notesPath}.`);
};

/** Runs npm in sight; ends with its status if it fails. */
const npm = (...args: string[]) => {
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
};

if (values.notes) {
  await writeNotes(readChanges(changelog, version) ?? readChanges(changelog, 'Unreleased') ?? '');
} else {
  const obstacles = listObstacles();
  if (obstacles[0]) {
    for (const sentence of obstacles) say(sentence);
    process.exit(1);
  }
  npm('test');
  await writeNotes(readChanges(changelog, version) as string);
  npm('pack', '--dry-run');
  if (values.publish) {
    npm('publish', '--provenance', '--access', 'public');
    say(`Published. Now: git tag v${version} && git push origin v${version}`);
  } else say('Nothing was published: add --publish.');
}
