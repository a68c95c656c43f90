// What is written ahead, what is taken up again, by whom, and what is not there without a grant.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutbox, graceMs } from '../../../src/delivery/outbox.ts';
import { createQueue } from '../../../src/delivery/queue.ts';
import { createEvents, settlePromises } from './events.ts';
import { createMemoryDatabase } from './memory-database.ts';

const dayMs = 24 * 60 * 60_000;

const openOutbox = (rows = new Map<string, unknown>(), grant = { isGiven: true }) => {
  const database = createMemoryDatabase(rows);
  const outbox = createOutbox(database, (action) => (grant.isGiven ? action() : undefined));
  /** Until what was planned is written. */
  const written = async () => {
    vi.advanceTimersByTime(1_000);
    await settlePromises();
  };
  return { ...database, outbox, grant, written };
};
const [one, two, three] = createEvents(3) as [never, never, never];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22) });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('an event', () => {
  it('is written a moment after it happened, together with its neighbours', async () => {
    const { outbox, rows, changes, written } = openOutbox();
    outbox.keep([one], 0);
    outbox.keep([two], 0);
    expect(rows.size).toBe(0);
    await written();
    expect(rows.size).toBe(2);
    expect(changes()).toBe(1);
  });

  it('is never written when its fate is known by then', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([one, two], 0);
    outbox.settle([one]);
    await written();
    expect(rows.size).toBe(1);
  });

  it('is gone when its fate is known', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([one, two], 0);
    await written();
    outbox.settle([one]);
    await written();
    expect([...rows.keys()]).toEqual(['["p",2]']);
  });

  it('is written at once when the page goes', async () => {
    const { outbox, rows } = openOutbox();
    outbox.keep([one], 0);
    outbox.write();
    await settlePromises();
    expect(rows.size).toBe(1);
  });

  it('without an identity is not written: it was sent without consent', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([{ ...(one as object), identity: undefined } as never], 0);
    await written();
    expect(rows.size).toBe(0);
  });

  it('that JSON cannot say, or that is endless, costs nothing but itself', async () => {
    const { outbox, rows, written } = openOutbox();
    const { event } = one as { event: object };
    const endless = { ...(one as object), event: { ...event, n: 7, params: { text: 'x'.repeat(30_000) } } };
    outbox.keep([endless as never, two], 0);
    await written();
    expect([...rows.keys()]).toEqual(['["p",2]']);
  });

  it('is one of 500 at most', async () => {
    const { outbox, rows, written } = openOutbox();
    const events = createEvents(600);
    outbox.keep(events, 0);
    await written();
    expect(rows.size).toBe(500);
    outbox.settle(events);
    outbox.keep([one], 0);
    await written();
    expect(rows.size).toBe(1);
  });
});

describe('a page whose collector is down for long', () => {
  it('never takes up what it is waiting to send itself, however often it is shown', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const bodies: string[][] = [];
    let status = 503;
    const queue = createQueue(
      { post: async (body) => ({ status: bodies.push(JSON.parse(body)) && status }), beacon: () => false },
      openOutbox().outbox,
      10_000,
      ({ stamped }) => JSON.stringify(stamped.map(({ event }) => event.name)),
      () => {},
    );
    const events = createEvents(100);
    for (const event of events.slice(0, 60)) queue.add(event);
    for (let minute = 0; minute < 30; minute++) {
      await vi.advanceTimersByTimeAsync(60_000);
      queue.add(events[60 + minute] as never);
      queue.resume();
    }
    bodies.length = 0;
    status = 200;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(bodies.flat().sort()).toEqual(
      events
        .slice(0, 90)
        .map(({ event }) => event.name)
        .sort(),
    );
  });
});

describe('another page', () => {
  it('takes nothing while the page that wrote it may still hear of it', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([one], 10_000);
    await written();
    vi.advanceTimersByTime(graceMs);
    expect(await openOutbox(rows).outbox.take()).toEqual([]);
  });

  it('takes it afterwards, as it was and in the order of its times', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([three, one, two], 10_000);
    await written();
    vi.advanceTimersByTime(graceMs + 10_000);
    expect(await openOutbox(rows).outbox.take()).toEqual([one, two, three]);
  });

  it('waits as long again when the page that wrote it is to try again later', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([one], 0);
    await written();
    outbox.keep([one], 300_000);
    await written();
    vi.advanceTimersByTime(300_000);
    expect(await openOutbox(rows).outbox.take()).toEqual([]);
  });

  it('is the only one of five to take it, until it has failed in its turn', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([one, two], 0);
    await written();
    vi.advanceTimersByTime(graceMs + 1);
    const pages = Array.from({ length: 5 }, () => openOutbox(rows));
    const taken = await Promise.all(pages.map(({ outbox }) => outbox.take()));
    expect(taken.map(({ length }) => length).sort()).toEqual([0, 0, 0, 0, 2]);
    vi.advanceTimersByTime(graceMs + 1);
    expect(await openOutbox(rows).outbox.take()).toHaveLength(2);
  });

  it('settles what it has taken', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([one], 0);
    await written();
    vi.advanceTimersByTime(graceMs + 1);
    const next = openOutbox(rows);
    next.outbox.settle(await next.outbox.take());
    await next.written();
    expect(rows.size).toBe(0);
  });

  it('takes nothing older than a week, nothing that is no event, and removes both', async () => {
    const { outbox, rows, written } = openOutbox();
    outbox.keep([one], 0);
    await written();
    vi.advanceTimersByTime(8 * dayMs);
    for (const [index, row] of [null, 7, {}, { text: '{}', until: 1 }, { text: '{', until: 1 }].entries()) {
      rows.set(`["junk",${index}]`, row);
    }
    expect(await openOutbox(rows).outbox.take()).toEqual([]);
    expect(rows.size).toBe(0);
  });

  it('takes what a clock that ran ahead has put off for weeks', async () => {
    const { outbox, rows, written } = openOutbox();
    vi.setSystemTime(Date.now() + 30 * dayMs);
    outbox.keep([one], 0);
    await written();
    vi.setSystemTime(Date.now() - 30 * dayMs);
    expect(await openOutbox(rows).outbox.take()).toEqual([one]);
  });
});

describe('a withdrawal of marketing alone', () => {
  it('empties it, of what was on its way too, and does not tell other tabs by deleting it', async () => {
    const { outbox, rows, forgotten, written } = openOutbox();
    outbox.keep([one], 0);
    await written();
    outbox.keep([two], 0);
    outbox.write();
    outbox.keep([three], 0);
    outbox.clear();
    await written();
    expect([rows.size, forgotten()]).toEqual([0, 0]);
  });
});

describe('without a grant', () => {
  it('nothing is written or read, not even what was planned before', async () => {
    const { outbox, rows, grant, changes, written } = openOutbox();
    outbox.keep([one], 0);
    grant.isGiven = false;
    await written();
    outbox.keep([two], 0);
    await written();
    expect(await outbox.take()).toEqual([]);
    expect([rows.size, changes()]).toEqual([0, 0]);
  });

  it('nothing is left, and nothing comes back that was on its way', async () => {
    const { outbox, rows, grant, forgotten, written } = openOutbox();
    outbox.keep([one], 0);
    await written();
    outbox.keep([two], 0);
    outbox.write();
    grant.isGiven = false;
    outbox.clear();
    await written();
    expect([rows.size, forgotten()]).toEqual([0, 1]);
  });
});
