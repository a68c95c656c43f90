// How many bots are known by what they say of themselves, and how many people are taken for one.
import { isBot } from '../../src/page/bot.ts';
import { readRows } from './corpora.ts';
import type { Table } from './table.ts';

export const measureBots = ({ print, share, peers }: Table): void => {
  print('Bots that say so, by user agent alone (bots.dev); a snippet meets only those that run scripts');
  const rows = readRows<{ ua: string; bot: 0 | 1; browserlike?: 1 }>('bots.dev.jsonl');
  const isNamed = ({ ua }: { ua: string }) => isBot({ webdriver: false, userAgent: ua });
  const part = (name: string, holds: (row: { bot: 0 | 1; browserlike?: 1 }) => boolean) =>
    share(name, rows.filter(holds), isNamed);
  part('all bots', ({ bot }) => !!bot);
  part('bots that look like browsers', ({ bot, browserlike }) => !!bot && !!browserlike);
  const people = rows.filter(({ bot }) => !bot);
  share('people left alone', people, (row) => !isNamed(row), 100);
  peers('  all  browser-like  (on the half that is held back)', {
    'isbot 5.2.3 (knows a part of the rows)': ' 97.3   94.6',
    'node-device-detector': ' 74.2   77.9',
    isbotNaive: ' 66.1   50.9',
    'bot, crawl, spider, slurp': ' 42.3   33.8',
    'PostHog default list': ' 35.2   38.0',
    'ua-parser-js 2 isBot': ' 22.6   25.8',
  });
};
