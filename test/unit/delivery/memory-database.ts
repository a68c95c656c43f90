// A database for tests that keeps its rows in memory, and can be opened by several pages.
import type { Database } from '../../../src/browser/database.ts';

export interface MemoryDatabase extends Database {
  rows: Map<string, unknown>;
  changes(): number;
  /** How often it was deleted. */
  forgotten(): number;
}

/** Commits on the next turn of the promise queue, each change whole, in the order of their calls. */
export const createMemoryDatabase = (rows = new Map<string, unknown>()): MemoryDatabase => {
  let changes = 0;
  let forgotten = 0;
  return {
    rows,
    changes: () => changes,
    forgotten: () => forgotten,
    async change(action) {
      await Promise.resolve();
      changes++;
      const cursorRequest: { onsuccess?: (event: unknown) => void } = {};
      action({
        put: (value: unknown, key: unknown) => rows.set(JSON.stringify(key), structuredClone(value)),
        delete: (key: unknown) => rows.delete(JSON.stringify(key)),
        clear: () => rows.clear(),
        openCursor: () => cursorRequest,
        transaction: {},
      } as unknown as IDBObjectStore);
      const keys = [...rows.keys()];
      const step = () => {
        const key = keys.shift();
        const cursor = key && {
          value: structuredClone(rows.get(key)),
          delete: () => rows.delete(key),
          update: (value: unknown) => rows.set(key, structuredClone(value)),
          continue: step,
        };
        cursorRequest.onsuccess?.({ target: { result: cursor ?? null } });
      };
      step();
    },
    forget() {
      forgotten++;
      rows.clear();
    },
  };
};
