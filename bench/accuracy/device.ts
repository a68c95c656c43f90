// How often the class of a device is right.
import { type DeviceHints, deviceClass } from '../../src/page/device.ts';
import { readRows } from './corpora.ts';
import type { Table } from './table.ts';

interface DeviceRow {
  ua: string;
  expected?: string;
  modern?: 0 | 1;
  platform?: string;
  screen?: [number, number];
}

export const measureDevice = ({ print, share, peers }: Table): void => {
  print('Device class, by user agent alone (device.dev)');
  const isRight = ({ ua, expected }: DeviceRow) => deviceClass({ userAgent: ua }) === expected;
  const rows = readRows<DeviceRow>('device.dev.jsonl').filter(({ expected }) =>
    /^(mobile|tablet|desktop)$/.test(expected ?? ''),
  );
  share('all', rows, isRight, 93);
  share(
    'modern',
    rows.filter(({ modern }) => modern),
    isRight,
    94,
  );
  for (const kind of ['mobile', 'tablet', 'desktop']) {
    share(
      `found of ${kind}`,
      rows.filter(({ expected }) => expected === kind),
      isRight,
    );
  }
  const context = readRows<DeviceRow>('device.context.dev.jsonl').filter(({ expected }) => expected);
  share('in context, by user agent alone (device.context.dev)', context, isRight);
  const toHints = ({ ua, platform, screen }: DeviceRow): DeviceHints => ({
    userAgent: ua,
    ...(platform ? { platform } : {}),
    ...(screen ? { screen } : {}),
  });
  share('in context, with platform and screen', context, (row) => deviceClass(toHints(row)) === row.expected, 97);
  peers('  all  modern', {
    'node-device-detector 2.2.7 (knows a part of the rows)': ' 96.0   99.3',
    'mobile-detect 1.4.5': ' 94.3   92.4',
    'is-mobile 5.0.0': ' 92.0   91.9',
    'ua-parser-js 2.0.10': ' 91.0   92.1',
    PostHog: ' 91.0   91.2',
    'ua-parser-js 1.0.41': ' 90.9   92.1',
    'two regular expressions': ' 90.3   91.7',
    'bowser 2.15.0': ' 84.0   91.1',
  });
};
