// A session of Chromium or Firefox behind the common face, by Puppeteer.
import { type LaunchOptions, launch, type Page } from 'puppeteer-core';
import type { PageHandle, PageMessage, Session } from './engine.ts';
import { createTemporaryDirectory, endWithUs } from './processes.ts';
import { whenArrived, whenVisibilityIs } from './waiting.ts';

const listenToMessages = (page: Page) => {
  const messages: PageMessage[] = [];
  let isRestoring = false;
  const add = (kind: string, text: string) => {
    // Both engines repeat a page's old messages when they restore it.
    const isEcho = isRestoring && messages.some((known) => known.kind === kind && known.text === text);
    if (!isEcho) messages.push({ kind, text });
  };
  // Chromium reports its own remarks, such as a failed request, as console messages without arguments.
  page.on('console', (message) => add(message.args().length ? message.type() : 'browser', message.text()));
  page.on('pageerror', (error) => {
    const text = error instanceof Error ? error.message : String(error);
    add('uncaught', text.replace(/^Uncaught (\(in promise\) )?/, ''));
  });
  const whileRestoring = async (restore: () => Promise<void>) => {
    isRestoring = true;
    await restore();
    isRestoring = false;
  };
  return { messages, whileRestoring };
};

const toPageHandle = (page: Page, cover: Page): PageHandle => {
  const { messages, whileRestoring } = listenToMessages(page);
  const evaluate: PageHandle['evaluate'] = (pageFunction, ...args) =>
    page.evaluate(pageFunction as string, ...args) as Promise<never>;
  const goThroughHistory = (delta: number) =>
    whileRestoring(() =>
      whenArrived(evaluate, () => page.evaluate((steps) => setTimeout(() => history.go(steps)), delta)),
    );
  return {
    evaluate,
    goto: (url) => whenArrived(evaluate, () => page.goto(url)),
    click: (selector) => page.click(selector),
    follow: (selector) => whenArrived(evaluate, () => page.click(selector)),
    type: (selector, text) => page.type(selector, text),
    hide: async () => {
      await cover.bringToFront();
      await whenVisibilityIs(evaluate, 'hidden');
    },
    show: async () => {
      await page.bringToFront();
      await whenVisibilityIs(evaluate, 'visible');
    },
    back: () => goThroughHistory(-1),
    forward: () => goThroughHistory(1),
    reload: () => whenArrived(evaluate, () => page.reload()),
    setOffline: (isOffline) => page.setOfflineMode(isOffline),
    url: () => evaluate(() => location.href),
    messages: () => [...messages],
    close: () => page.close(),
  };
};

/** Launches with a profile of its own. The first tab stays blank: it comes in front when a page is to be hidden. */
export const openPuppeteerSession = async (options: LaunchOptions): Promise<Session> => {
  const profile = createTemporaryDirectory('etappe-profile-');
  const browser = await launch({ acceptInsecureCerts: true, userDataDir: profile.path, ...options }).catch((error) => {
    profile.remove();
    throw error;
  });
  const groupId = browser.process()?.pid;
  const guard = groupId === undefined ? undefined : endWithUs(groupId);
  const [first] = await browser.pages();
  const cover = first ?? (await browser.newPage());
  return {
    newPage: async (url) => {
      const page = toPageHandle(await browser.newPage(), cover);
      if (url) await page.goto(url);
      return page;
    },
    close: async () => {
      await browser.close();
      guard?.disarm();
      profile.remove();
    },
  };
};
