// How often the medium behind a referrer is right.
import { classifyTouch } from '../../src/channels/index.ts';
import { readRows } from './corpora.ts';
import type { Table } from './table.ts';

/** The corpus has media, not channels: what each channel of an untagged arrival says about the referrer. */
const mediumOfChannel: Record<string, string> = {
  'Organic Search': 'search',
  'Organic Social': 'social',
  'Organic Video': 'video',
  'Organic Shopping': 'shopping',
  'AI Assistant': 'ai',
  'Paid Other': 'paid',
  Email: 'email',
  Referral: 'referral',
};

export interface ReferrerRow {
  referrer: string;
  expected_medium: string;
  accept?: string[];
  kind: 'test' | 'list';
  lists?: number;
}

export const measureReferrer = ({ print, share, peers }: Table): void => {
  print('Medium of a referrer (referrer.dev)');
  const isRight = ({ referrer, expected_medium, accept = [] }: ReferrerRow) =>
    [expected_medium, ...accept].includes(
      mediumOfChannel[classifyTouch({ url: 'https://www.shop.example/', referrer }).channel] ?? '',
    );
  const rows = readRows<ReferrerRow>('referrer.dev.jsonl');
  const part = (name: string, holds: (row: ReferrerRow) => boolean, target?: number) =>
    share(name, rows.filter(holds), isRight, target);
  part('rows of test suites', ({ kind }) => kind === 'test', 75);
  part('hosts in two or more lists', ({ lists = 0 }) => lists > 1, 88);
  part('AI assistants', ({ expected_medium }) => expected_medium === 'ai', 100);
  part('all rows, most of them the long tail of lists', () => true);
  peers('tests  lists  AI     (on the half that is held back)', {
    'Matomo lists': ' 66.5   83.2  11/13',
    'Snowplow referers.yml': ' 73.1   83.2   6/13',
    'GA4 list': ' 44.5   48.1   0/13',
    'referer-parser npm': ' 48.4   72.7   0/13',
    'Ghost referrer-parser': ' 47.3   69.4   0/13',
    Umami: ' 39.0   23.2   0/13',
  });
};
