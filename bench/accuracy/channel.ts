// How often the channel of an arrival is right.
import { classifyTouch } from '../../src/channels/index.ts';
import { readRows } from './corpora.ts';
import type { Table } from './table.ts';

export const measureChannel = ({ print, share, peers }: Table): void => {
  print('Channel (channel.dev)');
  const rows = readRows<{ url: string; referrer: string; expected_channel: string }>('channel.dev.jsonl');
  share('all', rows, (row) => classifyTouch(row).channel === row.expected_channel, 90);
  peers('  all', {
    Plausible: ' 83.6',
    Pirsch: ' 80.0',
    PostHog: ' 65.5',
    'GA4 with AI Assistant': ' 57.3',
    Rybbit: ' 45.5',
    Umami: ' 26.4',
  });
};
