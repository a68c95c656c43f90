// Finds the browsers for the tests, installs what is missing where it can, and says how things stand: one line each.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDisplay } from '../helpers/engines/display.ts';
import type { EngineName } from '../helpers/engines/engine.ts';
import { findEngines } from '../helpers/engines/find.ts';
import type { WebKitPaths } from '../helpers/engines/webkit.ts';

/** Fonts, since without any a page is laid out like none that a visitor sees. */
const debianPackages: Record<EngineName, readonly string[]> = {
  chromium: ['chromium', 'fonts-dejavu-core', 'procps'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth', 'dbus'],
};

const advice: Record<EngineName, string> = {
  chromium: 'install Chromium or Chrome, or set ETAPPE_CHROMIUM to the program',
  firefox: 'install Firefox, or set ETAPPE_FIREFOX to the program',
  webkit: 'on Debian or Ubuntu: apt-get install webkit2gtk-driver xvfb',
};

const versionTimeoutMs = 20_000;
const installTimeoutMs = 15 * 60_000;

/** `broken`: it is there and does not start, so its tests would fail. */
type Standing = { where: string; version: string } | { missing: string } | { broken: string };
type Standings = Record<EngineName, Standing>;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a program to its end. Never rejects. */
const run = (command: string, args: readonly string[], timeoutMs: number, env: Record<string, string> = {}) =>
  new Promise<{ isFine: boolean; output: string }>((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', (error) => resolve({ isFine: false, output: error.message }));
    child.once('close', (code) => resolve({ isFine: code === 0, output }));
  });

const lastLines = (output: string, count: number) => output.trim().split('\n').slice(-count).join('\n');

/** Asks the program itself: a file may be there and not start, being a stub or lacking a library. */
const askVersion = async (where: string, program = where, env: Record<string, string> = {}): Promise<Standing> => {
  // On Windows a browser that is asked for its version opens a window instead.
  if (process.platform === 'win32') return { where, version: 'version unknown' };
  const { isFine, output } = await run(program, ['--version'], versionTimeoutMs, env);
  const version = /^[A-Z]\D*\d+\.\d\S*/m.exec(output)?.[0];
  return isFine && version ? { where, version } : { broken: `${program} does not start: ${lastLines(output, 1)}` };
};

/** MiniBrowser wants a display even to tell its version, which proves Xvfb as well. */
const askWebKitVersion = async ({ driver, browser, xvfb }: WebKitPaths): Promise<Standing> => {
  const display = await openDisplay(xvfb).catch((error: Error) => error);
  if (display instanceof Error) return { broken: display.message };
  const standing = await askVersion(driver, browser, { DISPLAY: display.name, GDK_BACKEND: 'x11' });
  await display.close();
  return standing;
};

const look = async (): Promise<Standings> => {
  const found = await findEngines();
  const [chromium, firefox, webkit] = await Promise.all([
    'where' in found.chromium ? askVersion(found.chromium.where) : found.chromium,
    'where' in found.firefox ? askVersion(found.firefox.where) : found.firefox,
    'where' in found.webkit ? askWebKitVersion(found.webkit.where) : found.webkit,
  ]);
  return { chromium, firefox, webkit };
};

const namesOf = (standings: Standings) => Object.keys(standings) as EngineName[];

const isReady = (standing: Standing) => 'where' in standing;

/** A program that was named is not replaced by another one. */
const isNamed = (name: EngineName) => Boolean(process.env[`ETAPPE_${name.toUpperCase()}`]);

/** Each engine by itself, Chromium first, so that no other engine's failure loses it. */
const installByApt = async (names: readonly EngineName[]) => {
  const apt = (...args: string[]) =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=500', ...args], installTimeoutMs, { DEBIAN_FRONTEND: 'noninteractive' });
  await apt('update');
  for (const name of names) {
    say(`${name}: installing ${debianPackages[name].join(' ')} with apt-get …`);
    const { isFine, output } = await apt('install', '-y', '--no-install-recommends', ...debianPackages[name]);
    if (!isFine) say(`${name}: apt-get failed:\n${lastLines(output, 8)}`);
  }
};

const installByPlaywright = async () => {
  say('chromium: downloading it with Playwright …');
  const cli = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js');
  const { isFine, output } = await run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], installTimeoutMs);
  if (!isFine) say(`chromium: Playwright's installer failed:\n${lastLines(output, 8)}`);
};

/** Tries what can be tried here for the engines that are not ready, and looks again. */
const install = async (before: Standings): Promise<Standings> => {
  const wanted = namesOf(before).filter((name) => !isReady(before[name]) && !isNamed(name));
  if (!wanted.length) return before;
  let now = before;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await installByApt(wanted);
    now = await look();
  }
  if (wanted.includes('chromium') && !isReady(now.chromium)) {
    await installByPlaywright();
    now = await look();
  }
  return now;
};

const before = await look();
const now = await install(before);
for (const name of namesOf(now)) {
  const standing = now[name];
  if ('missing' in standing) say(`${name}: skipped: ${standing.missing}; ${advice[name]}`);
  else if ('broken' in standing) say(`${name}: broken: ${standing.broken}; ${advice[name]}`);
  else say(`${name}: ${isReady(before[name]) ? 'found' : 'installed'}: ${standing.where} (${standing.version})`);
}
if (!isReady(now.chromium)) {
  say('The browser tests need Chromium at least.');
  process.exitCode = 1;
}
