// Events are written ahead and stay until a collector has answered; a later page takes up what a page left behind.
import type { Database } from '../browser/database.ts';
import type { StampedEvent } from '../wire/encode.ts';
import { stringify } from '../wire/stringify.ts';
import { createTimer } from './timer.ts';

export interface Outbox {
  /** @param forMs for this long it is this page's to send */
  keep(stamped: readonly StampedEvent[], forMs: number): void;
  /** Their fate is known. */
  settle(stamped: readonly StampedEvent[]): void;
  /** Writes now what would be written soon. For the moment when the page goes. */
  write(): void;
  /** What no page takes care of any more; it is this page's now, in the order of its times. */
  take(): Promise<readonly StampedEvent[]>;
  /** Of what is kept nothing may be any more; while analytics stays granted, other tabs go on. */
  clear(): void;
}

/** Many small writes become one, and the database is opened when the page's own busy time is over. */
const writeAfterMs = 1_000;

/** How long a page has to hear of its events before another page sends them, beyond the wait that it plans. */
export const graceMs = 60_000;

/** Safari deletes what scripts stored after seven days without a visit: https://webkit.org/tracking-prevention/ */
const maxAgeMs = 7 * 24 * 60 * 60_000;

/** Per page that writes, and for all that a page finds. About 700 bytes an event. */
const maxKept = 500;
const maxTextLength = 20_000;

interface Kept {
  text: string;
  /** Epoch milliseconds. */
  until: number;
}

const parse = (kept: Kept): StampedEvent | undefined => {
  try {
    const stamped: StampedEvent = JSON.parse(kept.text);
    return stamped.page.url && stamped.identity?.visitor && stamped.event.n > 0 ? stamped : undefined;
  } catch {
    // Anybody's script may have written here.
    return undefined;
  }
};

/**
 * @param database IndexedDB: once committed, an event survives a killed browser in Chromium, Firefox and WebKit;
 * localStorage loses its last seconds there
 * @param ifGranted runs an action only while analytics is granted
 */
export const createOutbox = (
  database: Database,
  ifGranted: <Result>(action: () => Result) => Result | undefined,
): Outbox => {
  /** What is to be written: until when it is this page's, or 0 to delete it. */
  const pending = new Map<StampedEvent, number>();
  const kept = new Set<StampedEvent>();

  const change: Database['change'] = async (action) =>
    ifGranted(() => database.change((store) => ifGranted(() => action(store))));

  const write = () => {
    writing.cancel();
    const changes = [...pending];
    pending.clear();
    if (!changes[0]) return;
    change((store) => {
      for (const [stamped, until] of changes) {
        const { page, n } = stamped.event;
        const text = until && stringify(stamped);
        if (!text) store.delete([page, n]);
        else if (text.length < maxTextLength) store.put({ text, until }, [page, n]);
      }
      // Chromium loses one in ten that a closing page leaves to commit by itself.
      store.transaction.commit?.();
    });
  };

  const writing = createTimer(write);

  const plan = (stamped: StampedEvent, until: number) => {
    pending.set(stamped, until);
    writing.plan(writeAfterMs);
  };

  return {
    keep(stamped, forMs) {
      for (const event of stamped) {
        if (!event.identity || (kept.size >= maxKept && !kept.has(event))) continue;
        kept.add(event);
        plan(event, Date.now() + forMs + graceMs);
      }
    },
    settle(stamped) {
      for (const event of stamped) if (kept.delete(event)) plan(event, 0);
    },
    write,
    async take() {
      const due: StampedEvent[] = [];
      const now = Date.now();
      let found = 0;
      // Transactions that write take turns, so that each event goes to one of several tabs.
      await change((store) => {
        store.openCursor().onsuccess = ({ target }) => {
          const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
          if (!cursor) return;
          const { until } = Object(cursor.value) as Kept;
          const stamped = parse(cursor.value);
          if (!stamped || until < now - maxAgeMs || ++found > maxKept) cursor.delete();
          // A clock set back leaves a time that never comes.
          else if (until < now || until > now + maxAgeMs) {
            due.push(stamped);
            kept.add(stamped);
            cursor.update({ ...cursor.value, until: now + graceMs });
          }
          cursor.continue();
        };
      });
      return due.sort((one, other) => one.event.at - other.event.at || one.event.n - other.event.n);
    },
    clear() {
      writing.cancel();
      pending.clear();
      kept.clear();
      // Deleting it is how other tabs hear of a withdrawal: what goes for marketing alone is only emptied.
      if (!ifGranted(() => database.change((store) => store.clear()))) database.forget();
    },
  };
};
