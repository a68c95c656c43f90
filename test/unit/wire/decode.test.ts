// What a collector reads out of a body, and what it refuses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBatch } from '../../../src/wire/encode.ts';
import { decodeBatch, type FlatEvent, type WireBatch } from '../../../src/wire/index.ts';
import { stringify } from '../../../src/wire/stringify.ts';
import { damagedBodies, encodedBatches } from './batches.ts';

const at = 1_763_750_000_000;

const identity = {
  visitor: { id: 'v', since: at, visits: 1, purchases: 0 },
  session: { id: 's', started_at: at },
  source: { first: { at, source: 'newsletter' } },
};

const batch = (changes: object = {}): WireBatch => ({
  ...encodeBatch(
    [
      {
        event: { n: 1, page: 'p1', name: 'page_view', at },
        page: { url: 'https://shop.example/', kind: 'load' },
        identity,
      },
      {
        event: { n: 1, page: 'p2', name: 'view_item', at: at + 1, params: { value: 9.9, currency: 'EUR' } },
        page: { url: 'https://shop.example/mug', title: 'Mug', kind: 'history' },
        identity,
      },
    ],
    {
      site: 'my-shop',
      batch: 'b',
      sent_at: at + 2,
      consent: { analytics: 'granted', marketing: 'denied', source: 'klaro', at },
      device: { class: 'mobile' },
    },
  ),
  ...changes,
});

const reasonOf = (body: unknown): string => {
  const decoded = decodeBatch(body);
  return decoded.ok ? 'accepted' : decoded.reason;
};

describe('a body on its way into a collector', () => {
  it('is accepted, whatever the events are, when the library encoded it', () => {
    fc.assert(
      fc.property(encodedBatches, (encoded) => {
        const decoded = decodeBatch(stringify(encoded));
        expect(decoded.ok ? '' : decoded.reason).toBe('');
        if (decoded.ok) expect(decoded.events).toHaveLength(encoded.events.length);
      }),
    );
  });

  it('is accepted as a text and as the value already parsed from it', () => {
    expect(decodeBatch(JSON.parse(stringify(batch())))).toEqual(decodeBatch(stringify(batch())));
  });

  it('comes back as it was sent', () => {
    expect(decodeBatch(stringify(batch()))).toMatchObject({ ok: true, batch: JSON.parse(stringify(batch())) });
  });

  it('counts characters as JSON Schema does, not as JavaScript', () => {
    const withId = (id: string) => reasonOf(stringify(batch({ session: { id, started_at: at } })));
    expect(withId('😀'.repeat(64))).toBe('accepted');
    expect(withId('😀'.repeat(65))).toBe('batch.session.id: must have 1 to 64 characters');
  });

  it('keeps keys that a later version may add', () => {
    const decoded = decodeBatch(stringify(batch({ new_key: [1] })));
    expect(decoded).toMatchObject({ ok: true, batch: { new_key: [1] } });
  });

  it.each<[what: string, body: unknown, reason: string]>([
    ['no JSON', '{"v":1', 'batch: is not JSON'],
    ['an empty body', '', 'batch: is not JSON'],
    ['null', 'null', 'batch: must be of type object'],
    ['a list', '[]', 'batch: must be of type object'],
    ['nothing at all', undefined, 'batch: must be of type object'],
    ['an empty object', '{}', 'batch.v: is missing'],
    ['another version', batch({ v: 2 }), 'batch.v: must be 1'],
    ['no events', batch({ events: [] }), 'batch.events: has 0 entries'],
    ['a fractional time', batch({ sent_at: 1.5 }), 'batch.sent_at: must be of type integer'],
    ['a time before the epoch', batch({ sent_at: -1 }), 'batch.sent_at: out of range'],
    ['an empty site', batch({ site: '' }), 'batch.site: must have 1 to 200 characters'],
    [
      'a consent of its own invention',
      batch({ consent: { analytics: 'yes', marketing: 'denied' } }),
      'batch.consent.analytics: must be one of undecided, granted, denied',
    ],
    [
      'an event of an unknown page',
      batch({ events: [{ n: 1, page: 'p3', name: 'x', at }] }),
      'batch.events.0.page: is not among the pages',
    ],
    ['an event without a number', batch({ events: [{ page: 'p1', name: 'x', at }] }), 'batch.events.0.n: is missing'],
  ])('is refused with the reason when it is %s', (_, body, reason) => {
    expect(reasonOf(typeof body === 'string' || body === undefined ? body : JSON.stringify(body))).toBe(reason);
  });

  it('never makes it throw, and a refusal always says where and why', () => {
    fc.assert(
      fc.property(fc.oneof(damagedBodies, fc.string(), fc.json(), fc.jsonValue()), (body) => {
        expect(reasonOf(body)).toMatch(/^(accepted|batch[\s\S]*: [\s\S]+)$/);
      }),
    );
  });

  it('may name pages and events like the parts of a prototype, and harms none', () => {
    const body = `{"v":1,"site":"s","batch":"b","sent_at":1,"consent":{"analytics":"granted","marketing":"denied"},
      "device":{"class":"desktop"},"__proto__":{"polluted":true},
      "pages":{"__proto__":{"url":"/a","kind":"load","__proto__":{"polluted":true}},"constructor":{"url":"/b","kind":"load"}},
      "events":[{"n":1,"page":"__proto__","name":"constructor","at":1,"params":{"__proto__":{"polluted":true}}},
                {"n":1,"page":"constructor","name":"__proto__","at":1}]}`;
    const decoded = decodeBatch(body);
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(decoded.events.map(({ id, page }) => [id, page.url, page.kind])).toEqual([
      ['__proto__.1', '/a', 'load'],
      ['constructor.1', '/b', 'load'],
    ]);
    expect(decoded.events.map((event) => 'polluted' in event || 'polluted' in event.page)).toEqual([false, false]);
    expect('polluted' in {}).toBe(false);
  });

  it.each(['__proto__', 'constructor', 'toString'])('is refused when %s is only an inherited page', (page) => {
    expect(reasonOf(JSON.stringify(batch({ events: [{ n: 1, page, name: 'x', at }] })))).toBe(
      'batch.events.0.page: is not among the pages',
    );
  });

  it.each([
    [
      'in the parameters',
      (deep: string) => stringify(batch()).replace('"params":{', `"params":{"deep":${deep},`),
      true,
    ],
    ['as an unknown key', (deep: string) => stringify(batch()).replace('{', `{"deep":${deep},`), true],
    [
      'in place of a page',
      (deep: string) => stringify(batch()).replace('"pages":{', `"pages":{"deep":${deep},`),
      false,
    ],
    ['as the whole', (deep: string) => deep, false],
  ])('is read without overflow when it is a hundred thousand levels deep %s', (_, toBody, isAccepted) => {
    const levels = 100_000;
    expect(decodeBatch(toBody('['.repeat(levels) + ']'.repeat(levels))).ok).toBe(isAccepted);
    expect(decodeBatch(toBody('{"a":'.repeat(levels) + 1 + '}'.repeat(levels))).ok).toBe(isAccepted);
  });
});

