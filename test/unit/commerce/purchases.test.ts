// Which orders are new.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPurchaseLedger } from '../../../src/commerce/purchases.ts';

/** What a visitor's record keeps between pages, or nothing without a grant. */
const createMemory = (isGranted = true) => {
  const memory = new Map<string, string>();
  return {
    memory,
    /** A ledger as every page makes its own. */
    createPage: () =>
      createPurchaseLedger(
        (key) => (isGranted && memory.has(key) ? JSON.parse(memory.get(key) as string) : undefined),
        (key, value) => {
          if (isGranted) memory.set(key, JSON.stringify(value));
        },
      ),
  };
};

describe('an order', () => {
  it('is new once on a page', () => {
    const isNew = createMemory().createPage();
    expect([isNew('A'), isNew('A'), isNew('B'), isNew('A')]).toEqual([true, false, true, false]);
  });

  it('is not new when its thank-you page is opened again', () => {
    const { createPage } = createMemory();
    createPage()('A');
    expect([createPage()('A'), createPage()('B'), createPage()('A')]).toEqual([false, true, false]);
  });

  it('is the same whether its id is a number or its digits', () => {
    const { createPage } = createMemory();
    expect([createPage()(1001), createPage()('1001'), createPage()(1001)]).toEqual([true, false, false]);
  });

  it.each([undefined, null, ''])('with the id %j is always new, and leaves nothing behind', (id) => {
    const { memory, createPage } = createMemory();
    const isNew = createPage();
    expect([isNew(id), isNew(id)]).toEqual([true, true]);
    expect(memory.size).toBe(0);
  });

  it('is new once on a page without a grant, and again on the next', () => {
    const { createPage } = createMemory(false);
    const isNew = createPage();
    expect([isNew('A'), isNew('A'), createPage()('A')]).toEqual([true, false, true]);
  });

  it('of before the grant is remembered with the next one', () => {
    const memory = new Map<string, unknown>();
    let isGranted = false;
    const isNew = createPurchaseLedger(
      (key) => (isGranted ? memory.get(key) : undefined),
      (key, value) => isGranted && memory.set(key, value),
    );
    isNew('A');
    isGranted = true;
    isNew('B');
    expect([...memory.values()]).toEqual([['A', 'B']]);
  });

  it('is remembered behind twenty later ones of one page, and no longer', () => {
    const { createPage } = createMemory();
    const isNew = createPage();
    for (let order = 1; order <= 20; order++) isNew(`order-${order}`);
    expect(createPage()('order-1')).toBe(false);
    isNew('order-21');
    expect(createPage()('order-1')).toBe(true);
  });

  it('is remembered behind twenty later ones of as many pages', () => {
    const { createPage, memory } = createMemory();
    for (let order = 1; order <= 20; order++) createPage()(`order-${order}`);
    expect(createPage()('order-1')).toBe(false);
    expect(JSON.parse([...memory.values()][0] as string)).toHaveLength(20);
  });

  it('is new where somebody has left junk in the memory', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (junk) => {
        const isNew = createPurchaseLedger(
          () => junk,
          () => {},
        );
        const id = 'an-order-that-no-junk-names';
        expect([isNew(id), isNew(id)]).toEqual([true, false]);
      }),
    );
  });
});
