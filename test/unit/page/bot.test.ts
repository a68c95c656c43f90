// Which browsers say that no person holds them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBot } from '../../../src/page/bot.ts';

const person =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('a bot is', () => {
  it('a browser that a driver holds', () => {
    expect(isBot({ webdriver: true, userAgent: person })).toBe(true);
  });

  it.each([
    person.replace('Chrome', 'HeadlessChrome'),
    `${person} Chrome-Lighthouse`,
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/140.0.0.0 Safari/537.36',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/140.0.0.0 Safari/537.36',
    `${person} (compatible; Google-InspectionTool/1.0)`,
    `${person} ShopPreview/2.1 (+https://preview.example/about)`,
    'Mozilla/5.0 (compatible; Baiduspider-render/2.0; +http://www.baidu.com/search/spider.html)',
  ])('one that calls itself %s', (userAgent) => {
    expect(isBot({ webdriver: false, userAgent })).toBe(true);
  });
});

describe('no bot is', () => {
  it.each([
    person,
    'Mozilla/5.0 (Linux; Android 6.0; CUBOT MAX Build/MRA58K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/51.0.2704.81 Mobile Safari/537.36',
    '',
  ])('%j', (userAgent) => {
    expect(isBot({ webdriver: false, userAgent })).toBe(false);
  });

  it('a browser whose page says something else than true', () => {
    for (const webdriver of [undefined, null, 'true', 1]) {
      expect(isBot({ webdriver: webdriver as unknown as boolean, userAgent: person })).toBe(false);
    }
  });

  const corpus = join(import.meta.dirname, '../../../../shared/corpora/bots.dev.jsonl');
  it.skipIf(!existsSync(corpus))('any person of the corpus (skipped where ../shared/corpora is absent)', () => {
    const people = readFileSync(corpus, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { ua: string; bot: 0 | 1 })
      .filter(({ bot }) => !bot);
    expect(people.length).toBeGreaterThan(100);
    expect(people.filter(({ ua }) => isBot({ webdriver: false, userAgent: ua }))).toEqual([]);
  });
});
