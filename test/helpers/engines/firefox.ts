// Firefox for lifecycle tests, by WebDriver BiDi. It takes two to eight seconds to start: open it once per file.
import type { Engine } from './engine.ts';
import { openPuppeteerSession } from './puppeteer-session.ts';

const quietPrefs = {
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

export const createFirefox = (executablePath: string): Engine => ({
  name: 'firefox',
  open: ({ firefoxPrefs = {} } = {}) =>
    openPuppeteerSession({
      browser: 'firefox',
      executablePath,
      extraPrefsFirefox: { ...quietPrefs, ...firefoxPrefs },
    }),
});
