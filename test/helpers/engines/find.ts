// Where the browsers are on this machine. Only looks at files; starts nothing.
import { closeSync, existsSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { WebKitPaths } from './webkit.ts';

export type Found<Where> = { where: Where } | { missing: string };

const { env, platform } = process;

const first = (paths: readonly string[]) => paths.find((path) => existsSync(path));

/**
 * A snap has a /tmp of its own and can't see the profile that a driver prepares for it. Ubuntu's /usr/bin/firefox and
 * chromium-browser are shell scripts that start one.
 */
const isSnap = (path: string) => {
  if (/\/snap(\/|$)/.test(realpathSync(path))) return true;
  const start = Buffer.alloc(4096);
  const file = openSync(path, 'r');
  const length = readSync(file, start);
  closeSync(file);
  return start.toString('latin1', 0, length).includes('/snap/');
};

const firstBrowser = (paths: readonly string[]) => paths.find((path) => existsSync(path) && !isSnap(path));

const onPath = (...names: string[]) =>
  names.flatMap((name) => (env.PATH ?? '').split(delimiter).map((directory) => join(directory, name)));

/** A program by its name, if it is there. */
export const findOnPath = (name: string): string | undefined => first(onPath(name));

const inPrograms = (...paths: string[]) =>
  [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((base) =>
    base ? paths.map((path) => join(base, path)) : [],
  );

const inApplications = (...names: string[]) =>
  names.flatMap((name) =>
    ['/Applications', join(homedir(), 'Applications')].map((base) => join(base, `${name}.app/Contents/MacOS`)),
  );

const entriesOf = (directory: string) => (existsSync(directory) ? readdirSync(directory) : []);

/** Playwright's own download, which needs its 0.4 s import only where no other browser is found. */
const findPlaywrightChromium = async () => {
  const { chromium } = await import('playwright-core');
  return first([chromium.executablePath()]);
};

const findNamed = (variable: string): Found<string> | undefined => {
  const path = env[variable];
  if (!path) return undefined;
  return existsSync(path) ? { where: path } : { missing: `${variable} names ${path}, which does not exist` };
};

const findChromium = async (): Promise<Found<string>> => {
  const named = findNamed('ETAPPE_CHROMIUM');
  if (named) return named;
  const usual = {
    win32: inPrograms('Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe'),
    darwin: [
      ...inApplications('Chromium').map((path) => join(path, 'Chromium')),
      ...inApplications('Google Chrome').map((path) => join(path, 'Google Chrome')),
    ],
    linux: onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'),
  }[platform as string];
  const where = firstBrowser(usual ?? []) ?? (await findPlaywrightChromium());
  return where ? { where } : { missing: 'no Chromium or Chrome in the usual places (a snap does not count)' };
};

const findFirefox = (): Found<string> => {
  const named = findNamed('ETAPPE_FIREFOX');
  if (named) return named;
  const usual = {
    win32: inPrograms('Mozilla Firefox/firefox.exe'),
    darwin: inApplications('Firefox').map((path) => join(path, 'firefox')),
    linux: onPath('firefox-esr', 'firefox'),
  }[platform as string];
  const where = firstBrowser(usual ?? []);
  return where ? { where } : { missing: 'no Firefox in the usual places (a snap does not count)' };
};

/** MiniBrowser is no program on the path: it lies beside the library, in a directory named after its version. */
const findMiniBrowser = () => {
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/libexec'];
  const bases = [...libraries, ...entriesOf('/usr/lib').map((name) => join('/usr/lib', name))];
  return first(
    ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].flatMap((name) =>
      bases.map((base) => join(base, name, 'MiniBrowser')),
    ),
  );
};

const findWebKit = (): Found<WebKitPaths> => {
  const driver = first(onPath('WebKitWebDriver'));
  const browser = findMiniBrowser();
  const xvfb = first(onPath('Xvfb'));
  if (driver && browser && xvfb) return { where: { driver, browser, xvfb } };
  const missing = Object.entries({ WebKitWebDriver: driver, MiniBrowser: browser, Xvfb: xvfb });
  return { missing: `no ${missing.flatMap(([name, path]) => (path ? [] : [name])).join(', no ')}` };
};

/** Looks for every engine: the paths to start it by, or why it can't be started here. */
export const findEngines = async (): Promise<{
  chromium: Found<string>;
  firefox: Found<string>;
  webkit: Found<WebKitPaths>;
}> => ({ chromium: await findChromium(), firefox: findFirefox(), webkit: findWebKit() });
