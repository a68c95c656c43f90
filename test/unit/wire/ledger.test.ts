// The ledger's word on every event, whatever order, doubles and losses a network makes of what was tracked.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger, type FlatEvent, type LedgerOptions } from '../../../src/wire/index.ts';

const toEvent = (n: number, page = 'p', site = 'shop', order?: unknown): FlatEvent => ({
  id: `${page}.${n}`,
  site,
  batch: 'b',
  sent_at: 1,
  n,
  name: order === undefined ? 'search' : 'purchase',
  at: 1,
  params: order === undefined ? {} : { transaction_id: order },
  page: { id: page, url: '/', kind: 'load' },
  consent: { analytics: 'granted', marketing: 'denied' },
  device: { class: 'desktop' },
});

const arrive = (numbers: readonly number[], options?: LedgerOptions) => {
  const ledger = createLedger(options);
  return { arrivals: ledger.enter(numbers.map((n) => toEvent(n))), gaps: ledger.gaps(), ledger };
};

/** The numbers of ranges, one by one. */
const listNumbers = (ranges: readonly (readonly [number, number])[]) =>
  ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));

describe('a page view', () => {
  it('without a gap is not named', () => {
    expect(arrive([1, 2, 3])).toMatchObject({ arrivals: ['new', 'new', 'new'], gaps: [] });
  });

  it('is named with what is missing below the largest number seen', () => {
    expect(arrive([2, 3, 7]).gaps).toEqual([
      {
        site: 'shop',
        page: 'p',
        largest: 7,
        missing: [
          [1, 1],
          [4, 6],
        ],
      },
    ]);
  });

  it('is whole again when the missing ones come late, which are new', () => {
    expect(arrive([5, 3, 1, 4, 2, 3])).toMatchObject({
      arrivals: ['new', 'new', 'new', 'new', 'new', 'double'],
      gaps: [],
    });
  });

  it('is another one on another site, or where site and page only read alike together', () => {
    const ledger = createLedger();
    expect(ledger.enter([toEvent(1, 'b c', 'a'), toEvent(1, 'c', 'a b'), toEvent(1, 'c', 'a')])).toEqual([
      'new',
      'new',
      'new',
    ]);
    expect(ledger.enter([toEvent(1, '__proto__'), toEvent(1, '__proto__')])).toEqual(['new', 'double']);
  });

  it('may have a gap as long as numbers go, at no cost', () => {
    expect(arrive([Number.MAX_SAFE_INTEGER]).gaps[0]?.missing).toEqual([[1, Number.MAX_SAFE_INTEGER - 1]]);
  });

  it('is told as it was then: what arrives later changes no list that was handed out', () => {
    const { gaps, ledger } = arrive([1, 5]);
    ledger.enter([toEvent(3)]);
    expect(gaps[0]?.missing).toEqual([[2, 4]]);
  });
});

describe('an order', () => {
  it('counts once per site, whatever page views tell of it', () => {
    const ledger = createLedger();
    expect(
      ledger.enter([
        toEvent(1, 'p', 'shop', 'A-1'),
        toEvent(2, 'p', 'shop', 'A-1'),
        toEvent(1, 'q', 'shop', 'A-1'),
        toEvent(1, 'q', 'other', 'A-1'),
        toEvent(2, 'q', 'shop', 'A-2'),
      ]),
    ).toEqual(['new', 'repeat', 'repeat', 'new', 'new']);
    expect(ledger.gaps()).toEqual([]);
  });

  it('that arrives twice in the same event is a double, not a repeat', () => {
    expect(createLedger().enter([toEvent(1, 'p', 'shop', 'A-1'), toEvent(1, 'p', 'shop', 'A-1')])).toEqual([
      'new',
      'double',
    ]);
  });

  it.each([[''], [null], [{}], [['A-1']]])('with the id %j has none', (id) => {
    expect(createLedger().enter([toEvent(1, 'p', 'shop', id), toEvent(2, 'p', 'shop', id)])).toEqual(['new', 'new']);
  });
});

describe('memory', () => {
  it('holds so many page views and forgets the one heard of longest ago', () => {
    const { ledger } = arrive([2], { maxPages: 2 });
    ledger.enter([toEvent(2, 'q'), toEvent(3), toEvent(2, 'r')]);
    expect(ledger.gaps().map(({ page }) => page)).toEqual(['p', 'r']);
  });

  it('holds so many orders', () => {
    const ledger = createLedger({ maxPages: 2 });
    const orders = ['A', 'B', 'C', 'C', 'A'];
    expect(ledger.enter(orders.map((order, index) => toEvent(index + 1, 'p', 'shop', order)))).toEqual([
      'new',
      'new',
      'new',
      'repeat',
      'new',
    ]);
  });

  it('holds a bounded number of gaps, whatever numbers somebody sends', () => {
    const even = Array.from({ length: 1500 }, (_, index) => 2 * index + 2);
    const { gaps } = arrive(even);
    expect(gaps[0]?.missing).toHaveLength(1000);
    expect(gaps[0]?.missing.at(-1)).toEqual([2999, 2999]);
    expect(arrive([5000, ...even]).gaps[0]?.missing).toHaveLength(1000);
  });
});

it('names every double and every loss of any interleaving', () => {
  const tracked = fc.uniqueArray(
    fc.record({
      site: fc.constantFrom('one', 'two'),
      page: fc.constantFrom('p', 'q', 'r'),
      n: fc.integer({ min: 1, max: 30 }),
    }),
    { selector: ({ site, page, n }) => `${site} ${page} ${n}`, maxLength: 60 },
  );
  const sent = tracked.chain((events) =>
    fc.tuple(
      // In any order, some twice, some never.
      fc.shuffledSubarray([...events, ...events.map((event) => ({ ...event }))], { minLength: events.length }),
      fc.integer({ min: 1, max: 9 }),
    ),
  );
  fc.assert(
    fc.property(sent, ([arriving, batchSize]) => {
      const ledger = createLedger();
      const arrivals: string[] = [];
      for (let start = 0; start < arriving.length; start += batchSize) {
        const batch = arriving.slice(start, start + batchSize);
        arrivals.push(...ledger.enter(batch.map(({ site, page, n }) => toEvent(n, page, site))));
      }
      const keys = arriving.map(({ site, page, n }) => `${site} ${page} ${n}`);
      expect(arrivals).toEqual(keys.map((key, index) => (keys.indexOf(key) < index ? 'double' : 'new')));

      const expected = [...new Set(arriving.map(({ site, page }) => `${site} ${page}`))].flatMap((view) => {
        const numbers = arriving.filter(({ site, page }) => `${site} ${page}` === view).map(({ n }) => n);
        const lost = listNumbers([[1, Math.max(...numbers)]]).filter((n) => !numbers.includes(n));
        return lost.length ? [[view, lost]] : [];
      });
      const named = ledger.gaps().map(({ site, page, missing }) => [`${site} ${page}`, listNumbers(missing)]);
      expect(named.sort()).toEqual(expected.sort());
    }),
  );
});
