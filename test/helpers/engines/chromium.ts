// Chromium for lifecycle tests: real visibility changes and a back/forward cache.
import type { Engine } from './engine.ts';
import { killDescendants, startProcess } from './processes.ts';
import { openPuppeteerSession } from './puppeteer-session.ts';

/** No sandbox, so that it also starts as root and in a container; no traffic of its own. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Extensions of Debian's build run in renderers, too. */
const pageProcess = /--type=renderer(?!.*--extension-process)/;

export const createChromium = (executablePath: string): Engine => ({
  name: 'chromium',
  open: ({ chromiumArgs: moreArgs = [] } = {}) =>
    // By pipe, since Chromium ends by itself when its pipe breaks.
    openPuppeteerSession({ browser: 'chrome', executablePath, pipe: true, args: [...chromiumArgs, ...moreArgs] }),
  start: async ({ profile, urls, display }) => {
    const args = [...chromiumArgs, `--user-data-dir=${profile}`, '--password-store=basic', ...urls];
    const { child, kill, ended } = startProcess(executablePath, display ? args : ['--headless', ...args], {
      env: { ...process.env, DISPLAY: display },
      stdio: 'ignore',
    });
    return { kill, ended, killPages: () => killDescendants(child.pid, pageProcess) };
  },
});
