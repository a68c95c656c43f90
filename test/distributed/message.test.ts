// A batch on its way through the log.
import { describe, expect, it } from 'vitest';
import { fromMessage, keyOf, toMessage } from '../../examples/collector/distributed/message.ts';
import { bouncer, buyer } from '../unit/examples/collector/batches.ts';
import { decoded } from '../unit/examples/collector/decoded.ts';

const sender = { isBot: false, deviceClass: 'mobile' } as const;

describe('a message of the log', () => {
  it('brings back what arrived, when, and what is kept of the sender', () => {
    const arrival = { ...decoded(buyer('one')), sender };
    expect(fromMessage(toMessage(arrival, 1_700_000_000_000))).toEqual({
      arrival: { ...arrival, ok: true },
      receipt: { receivedAt: 1_700_000_000_000, sender },
    });
  });

  it('is no message when no collector wrote it', () => {
    const { batch } = decoded(bouncer('one'));
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      JSON.stringify(batch),
      JSON.stringify({ received_at: 'now', batch }),
      JSON.stringify({ received_at: 1, batch: { ...batch, events: [{}] } }),
    ]) {
      expect(fromMessage(text), text).toBeUndefined();
    }
  });

  it('has a key without any sign that a header could stumble over', () => {
    const batch = { ...bouncer('one'), site: 'a\r\nNats-Rollup: all', batch: '\ud83d\u0000' };
    expect(keyOf({ batch })).toMatch(/^[\w-]{43}$/);
  });

  it('has another key for another site, batch or number of events, and for nothing else', () => {
    const batch = bouncer('one');
    const keys = [
      { ...batch, sent_at: batch.sent_at + 5 },
      { ...batch, site: 'other' },
      { ...batch, batch: 'other' },
      { ...batch, events: batch.events.slice(1) },
    ].map((changed) => keyOf({ batch: changed }) === keyOf({ batch }));
    expect(keys).toEqual([true, false, false, false]);
  });
});