describe('a flattened event', () => {
  const decoded = decodeBatch(stringify(batch()));
  const [first, second] = (decoded.ok ? decoded.events : []) as [FlatEvent, FlatEvent];

  it('is known by its page view and its number', () => {
    expect([first.id, second.id]).toEqual(['p1.1', 'p2.1']);
  });

  it('carries all that its batch knew, and its own page', () => {
    expect(second).toEqual({
      id: 'p2.1',
      site: 'my-shop',
      batch: 'b',
      sent_at: at + 2,
      n: 1,
      name: 'view_item',
      at: at + 1,
      params: { value: 9.9, currency: 'EUR' },
      page: { id: 'p2', url: 'https://shop.example/mug', title: 'Mug', kind: 'history' },
      consent: { analytics: 'granted', marketing: 'denied', source: 'klaro', at },
      device: { class: 'mobile' },
      visitor: { id: 'v', since: at, visits: 1, purchases: 0 },
      session: { id: 's', started_at: at },
      source: { first: { at, source: 'newsletter' } },
    });
  });

  it('shares its page with the others of that page view, so that no batch grows by being read', () => {
    const { events } = batch();
    const twice = decodeBatch(stringify(batch({ events: events.flatMap((event) => [event, { ...event, n: 7 }]) })));
    const pages = twice.ok ? twice.events.map(({ page }) => page) : [];
    expect(pages).toHaveLength(4);
    expect(new Set(pages).size).toBe(2);
  });

  it('has parameters even when none were sent', () => {
    expect(first.params).toEqual({});
  });

  it('of a batch without a visitor has no such keys', () => {
    const anonymous = decodeBatch(stringify(batch({ visitor: undefined, session: undefined, source: undefined })));
    const keys = anonymous.ok ? Object.keys(anonymous.events[0] as FlatEvent) : [];
    expect(keys).toContain('device');
    expect(keys.filter((key) => /visitor|session|source/.test(key))).toEqual([]);
  });
});
