// From taken messages to rows, and the fate of each message.
import { describe, expect, it } from 'vitest';
import type { ColumnStore, StoreRecord } from '../../examples/collector/distributed/column-store.ts';
import { toMessage } from '../../examples/collector/distributed/message.ts';
import { pump, type Taken } from '../../examples/collector/distributed/pump.ts';
import { bouncer } from '../unit/examples/collector/batches.ts';
import { decoded } from '../unit/examples/collector/decoded.ts';

const unreadable = new Error('unreadable');

/** A store that fails as `failFor` says, and keeps what it took and how often it was asked. */
const createStore = (failFor: (records: readonly StoreRecord[]) => Error | undefined = () => undefined) => {
  const events: StoreRecord[] = [];
  const batches: StoreRecord[] = [];
  let inserts = 0;
  const store: ColumnStore = {
    insert: async (table, records) => {
      inserts += 1;
      const failure = failFor(records);
      if (failure) throw failure;
      (table === 'event' ? events : batches).push(...records);
    },
    isUnreadable: (error) => error === unreadable,
    read: async () => [],
    prepare: async () => undefined,
    close: async () => undefined,
  };
  return { store, events, batches, inserts: () => inserts };
};

/** Messages that write down what becomes of them. */
const createMessages = (texts: readonly string[]) => {
  const fates: string[] = texts.map(() => 'none');
  const messages = texts.map((text, index): Taken => {
    const meet = (fate: string) => {
      fates[index] = fate;
    };
    return {
      sequence: index + 1,
      text,
      acknowledge: () => meet('stored'),
      giveBack: (afterMs) => meet(`back after ${afterMs}`),
      refuse: () => meet('refused'),
    };
  });
  return { messages, fates };
};

const write = (id: string) => toMessage(decoded(bouncer(id)), 1_700_000_000_000);
const isOf = (id: string) => (records: readonly StoreRecord[]) =>
  records.some(({ session }) => session === `session-${id}`) ? unreadable : undefined;

describe('a pump', () => {
  it('makes one insert of many messages, and acknowledges them after it', async () => {
    const { messages, fates } = createMessages(['a', 'b', 'c'].map(write));
    const { store, events, batches, inserts } = createStore(() => {
      expect(fates).toEqual(['none', 'none', 'none']);
      return undefined;
    });
    const outcome = await pump(store, messages, 500);
    expect(outcome).toEqual({ stored: 3, events: 9, refused: [], returned: 0 });
    expect(fates).toEqual(['stored', 'stored', 'stored']);
    expect([events.length, batches.length, inserts()]).toEqual([9, 3, 2]);
    expect(events[0]).toMatchObject({ site: 'test-shop', page: 'a-0', n: 1, received_at: 1_700_000_000_000 });
  });

  it('gives everything back when the store is away, after asking it once', async () => {
    const { messages, fates } = createMessages(['a', 'b', 'c', 'd'].map(write));
    const { store, inserts } = createStore(() => new Error('ECONNREFUSED'));
    expect(await pump(store, messages, 500)).toEqual({ stored: 0, events: 0, refused: [], returned: 4 });
    expect(fates).toEqual(Array(4).fill('back after 500'));
    expect(inserts()).toBe(1);
  });

  it('finds the one message that the store cannot read, and stores the others', async () => {
    const { messages, fates } = createMessages(['a', 'b', 'bad', 'c', 'd'].map(write));
    const { store, events } = createStore(isOf('bad'));
    expect(await pump(store, messages, 500)).toEqual({ stored: 4, events: 12, refused: [3], returned: 0 });
    expect(fates).toEqual(['stored', 'stored', 'refused', 'stored', 'stored']);
    expect(new Set(events.map(({ session }) => session)).size).toBe(4);
  });

  it('refuses nothing when nothing can be read: a table that does not fit is not the messages’ fault', async () => {
    const { messages, fates } = createMessages(['a', 'b', 'c'].map(write));
    const { store } = createStore(() => unreadable);
    expect(await pump(store, messages, 500)).toMatchObject({ stored: 0, refused: [], returned: 3 });
    expect(fates).toEqual(Array(3).fill('back after 500'));
  });

  it('gives back what failed while the store went away halfway, and refuses none of it', async () => {
    const { messages, fates } = createMessages(['a', 'bad', 'c', 'd'].map(write));
    let asked = 0;
    const { store } = createStore((records) => {
      asked += 1;
      return asked > 5 ? new Error('ECONNRESET') : isOf('bad')(records);
    });
    const { stored, returned } = await pump(store, messages, 500);
    expect(stored + returned).toBe(3);
    expect(fates).toEqual(['stored', 'refused', 'back after 500', 'back after 500']);
  });

  it('refuses what no collector wrote without asking the store', async () => {
    const { messages, fates } = createMessages(['no batch', write('a')]);
    const { store } = createStore();
    expect(await pump(store, messages, 500)).toMatchObject({ stored: 1, refused: [1] });
    expect(fates).toEqual(['refused', 'stored']);
    const alone = createMessages(['no batch']);
    const { store: idle, inserts } = createStore();
    await pump(idle, alone.messages, 500);
    expect([alone.fates, inserts()]).toEqual([['refused'], 0]);
  });
});
