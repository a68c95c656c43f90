// What integrations remember, what is forgotten, and storages that hold junk or throw.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextStorage } from '../../../src/browser/storage.ts';
import { createJourney } from '../../../src/journey/journey.ts';
import { encodeBatch } from '../../../src/wire/encode.ts';
import { decodeBatch, type WireIdentity } from '../../../src/wire/index.ts';
import { stringify } from '../../../src/wire/stringify.ts';
import { campaign, clicked, createFakeStorage, createKeeper, endTask, minuteMs, never, now, view } from './keeper.ts';

describe('remembering', () => {
  it('keeps a value for the next page', async () => {
    const { keeper, storage } = createKeeper();
    await view(keeper);
    keeper.remember('cart', { items: [1, 2] });
    expect(keeper.recall('cart')).toEqual({ items: [1, 2] });
    await endTask();
    expect(createKeeper({ storage }).keeper.recall('cart')).toEqual({ items: [1, 2] });
  });

  it('knows nothing of what was never remembered, by whatever name', async () => {
    const { keeper } = createKeeper();
    await view(keeper);
    for (const key of ['cart', 'constructor', 'toString', '__proto__']) expect(keeper.recall(key)).toBeUndefined();
  });

  it('keeps nothing while there is nobody to keep it for', async () => {
    const { keeper, storage } = createKeeper();
    keeper.remember('cart', 1);
    await endTask();
    expect([keeper.recall('cart'), storage.writes]).toEqual([undefined, []]);
  });
});

describe('forgetting', () => {
  it('empties the storage at once', async () => {
    const { keeper, storage } = createKeeper();
    await view(keeper, now, campaign('a'));
    keeper.forget();
    expect(storage.text).toBe('');
  });

  it('is not undone by what the same task has counted before', async () => {
    const { keeper, storage } = createKeeper();
    keeper.count('page_view', now, campaign('a'), never);
    keeper.remember('cart', 1);
    keeper.forget();
    await endTask();
    expect(storage.text).toBe('');
    expect(keeper.journey()).toEqual({ stage: undefined, touchpoints: [], visits: 0, purchases: 0 });
  });

  it('makes whoever comes next somebody else, with nothing remembered', async () => {
    const { keeper } = createKeeper();
    const first = await view(keeper, now, campaign('a'));
    keeper.remember('cart', 1);
    keeper.forget();
    const second = await view(keeper, now + 1);
    expect(second.visitor).toMatchObject({ since: now + 1, visits: 1, purchases: 0 });
    expect([second.visitor?.id, second.session?.id]).not.toContain(first.visitor?.id);
    expect(second.source).toBeUndefined();
    expect(keeper.recall('cart')).toBeUndefined();
  });
});

/** A record as it was really stored, to be damaged. */
const storedText = async () => {
  const { keeper, storage } = createKeeper();
  await view(keeper, now - minuteMs, clicked(now - minuteMs));
  await view(keeper, now - 1, campaign('b', now - 1));
  keeper.remember('cart', { items: [] });
  await endTask();
  return storage.text;
};

/** The real storage over a window that forbids it, as a sandboxed frame does. */
const createForbidden = (method: 'getItem' | 'setItem' | 'removeItem' | 'localStorage') => {
  const forbid = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const localStorage = { getItem: () => null, setItem() {}, removeItem() {}, [method]: forbid };
  const page = method === 'localStorage' ? Object.defineProperty({}, method, { get: forbid }) : { localStorage };
  return createTextStorage(page as Window, 'etappe');
};

