// What events of one batch share is written once.
import { describe, expect, it } from 'vitest';
import { encodeBatch, type StampedEvent } from '../../../src/wire/encode.ts';
import { stringify } from '../../../src/wire/stringify.ts';

const dispatch = {
  site: 'my-shop',
  batch: 'b',
  sent_at: 5,
  consent: { analytics: 'granted', marketing: 'undecided' },
  device: { class: 'desktop' },
} as const;

const stamped = (n: number, page: string, purchases?: number): StampedEvent => ({
  event: { n, page, name: `event_${n}`, at: n },
  page: { url: `/${page}`, kind: 'load' },
  identity:
    purchases === undefined
      ? undefined
      : { visitor: { id: 'v', since: 1, visits: 1, purchases }, session: { id: 's', started_at: 1 } },
});

describe('a batch', () => {
  it('has each page once, and the events in their order', () => {
    const { pages, events } = encodeBatch([stamped(1, 'a', 0), stamped(2, 'a', 0), stamped(1, 'b', 0)], dispatch);
    expect(pages).toEqual({ a: { url: '/a', kind: 'load' }, b: { url: '/b', kind: 'load' } });
    expect(events.map(({ page, n }) => [page, n])).toEqual([
      ['a', 1],
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('knows the visitor as its last event does', () => {
    expect(encodeBatch([stamped(1, 'a', 0), stamped(2, 'a', 1)], dispatch).visitor?.purchases).toBe(1);
  });

  it('says its version and under which decision it was sent', () => {
    expect(encodeBatch([stamped(1, 'a', 0)], dispatch)).toMatchObject({ v: 1, ...dispatch });
  });

  it('of events without an identity has no word of one', () => {
    const text = stringify(encodeBatch([stamped(1, 'a')], { ...dispatch, dropped: undefined }));
    expect(Object.keys(JSON.parse(text)).sort()).toEqual([
      'batch',
      'consent',
      'device',
      'events',
      'pages',
      'sent_at',
      'site',
      'v',
    ]);
  });
});
