// What each decision lets through, and what it drops.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGate } from '../../../src/consent/gate.ts';

interface TestEvent {
  name: string;
  at: number;
}

const createWatchedGate = ({ isAnonymous = false, isSeen = true } = {}) => {
  const released: TestEvent[] = [];
  const drops: [reason: string, count: number][] = [];
  const gate = createGate<TestEvent>(
    isAnonymous,
    (event) => released.push(event),
    (reason, count) => drops.push([reason, count]),
  );
  if (isSeen) gate.see();
  const pass = (...names: string[]) => {
    for (const [index, name] of names.entries()) gate.pass({ name, at: index + 1 });
  };
  return { gate, pass, released, drops, names: () => released.map(({ name }) => name) };
};

const range = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('while nothing is decided', () => {
  it('everything is held', () => {
    const { pass, released, drops } = createWatchedGate();
    pass('page_view', 'add_to_cart');
    expect([released, drops]).toEqual([[], []]);
  });

  it('a hundred events are held, and none is lost', () => {
    const { gate, pass, drops, names } = createWatchedGate();
    pass(...range(100, 'event_'));
    gate.decide('granted');
    expect(names()).toEqual(range(100, 'event_'));
    expect(drops).toEqual([]);
  });

  it('the oldest ordinary event makes room for the hundred and first, and is counted', () => {
    const { gate, pass, drops, names } = createWatchedGate();
    pass('page_view', ...range(50, 'event_'), 'purchase', ...range(50, 'event_5'));
    expect(drops).toEqual([
      ['hold-full', 1],
      ['hold-full', 1],
    ]);
    gate.decide('granted');
    expect(names()).toEqual(['page_view', ...range(50, 'event_').slice(2), 'purchase', ...range(50, 'event_5')]);
  });

  it('the oldest page view goes when there is nothing else', () => {
    const { gate, pass, drops, released } = createWatchedGate();
    pass(...range(103, '').map(() => 'page_view'));
    gate.decide('granted');
    expect(drops).toHaveLength(3);
    expect(released.map(({ at }) => at)).toEqual(range(100, '').map((index) => Number(index) + 4));
  });
});

describe('a grant', () => {
  it('lets go what was held, in its order and with its own times', () => {
    const { gate, pass, released } = createWatchedGate();
    pass('page_view', 'view_item', 'add_to_cart');
    gate.decide('granted');
    expect(released).toEqual([
      { name: 'page_view', at: 1 },
      { name: 'view_item', at: 2 },
      { name: 'add_to_cart', at: 3 },
    ]);
  });

  it('lets everything after it through at once, and nothing twice', () => {
    const { gate, pass, names } = createWatchedGate();
    pass('a');
    gate.decide('granted');
    pass('b');
    gate.decide('granted');
    pass('c');
    expect(names()).toEqual(['a', 'b', 'c']);
  });

  it('that is taken back to undecided holds again', () => {
    const { gate, pass, names } = createWatchedGate();
    gate.decide('granted');
    gate.decide('undecided');
    pass('a');
    expect(names()).toEqual([]);
    gate.decide('granted');
    expect(names()).toEqual(['a']);
  });

  it('that is withdrawn while held events go out stops the rest', () => {
    const released: string[] = [];
    const gate = createGate<TestEvent>(
      false,
      ({ name }) => {
        released.push(name);
        gate.decide('denied');
      },
      () => {},
    );
    gate.see();
    for (const name of ['a', 'b', 'c']) gate.pass({ name, at: 1 });
    gate.decide('granted');
    expect(released).toEqual(['a']);
  });
});

describe('a denial', () => {
  it('drops what was held for good, and says how much', () => {
    const { gate, pass, released, drops } = createWatchedGate();
    pass('page_view', 'purchase');
    gate.decide('denied');
    gate.decide('granted');
    expect(released).toEqual([]);
    expect(drops).toEqual([['denied', 2]]);
  });

  it('says nothing when there was nothing to drop', () => {
    const { gate, drops } = createWatchedGate();
    gate.decide('denied');
    gate.decide('denied');
    expect(drops).toEqual([]);
  });

  it('drops everything after it, too', () => {
    const { gate, pass, released } = createWatchedGate();
    gate.decide('denied');
    pass('a', 'b');
    gate.decide('granted');
    expect(released).toEqual([]);
  });

  it('drops what a page held that nobody has seen', () => {
    const { gate, pass, released, drops } = createWatchedGate({ isSeen: false });
    pass('page_view');
    gate.decide('denied');
    gate.decide('granted');
    gate.see();
    expect(released).toEqual([]);
    expect(drops).toEqual([['denied', 1]]);
  });
});

describe('a page that nobody has seen yet', () => {
  it('lets nothing out, even with a grant', () => {
    const { gate, pass, released } = createWatchedGate({ isSeen: false });
    gate.decide('granted');
    pass('page_view');
    expect(released).toEqual([]);
  });

  it('has its events happen at the moment it is seen', () => {
    const { gate, pass, released } = createWatchedGate({ isSeen: false });
    gate.decide('granted');
    pass('page_view', 'view_item');
    vi.advanceTimersByTime(3_600_000);
    gate.see();
    expect(released).toEqual([
      { name: 'page_view', at: 4_600_000 },
      { name: 'view_item', at: 4_600_000 },
    ]);
  });

  it('gets its time only once: being seen again changes nothing', () => {
    const { gate, pass, released } = createWatchedGate({ isSeen: false });
    pass('page_view');
    gate.see();
    vi.advanceTimersByTime(60_000);
    gate.see();
    gate.decide('granted');
    expect(released).toEqual([{ name: 'page_view', at: 1_000_000 }]);
  });

  it('holds no more than any other', () => {
    const { gate, pass, released, drops } = createWatchedGate({ isSeen: false });
    gate.decide('granted');
    pass(...range(130, 'event_'));
    gate.see();
    expect([released.length, drops.length]).toEqual([100, 30]);
  });
});

describe('anonymous mode', () => {
  it.each(['undecided', 'denied', 'granted'] as const)('lets everything through when %s', (state) => {
    const { gate, pass, names, drops } = createWatchedGate({ isAnonymous: true });
    gate.decide(state);
    pass('a', 'b');
    expect(names()).toEqual(['a', 'b']);
    expect(drops).toEqual([]);
  });

  it('waits for the page to be seen as well', () => {
    const { gate, pass, names } = createWatchedGate({ isAnonymous: true, isSeen: false });
    gate.decide('denied');
    pass('a');
    expect(names()).toEqual([]);
    gate.see();
    expect(names()).toEqual(['a']);
  });
});
