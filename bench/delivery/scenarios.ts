// The ways in which a page ends or its collector fails, each in a browser that a driver leads or that none does.
import type { Desk, Engine, PageHandle, Session } from '../../test/helpers/engines/index.ts';
import type { Shop } from './shop.ts';

export interface Scenario {
  name: string;
  /** Whether a driver leads the browser: only then does it take options. */
  isDriven: boolean;
  /** Whether the page learns of its end, so that it has a farewell to track. */
  hasFarewell: boolean;
  /** Plays the rounds; the last act is a visit of another page, ten minutes later, in the same profile. */
  play(round: Rounds): Promise<void>;
  /** Why it is left out here. */
  isAbsent?(desk: Desk | undefined): string | undefined;
}

export interface Rounds {
  engine: Engine;
  session: Session;
  shop: Shop;
  desk: Desk | undefined;
  /** Addresses of the pages to play with, one a round. */
  urls: readonly string[];
  /** A directory for a browser without a driver. */
  profile: string;
}

const driven =
  (act: (page: PageHandle, rounds: Rounds) => Promise<void>): Scenario['play'] =>
  async (rounds) => {
    const { session, shop, urls } = rounds;
    for (const url of urls) {
      const page = await session.newPage(url);
      await shop.whenReady(url);
      await act(page, rounds);
      await shop.whenQuiet();
    }
    shop.answer(204);
    const later = await session.newPage(shop.later);
    await shop.whenLater();
    await later.close();
  };

/** Starts the browser once for every list of addresses, and once more for the visit that follows. */
const undriven =
  (
    toStarts: (rounds: Rounds) => readonly (readonly string[])[],
    act: (url: string, browser: Awaited<ReturnType<Engine['start']>>, rounds: Rounds) => Promise<void>,
  ): Scenario['play'] =>
  async (rounds) => {
    const { engine, shop, desk, profile } = rounds;
    const start = (urls: readonly string[]) => engine.start({ profile, urls, ...(desk && { display: desk.display }) });
    for (const urls of toStarts(rounds)) {
      const browser = await start(urls);
      try {
        for (const url of urls) {
          if (url === shop.blank) continue;
          await shop.whenReady(url);
          await act(url, browser, rounds);
        }
      } finally {
        await browser.kill();
      }
      await shop.whenQuiet();
    }
    const browser = await start([shop.later]);
    await shop.whenLater().finally(browser.kill);
  };

const eachAlone = ({ urls }: Rounds) => urls.map((url) => [url]);
const withoutDesk = (desk: Desk | undefined) => (desk ? undefined : 'no Xvfb, openbox or xdotool');
export const scenarios: readonly Scenario[] = [
  {
    name: 'goes on to another page',
    isDriven: true,
    hasFarewell: true,
    play: driven(async (page, { shop }) => {
      await page.goto(shop.blank);
      await page.close();
    }),
  },
  {
    name: 'is hidden',
    isDriven: true,
    hasFarewell: true,
    play: driven(async (page, { shop }) => {
      await page.hide();
      await shop.whenQuiet();
      await page.close();
    }),
  },
  { name: 'tab closed by the driver', isDriven: true, hasFarewell: true, play: driven((page) => page.close()) },
  {
    name: 'tab closed by ctrl+w',
    isDriven: false,
    hasFarewell: true,
    isAbsent: withoutDesk,
    // One window for all: each tab comes in front when the one before it is closed.
    play: undriven(
      ({ urls, shop }) => [[...urls, shop.blank]],
      async (_url, _browser, { desk, engine, shop }) => {
        await desk?.press(engine.name, 'ctrl+w');
        await shop.whenQuiet();
      },
    ),
  },
  {
    name: 'window closed by alt+F4',
    isDriven: false,
    hasFarewell: true,
    isAbsent: withoutDesk,
    play: undriven(eachAlone, async (_url, browser, { desk, engine }) => {
      await desk?.press(engine.name, 'alt+F4');
      // MiniBrowser, Chromium and Firefox end with their last window.
      await Promise.race([browser.ended, new Promise((resolve) => setTimeout(resolve, 5_000))]);
    }),
  },
  {
    name: 'process of the page killed',
    isDriven: false,
    hasFarewell: false,
    play: undriven(eachAlone, (_url, browser) => browser.killPages()),
  },
  {
    name: 'whole browser killed',
    isDriven: false,
    hasFarewell: false,
    play: undriven(eachAlone, (_url, browser) => browser.kill()),
  },
  {
    name: 'collector answers 503 meanwhile',
    isDriven: true,
    hasFarewell: true,
    play: async (rounds) => {
      rounds.shop.answer(503);
      await driven((page) => page.close())(rounds);
    },
  },
  {
    name: 'collector cuts connections meanwhile',
    isDriven: true,
    hasFarewell: true,
    play: async (rounds) => {
      rounds.shop.answer(0);
      await driven((page) => page.close())(rounds);
    },
  },
];