describe('a storage that is forbidden', () => {
  it.each(['getItem', 'setItem', 'removeItem', 'localStorage'] as const)(
    '(%s) costs the page nothing',
    async (method) => {
      const keeper = createJourney(createForbidden(method));
      expect((await view(keeper)).visitor).toMatchObject({ visits: 1 });
      keeper.forget();
      await endTask();
      expect((await view(keeper, now + 1)).visitor).toMatchObject({ visits: 1 });
    },
  );

  it('that keeps nothing still makes one visitor and one visit of a page, not one of every event', async () => {
    const keeper = createJourney(createForbidden('localStorage'));
    const first = await view(keeper);
    expect(await view(keeper, now + 1)).toEqual(first);
    keeper.forget();
    expect((await view(keeper, now + 2)).visitor?.id).not.toBe(first.visitor?.id);
  });

  it('that is full still makes one visit of a page, although it tells an old one', async () => {
    const storage = createFakeStorage(await storedText());
    storage.write = () => {};
    const { keeper } = createKeeper({ storage });
    const first = await view(keeper, now + 45 * minuteMs);
    expect(await view(keeper, now + 46 * minuteMs)).toEqual(first);
  });
});

const problemOf = (identity: WireIdentity) => {
  const stamped = {
    event: { n: 1, page: 'p', name: 'page_view', at: now },
    page: { url: '/', kind: 'load' as const },
    identity,
  };
  const consent = { analytics: 'granted' as const, marketing: 'granted' as const };
  const dispatch = { site: 's', device: { class: 'desktop' as const }, batch: 'b', sent_at: now, consent };
  const decoded = decodeBatch(stringify(encodeBatch([stamped], dispatch)));
  return decoded.ok ? '' : decoded.reason;
};

/** Counts twice over a storage with this text, and says what a collector would refuse of it. */
const countOver = async (text: string) => {
  const { keeper } = createKeeper({ storage: createFakeStorage(text) });
  const first = await view(keeper, now, clicked());
  const purchase = keeper.count('purchase', now + 1, undefined, never);
  keeper.remember('cart', 1);
  keeper.journey();
  await endTask();
  return { first, problems: [problemOf(first), problemOf(purchase)] };
};

const listPaths = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value
    ? Object.entries(value).flatMap(([key, part]) => [[...path, key], ...listPaths(part, [...path, key])])
    : [];

const replaceAt = (text: string, path: readonly string[], value: unknown): string => {
  const copy = JSON.parse(text);
  const owner = path.slice(0, -1).reduce((part, key) => part[key], copy);
  owner[path.at(-1) as string] = value;
  return JSON.stringify(copy);
};

describe('whatever stands in the storage,', () => {
  it('a real record is taken up', async () => {
    const { first } = await countOver(await storedText());
    expect(first.visitor?.since).toBe(now - minuteMs);
    expect(first.source?.first).toMatchObject({ source: 'google' });
  });

  it.each([
    ...['', ' ', 'null', '0', '"text"', '[]', '{}', '{"visitor":', '[object Object]', '{"visitor":{},"session":{}}'],
    '{"visitor":null,"session":null,"path":null,"memory":null}',
    '{"visitor":[],"session":[],"path":{},"memory":[]}',
  ])('%j makes nobody, and a new visitor can begin', async (text) => {
    const { first, problems } = await countOver(text);
    expect(first.visitor).toMatchObject({ since: now, visits: 1 });
    expect(problems).toEqual(['', '']);
  });

  it('no text makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect((await countOver(text)).problems).toEqual(['', '']);
      }),
    );
  });

  it('a damaged record still makes a visitor that every collector accepts', async () => {
    const text = await storedText();
    const paths = listPaths(JSON.parse(text));
    const strangers = [
      null,
      true,
      -1,
      1.5,
      2 ** 60,
      1e300,
      '',
      '-',
      'x'.repeat(65),
      'x'.repeat(201),
      'x'.repeat(5000),
      [],
      {},
      [null],
      [[]],
    ];
    const damage = fc.record({
      path: fc.constantFrom(...paths),
      value: fc.oneof(fc.constantFrom(...strangers), fc.jsonValue({ maxDepth: 2 })),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ path, value }) => {
        expect((await countOver(replaceAt(text, path, value))).problems).toEqual(['', '']);
      }),
      { numRuns: 500 },
    );
  });
});
