// What a record keeps where only a short text is taken, as in a cookie.
import { describe, expect, it } from 'vitest';
import { shrinkRecord } from '../../../src/journey/fit.ts';
import { type JourneyRecord, parseRecord } from '../../../src/journey/record.ts';
import { campaign, createFakeStorage, createKeeper, endTask, minuteMs, now, view } from './keeper.ts';

/** A storage that takes texts of this length at most, written as in a cookie. */
const createShortStorage = (maxLength: number) => {
  const storage = createFakeStorage();
  const { write } = storage;
  storage.write = (text) => {
    if (encodeURIComponent(text).length <= maxLength) write(text);
  };
  return storage;
};

const dayMs = 24 * 60 * minuteMs;
const visit = async (storage: ReturnType<typeof createFakeStorage>, times: number, name = 'campaign') => {
  for (let day = 0; day < times; day++) {
    const at = now + day * dayMs;
    await view(createKeeper({ storage }).keeper, at, campaign(`${name}-${day}`, at));
  }
  return parseRecord(storage.text) as JourneyRecord;
};

describe('where only a short text is taken', () => {
  it('the visitor stays the same from page to page, and the visits are counted', async () => {
    const { visitor } = await visit(createShortStorage(3100), 30);
    expect(visitor).toMatchObject({ since: now, visits: 30 });
  });

  it('the path keeps its first touch and its latest ones', async () => {
    const { path } = await visit(createShortStorage(3100), 30, 'spring-and-summer-sale-for-friends-of-the-house');
    const names = path.map((touch) => touch.campaign?.replace(/.*-/, 'campaign-'));
    expect(names.length).toBeGreaterThan(5);
    expect(names.length).toBeLessThan(20);
    const latest = Array.from({ length: names.length - 1 }, (_, index) => `campaign-${31 - names.length + index}`);
    expect(names).toEqual(['campaign-0', ...latest]);
  });

  it('a memory too large goes, and neither the path nor the small memories with it', async () => {
    const storage = createShortStorage(3100);
    const { keeper } = createKeeper({ storage });
    await view(keeper, now, campaign('a'));
    await view(keeper, now + dayMs, campaign('b', now + dayMs));
    keeper.remember('orders', ['A-1']);
    keeper.remember('shop', 'x'.repeat(3000));
    await endTask();
    const next = createKeeper({ storage }).keeper;
    expect(next.journey().touchpoints.map((touch) => touch.campaign)).toEqual(['a', 'b']);
    expect([next.recall('orders'), next.recall('shop')]).toEqual([['A-1'], undefined]);
  });

  it('this page still knows what could not be kept, until its next look', async () => {
    const storage = createShortStorage(0);
    const { keeper } = createKeeper({ storage });
    await view(keeper, now, campaign('a'.repeat(2000)));
    keeper.remember('shop', 'x'.repeat(3000));
    await endTask();
    expect(keeper.recall('shop')).toHaveLength(3000);
    expect(keeper.journey().touchpoints[0]?.campaign).toHaveLength(2000);
  });

  it('two touches whose texts alone are too long are cut, and keep their place, time and kind', async () => {
    const { visitor, path } = await visit(createShortStorage(3100), 2, 'x'.repeat(990));
    expect(visitor.visits).toBe(2);
    expect(path.map(({ at, source }) => [at, source?.slice(0, 4)])).toEqual([
      [now, 'news'],
      [now + dayMs, 'news'],
    ]);
  });
});

describe('making a record smaller', () => {
  it('changes nothing of the record itself', async () => {
    const record = await visit(createFakeStorage(), 20);
    const before = structuredClone(record);
    shrinkRecord(record);
    expect(record).toEqual(before);
  });

  it('ends', async () => {
    const record = await visit(createFakeStorage(), 20, 'ö'.repeat(500));
    record.session.names = Array.from({ length: 40 }, (_, index) => `${index}`.padEnd(99, 'x'));
    record.memory = { '.a': undefined, '.b': null, '.c': 'x'.repeat(99), '.d': { deep: ['x'.repeat(500)] } };
    const lengths: number[] = [];
    for (let next: JourneyRecord | undefined = record; next; next = shrinkRecord(next)) {
      lengths.push(JSON.stringify(next).length);
    }
    expect(lengths).toEqual([...new Set(lengths)].sort((one, other) => other - one));
    expect(lengths.length).toBeLessThan(40);
  });

  it('leaves a short one alone', async () => {
    expect(shrinkRecord(await visit(createFakeStorage(), 1))).toBeUndefined();
  });
});
