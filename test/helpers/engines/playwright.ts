// Chromium by Playwright, for walks through a shop, screenshots and phones. It can never hide a page: every
// visibility test belongs to the engines.
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, devices } from 'playwright-core';
import { chromiumArgs } from './chromium.ts';
import { findEngines } from './find.ts';

export interface PlaywrightChromium {
  browser: Browser;
  /** A visitor with an empty profile at a desk. */
  newVisitor(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A visitor with an empty profile and a phone: its user agent, small viewport, touch. */
  newPhoneVisitor(options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/**
 * Starts the Chromium that the engines use, with the back/forward cache that Playwright would switch off.
 * A restored page has no load event to wait for: go back with `page.goBack({ waitUntil: 'commit' })`.
 */
export const launchPlaywrightChromium = async (): Promise<PlaywrightChromium> => {
  const { chromium: found } = await findEngines();
  if ('missing' in found) throw new Error(found.missing);
  const browser = await chromium.launch({
    executablePath: found.where,
    args: [...chromiumArgs],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  return {
    browser,
    newVisitor: (options = {}) => browser.newContext(options),
    newPhoneVisitor: (options = {}) => browser.newContext({ ...devices['Pixel 7'], ...options }),
    close: () => browser.close(),
  };
};
