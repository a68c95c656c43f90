// Bodies that nobody's script sends: recorded batches with something wrong in them, and things that are no batches.
import { createReplay, readJourneys } from './replay.ts';

export interface HostileBody {
  /** What is wrong with it, for the message of a failing test. */
  what: string;
  body: string | Buffer;
}

/** Numbers from 0 up to 1; the same seed gives the same row. mulberry32, in the public domain. */
export const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Random = () => number;
const pick = <Entry>(random: Random, entries: readonly Entry[]): Entry =>
  entries[Math.floor(random() * entries.length)] as Entry;

// As JSON texts, because some of them are nothing that JSON.stringify would write.
const wrongValues: readonly string[] = [
  'null',
  'true',
  '-1',
  '0',
  '1.5',
  '1e308',
  '1e999',
  '-9007199254740993',
  '9223372036854775808',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  `"${'x'.repeat(5_000)}"`,
  '"\'; DROP TABLE event; --"',
  '"<img src=x onerror=alert(1)>"',
  '[]',
  '{}',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"hasOwnProperty":1,"then":1,"toJSON":1}',
  `[${'0,'.repeat(2_000)}0]`,
];
const wrongKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'length', '', 'v', 'events', '\u0000'];

type Node = Record<string, unknown> | unknown[];
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Some object or array of the batch, and one of its keys. */
const pickPlace = (random: Random, batch: Node): { node: Node; key: string } => {
  let node = batch;
  for (;;) {
    const key = pick(random, Object.keys(node).length > 0 ? Object.keys(node) : ['0']);
    const inner = (node as Record<string, unknown>)[key];
    if (!isNode(inner) || random() < 0.3) return { node, key };
    node = inner;
  }
};

// Stands for a text that JSON.stringify could not write.
const hole = '\u2063hole\u2063';

/** Endless; the same seed gives the same row. */
export const createHostileBodies = (seed: number): (() => HostileBody) => {
  const random = createRandom(seed);
  // Fresh ids each time: a batch that is known already would be answered, and never stored.
  const next = createReplay(readJourneys(), `hostile-${seed}`);

  const withWrongValue = (text: string): HostileBody => {
    const batch = JSON.parse(text) as Node;
    const { node, key } = pickPlace(random, batch);
    (node as Record<string, unknown>)[key] = hole;
    const value = pick(random, wrongValues);
    return {
      what: `${key} is ${value.slice(0, 40)}`,
      body: JSON.stringify(batch).replaceAll(`"${hole}"`, () => value),
    };
  };
  const withWrongKey = (text: string): HostileBody => {
    const batch = JSON.parse(text) as Node;
    const { node } = pickPlace(random, batch);
    const key = pick(random, wrongKeys);
    if (!Array.isArray(node)) node[hole] = 0;
    const body = JSON.stringify(batch).replace(
      `"${hole}":0`,
      () => `${JSON.stringify(key)}:${pick(random, wrongValues)}`,
    );
    return { what: `a key ${JSON.stringify(key)}`, body };
  };
  const withoutKey = (text: string): HostileBody => {
    const batch = JSON.parse(text) as Node;
    const { node, key } = pickPlace(random, batch);
    delete (node as Record<string, unknown>)[key];
    return { what: `no ${key}`, body: JSON.stringify(batch) };
  };
  const cutOff = (text: string): HostileBody => {
    const end = Math.floor(random() * text.length);
    return { what: `cut off at ${end}`, body: text.slice(0, end) };
  };
  const withBrokenBytes = (text: string): HostileBody => {
    const body = Buffer.from(text);
    for (let count = 0; count < 8; count += 1) body[Math.floor(random() * body.length)] = Math.floor(random() * 256);
    return { what: 'broken bytes', body };
  };
  const alone = (): HostileBody => {
    const body = pick(random, wrongValues);
    return { what: `only ${body.slice(0, 40)}`, body };
  };
  const tooLarge = (text: string): HostileBody => ({ what: 'too large', body: text.padEnd(300_000) });

  const ways = [
    withWrongValue,
    withWrongValue,
    withWrongValue,
    withWrongKey,
    withoutKey,
    cutOff,
    withBrokenBytes,
    alone,
  ];
  // A large body every thousand times: their cost is that of the network, and it is the same each time.
  return () => (random() < 0.001 ? tooLarge : pick(random, ways))(next().body);
};
