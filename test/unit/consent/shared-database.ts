// As much of IndexedDB as the tracker uses, shared by the tabs of a browser: requests take turns, a deletion asks others to close.

/** One page's way to the databases; it says what it does there. What is in them is judged when all is done. */
export interface DatabaseUser {
  see(deed: { kind: 'read' | 'forget'; where: string } | { kind: 'write'; where: string; text: string }): void;
  /** Another page deletes a database that this one has open, and it listens. */
  overhear(): void;
}

interface Connection {
  user: DatabaseUser;
  onversionchange: (() => void) | null;
  isClosed: boolean;
}

interface Shelf {
  records: Map<string, { key: IDBValidKey; value: unknown }>;
  connections: Set<Connection>;
}

export interface SharedDatabases {
  /** What a page finds as `indexedDB`. */
  toFactory(user: DatabaseUser): Pick<IDBFactory, 'open' | 'deleteDatabase'>;
  /** Databases that hold something. */
  listKept(): string[];
  /** What they hold. */
  listTexts(): string[];
}

/** More turns than any page needs to close what it has open. */
const maxTurns = 10;

const storeOf = (user: DatabaseUser, where: string, { records }: Shelf, ask: <R>(result: () => R) => object) => ({
  put(value: object, key: IDBValidKey) {
    user.see({ kind: 'write', where, text: '' });
    records.set(JSON.stringify(key), { key, value });
  },
  delete(key: IDBValidKey) {
    user.see({ kind: 'forget', where });
    records.delete(JSON.stringify(key));
  },
  transaction: {},
  clear() {
    user.see({ kind: 'forget', where });
    records.clear();
  },
  openCursor() {
    user.see({ kind: 'read', where });
    const entries = [...records];
    let index = 0;
    const request = ask(() => {
      const entry = entries[index];
      if (!entry) return null;
      const [name, { value }] = entry;
      return {
        value,
        delete: () => records.delete(name),
        update(next: object) {
          user.see({ kind: 'write', where, text: '' });
          records.set(name, { ...entry[1], value: next });
        },
        continue() {
          index++;
          Object.assign(request, { again: true });
        },
      };
    });
    return request;
  },
});

export const createSharedDatabases = (): SharedDatabases => {
  const shelves = new Map<string, Shelf>();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (action: () => unknown) => {
    last = last.then(action);
  };

  const transact = (user: DatabaseUser, where: string, shelf: Shelf) => {
    const asked: (() => boolean)[] = [];
    const ask = (result: () => unknown) => {
      const request: { onsuccess?: (event: object) => void; result?: unknown; again?: boolean } = {};
      asked.push(() => {
        request.again = false;
        request.result = result();
        request.onsuccess?.({ target: request });
        return !!request.again;
      });
      return request;
    };
    const transaction: { objectStore(): object; oncomplete?: () => void } = {
      objectStore: () => storeOf(user, where, shelf, ask),
    };
    inTurn(async () => {
      for (const answer of asked) while (answer()) await undefined;
      await undefined;
      transaction.oncomplete?.();
    });
    return transaction;
  };

  return {
    toFactory: (user) =>
      ({
        open(name: string) {
          const where = `database ${name}`;
          user.see({ kind: 'read', where });
          const request: { onsuccess?: () => void; onupgradeneeded?: () => void; result?: object } = {};
          inTurn(() => {
            const isNew = !shelves.has(name);
            const shelf = shelves.get(name) ?? { records: new Map(), connections: new Set() };
            shelves.set(name, shelf);
            const connection: Connection = { user, onversionchange: null, isClosed: false };
            shelf.connections.add(connection);
            request.result = Object.assign(connection, {
              createObjectStore() {},
              transaction: () => transact(user, where, shelf),
              close() {
                connection.isClosed = true;
                shelf.connections.delete(connection);
              },
            });
            if (isNew) request.onupgradeneeded?.();
            request.onsuccess?.();
          });
          return request;
        },
        deleteDatabase(name: string) {
          user.see({ kind: 'forget', where: `database ${name}` });
          inTurn(async () => {
            const shelf = shelves.get(name);
            for (const connection of shelf?.connections ?? []) {
              if (!connection.onversionchange) continue;
              connection.user.overhear();
              connection.onversionchange();
            }
            for (let turn = 0; shelf?.connections.size && turn < maxTurns; turn++) await undefined;
            if (!shelf?.connections.size) shelves.delete(name);
          });
          return {};
        },
      }) as unknown as IDBFactory,
    listKept: () => [...shelves].filter(([, { records }]) => records.size).map(([name]) => `database ${name}`),
    listTexts: () =>
      [...shelves.values()].flatMap(({ records }) => [...records.values()].map(({ value }) => JSON.stringify(value))),
  };
};
