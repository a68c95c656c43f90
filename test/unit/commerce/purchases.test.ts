// Which orders are new.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPurchaseLedger } from '../../../src/commerce/purchases.ts';

/** What a visitor's record keeps between pages, or nothing without a grant. */
const createMemory = (isGranted = true) => {
  const memory = new Map<string, string>();
  return {
    memory,
    /** A ledger as every page makes its own: tells whether an order is new, and enters it. */
    createPage: () => {
      const { has, enter } = createPurchaseLedger(
        (key) => (isGranted && memory.has(key) ? JSON.parse(memory.get(key) as string) : undefined),
        (key, value) => {
          if (isGranted) memory.set(key, JSON.stringify(value));
        },
      );
      return (id: unknown) => {
        const isNew = !has(id);
        if (isNew) enter(id);
        return isNew;
      };
    },
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

  it('is asked about without being entered', () => {
    const { has } = createPurchaseLedger(
      () => undefined,
      () => {},
    );
    expect([has('A'), has('A')]).toEqual([false, false]);
  });

  it('of before a grant is known on its page, and not remembered by a later one', () => {
    const memory = new Map<string, unknown>();
    let isGranted = false;
    const { has, enter } = createPurchaseLedger(
      (key) => (isGranted ? memory.get(key) : undefined),
      (key, value) => isGranted && memory.set(key, value),
    );
    enter('A');
    isGranted = true;
    enter('B');
    expect([has('A'), has('B')]).toEqual([true, true]);
    expect([...memory.values()]).toEqual([['B']]);
  });

  it('is remembered behind nineteen later ones of one page, and no longer', () => {
    const { createPage } = createMemory();
    const isNew = createPage();
    for (let order = 1; order <= 20; order++) isNew(`order-${order}`);
    expect(createPage()('order-1')).toBe(false);
    isNew('order-21');
    expect(createPage()('order-1')).toBe(true);
  });

  it('is remembered behind nineteen later ones of as many pages', () => {
    const { createPage, memory } = createMemory();
    for (let order = 1; order <= 20; order++) createPage()(`order-${order}`);
    expect(createPage()('order-1')).toBe(false);
    expect(JSON.parse([...memory.values()][0] as string)).toHaveLength(20);
  });

  it('is new where somebody has left junk in the memory', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (junk) => {
        const { has, enter } = createPurchaseLedger(
          () => junk,
          () => {},
        );
        const id = 'an-order-that-no-junk-names';
        expect(has(id)).toBe(false);
        enter(id);
        expect(has(id)).toBe(true);
      }),
    );
  });

  it('may have an id that reads like nothing, without any other being taken for it', () => {
    const { has, enter } = createPurchaseLedger(
      () => undefined,
      () => {},
    );
    for (const id of ['undefined', 'null', 'false', '']) enter(id);
    expect([undefined, null, false, ''].map(has)).toEqual([false, false, false, false]);
  });
});
