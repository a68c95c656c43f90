// WebKitGTK's MiniBrowser for lifecycle tests, by WebDriver on a display of its own. It shares WebCore's page
// lifecycle and quotas with Safari, not its network stack.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePorts } from '../free-ports.ts';
import { openDisplay } from './display.ts';
import type { Engine, Session, StartedBrowser, StartOptions } from './engine.ts';
import { createTemporaryDirectory, killDescendants, startProcess } from './processes.ts';
import { createWebDriverSession, whenDriverListens } from './webdriver.ts';
import { createTurns, scriptTimeoutMs, toPageHandle } from './webkit-page.ts';

export interface WebKitPaths {
  driver: string;
  browser: string;
  xvfb: string;
}

const toEnvironment = (home: string, display: string): NodeJS.ProcessEnv => {
  const directory = (name: string) => {
    const path = join(home, name);
    mkdirSync(path, { mode: 0o700, recursive: true });
    return path;
  };
  return {
    PATH: process.env.PATH,
    LANG: process.env.LANG ?? 'C.UTF-8',
    HOME: home,
    DISPLAY: display,
    XDG_RUNTIME_DIR: directory('runtime'),
    XDG_CACHE_HOME: directory('cache'),
    XDG_DATA_HOME: directory('data'),
    XDG_CONFIG_HOME: directory('config'),
    GDK_BACKEND: 'x11',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
    GSETTINGS_BACKEND: 'memory',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  };
};

const openSession = async (paths: WebKitPaths): Promise<Session> => {
  const undo: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const home = createTemporaryDirectory('etappe-webkit-');
    undo.push(home.remove);
    const display = await openDisplay(paths.xvfb);
    undo.push(display.close);
    const [port] = (await findFreePorts(1)) as [number];
    const env = toEnvironment(home.path, display.name);
    const driver = startProcess(paths.driver, ['-p', String(port)], { env, stdio: 'ignore' });
    undo.push(driver.stop);
    await whenDriverListens(port, driver.ended);
    const sendCommand = await createWebDriverSession(port, {
      acceptInsecureCerts: true,
      timeouts: { script: scriptTimeoutMs },
      'webkitgtk:browserOptions': { binary: paths.browser, args: ['--automation'] },
    });
    // A crashed browser has no session to delete; the driver is stopped all the same.
    undo.push(() => sendCommand<void>('DELETE', '').catch(() => undefined));
    const inTurn = createTurns();
    const first = await sendCommand<string>('GET', '/window');
    const newPage: Session['newPage'] = async (url) => {
      const handle = await inTurn(async () => {
        // The current window may be a closed one, and a new "tab" would be born hidden in MiniBrowser.
        await sendCommand('POST', '/window', { handle: first });
        return (await sendCommand<{ handle: string }>('POST', '/window/new', { type: 'window' })).handle;
      });
      const page = toPageHandle(sendCommand, inTurn, handle);
      if (url) await page.goto(url);
      return page;
    };
    return { newPage, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Under automation nothing is kept, so only a browser without a driver can be started again with its profile. */
const startBrowser = async (paths: WebKitPaths, { profile, urls, display }: StartOptions): Promise<StartedBrowser> => {
  const own = display ? undefined : await openDisplay(paths.xvfb);
  const env = toEnvironment(profile, display ?? (own?.name as string));
  const browser = startProcess(paths.browser, urls, { env, stdio: 'ignore' });
  return {
    ended: browser.ended,
    killPages: () => killDescendants(browser.child.pid, /WebKitWebProcess/),
    kill: async () => {
      await browser.kill();
      await own?.close();
    },
  };
};

export const createWebKit = (paths: WebKitPaths): Engine => ({
  name: 'webkit',
  open: () => openSession(paths),
  start: (options) => startBrowser(paths, options),
});
