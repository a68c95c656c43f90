// Firefox for lifecycle tests, by WebDriver BiDi. It takes two to eight seconds to start: open it once per file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { killDescendants, startProcess } from './processes.ts';
import { openPuppeteerSession } from './puppeteer-session.ts';

const quietPrefs = {
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** What would open a page of its own, ask a question, or bring back the tabs of a killed browser. */
const undisturbedPrefs = {
  ...quietPrefs,
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.tabs.warnOnClose': false,
  'browser.warnOnQuit': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'startup.homepage_welcome_url': '',
  'termsofuse.acceptedVersion': 999,
  'toolkit.startup.max_resumed_crashes': -1,
  'trailhead.firstrun.didSeeAboutWelcome': true,
};

const pageProcess = / tab$/;

export const createFirefox = (executablePath: string): Engine => ({
  name: 'firefox',
  open: ({ firefoxPrefs = {} } = {}) =>
    openPuppeteerSession({ browser: 'firefox', executablePath, extraPrefsFirefox: { ...quietPrefs, ...firefoxPrefs } }),
  start: async ({ profile, urls, display }) => {
    const lines = Object.entries(undisturbedPrefs).map((pref) => `user_pref(${JSON.stringify(pref).slice(1, -1)});\n`);
    writeFileSync(join(profile, 'user.js'), lines.join(''));
    const args = ['--no-remote', '--profile', profile, ...urls];
    const { child, kill, ended } = startProcess(executablePath, display ? args : ['--headless', ...args], {
      env: { ...process.env, DISPLAY: display, HOME: profile },
      stdio: 'ignore',
    });
    return { kill, ended, killPages: () => killDescendants(child.pid, pageProcess) };
  },
});
