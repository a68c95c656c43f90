// Chromium as the contestants meet it: an ordinary browser, on ordinary host names that all lead here.
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { findEngines } from '../../test/helpers/engines/find.ts';

// Some trackers keep silent before automation, robots and localhost; and what is secure only by HTTPS is secure here.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-blink-features=AutomationControlled',
  '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--unsafely-treat-insecure-origin-as-secure=*.shop.test',
];

export const openBrowser = async (): Promise<Browser> => {
  const { chromium: found } = await findEngines();
  if ('missing' in found) throw new Error(found.missing);
  return chromium.launch({ executablePath: found.where, args: flags });
};

export interface Visitor {
  page: Page;
  devTools: CDPSession;
}

/** Somebody who was never here: no cookies, no storage, no cache, a renderer of their own. */
export const withVisitor = async <Result>(
  browser: Browser,
  act: (visitor: Visitor) => Promise<Result>,
): Promise<Result> => {
  const version = Number.parseInt(browser.version(), 10);
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
  const context = await browser.newContext({ userAgent, viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    return await act({ page, devTools: await context.newCDPSession(page) });
  } finally {
    await context.close();
  }
};
