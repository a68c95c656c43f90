// Batches as the library makes them, and the same batches damaged in one place.
import fc from 'fast-check';
import { encodeBatch, type StampedEvent } from '../../../src/wire/encode.ts';
import type { Touch, WireBatch, WireIdentity, WirePage } from '../../../src/wire/schema.ts';
import { stringify } from '../../../src/wire/stringify.ts';

const id = fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme-ascii' });
const label = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const text = fc.string({ maxLength: 40, unit: 'binary' });
const time = fc.nat({ max: 8_640_000_000_000_000 });
const count = fc.nat();
const permission = fc.constantFrom('undecided', 'granted', 'denied');
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const touch: fc.Arbitrary<Touch> = fc.record(
  {
    at: time,
    source: text,
    medium: text,
    campaign: text,
    term: text,
    content: text,
    id: text,
    source_platform: text,
    referrer: text,
    landing: text,
    click: fc.record({ name: label, id: text }),
  },
  { requiredKeys: ['at'] },
);

const identity: fc.Arbitrary<WireIdentity> = fc.record({
  visitor: optional(fc.record({ id, since: time, visits: count, purchases: count })),
  session: optional(fc.record({ id, started_at: time })),
  source: optional(fc.record({ first: touch, last: optional(touch) })),
});

const page: fc.Arbitrary<WirePage> = fc.record({
  url: text,
  title: optional(text),
  referrer: optional(text),
  kind: fc.constantFrom('load', 'history', 'hash', 'restore', 'prerender', 'manual'),
});

const event = fc.record({
  n: fc.integer({ min: 1 }),
  page: fc.oneof(id, fc.constantFrom('__proto__', 'constructor', 'toString')),
  name: label,
  at: time,
  params: optional(fc.dictionary(fc.oneof(label, fc.constant('__proto__')), fc.jsonValue({ maxDepth: 2 }))),
});

const stamped: fc.Arbitrary<StampedEvent[]> = fc
  .tuple(optional(identity), fc.array(fc.record({ event, page }), { minLength: 1, maxLength: 4 }))
  .map(([shared, entries]) => entries.map((entry) => ({ ...entry, identity: shared })));

/** What `encodeBatch` makes of any events and any decision. */
export const encodedBatches: fc.Arbitrary<WireBatch> = fc
  .tuple(
    stamped,
    fc.record({
      site: label,
      device: fc.record({
        class: fc.constantFrom('mobile', 'tablet', 'desktop'),
        viewport: optional(fc.tuple(count, count)),
        language: optional(label),
        time_zone: optional(label),
      }),
      batch: id,
      sent_at: time,
      dropped: optional(count),
      consent: fc.record({
        analytics: permission,
        marketing: permission,
        source: optional(label),
        at: optional(time),
        version: optional(text),
        id: optional(text),
      }),
    }),
  )
  .map(([entries, dispatch]) => encodeBatch(entries, dispatch));

/** Values at which a schema's limits show, and some that fit in many places. */
const strangers: readonly unknown[] = [
  ...[null, true, 0, -0, 1, -1, 1.5, 2 ** 53 - 1, 2 ** 53, 8.64e15, 8.64e15 + 1, 1e300],
  ...['', 'x', 'granted', 'load', 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(200), 'x'.repeat(201)],
  ...['😀'.repeat(64), '😀'.repeat(65), '\ud800'.repeat(65), 'x'.repeat(4096), 'x'.repeat(4097)],
  ...[[], {}, [1, 2], [1, 2, 3], [null], [1, -2], { at: 1 }, { id: 'x', name: 'y' }, { url: '', kind: 'load' }],
];

type Node = Record<string, unknown>;

const listNodes = (value: unknown): Node[] =>
  typeof value === 'object' && value ? [value as Node, ...Object.values(value).flatMap(listNodes)] : [];

/** A batch's JSON with up to three entries removed, replaced or added, anywhere in it. */
export const damagedBodies: fc.Arbitrary<string> = fc
  .tuple(
    encodedBatches,
    fc.array(
      fc.record({
        node: fc.nat({ max: 1000 }),
        entry: fc.nat({ max: 1000 }),
        damage: fc.oneof(
          fc.constant({ kind: 'remove' } as const),
          fc.record({ kind: fc.constant('replace'), value: fc.constantFrom(...strangers) }),
          fc.record({ kind: fc.constant('replace'), value: fc.jsonValue({ maxDepth: 2 }) }),
          fc.record({
            kind: fc.constantFrom(
              '__proto__',
              'constructor',
              'hasOwnProperty',
              'visitor',
              'source',
              'dropped',
              'click',
            ),
            value: fc.constantFrom(...strangers),
          }),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([batch, damages]) => {
    const copy = JSON.parse(stringify(batch));
    for (const { node: nodeIndex, entry, damage } of damages) {
      const nodes = listNodes(copy);
      const node = nodes[nodeIndex % nodes.length] as Node;
      const keys = Object.keys(node);
      const key = keys[entry % keys.length] ?? 'x';
      if (damage.kind === 'remove') delete node[key];
      else {
        Object.defineProperty(node, damage.kind === 'replace' ? key : damage.kind, {
          value: structuredClone('value' in damage ? damage.value : null),
          ...{ configurable: true, enumerable: true, writable: true },
        });
      }
    }
    return JSON.stringify(copy);
  });
