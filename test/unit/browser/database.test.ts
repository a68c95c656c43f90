// An IndexedDB that breaks: nothing throws, and what can be opened again is.
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../../../src/browser/database.ts';

/** A browser's database whose connections die when told so, and which may be forbidden. */
const createBrowser = ({ isForbidden = false } = {}) => {
  const connections: { isAlive: boolean }[] = [];
  const indexedDB = {
    open() {
      if (isForbidden) throw new DOMException('', 'SecurityError');
      const connection = { isAlive: true };
      connections.push(connection);
      const request: { result?: unknown; onsuccess?(): void } = {};
      request.result = {
        close() {
          connection.isAlive = false;
        },
        transaction() {
          if (!connection.isAlive) throw new DOMException('', 'InvalidStateError');
          const transaction: { objectStore(): object; oncomplete?(): void } = { objectStore: () => ({}) };
          queueMicrotask(() => transaction.oncomplete?.());
          return transaction;
        },
      };
      queueMicrotask(() => request.onsuccess?.());
      return request;
    },
  };
  return { window: { indexedDB } as unknown as Window, connections };
};

describe('the database', () => {
  it('is opened once for many changes', async () => {
    const { window, connections } = createBrowser();
    const { change } = createDatabase(window, 'etappe', () => {});
    let changes = 0;
    await Promise.all([change(() => changes++), change(() => changes++)]);
    await change(() => changes++);
    expect([changes, connections.length]).toEqual([3, 1]);
  });

  it('is opened again when the browser has closed it', async () => {
    const { window, connections } = createBrowser();
    const { change } = createDatabase(window, 'etappe', () => {});
    let changes = 0;
    await change(() => changes++);
    for (const connection of connections) connection.isAlive = false;
    await change(() => changes++);
    await change(() => changes++);
    expect([changes, connections.length]).toEqual([2, 2]);
  });

  it('that is forbidden takes nothing, and throws nothing', async () => {
    const { change } = createDatabase(createBrowser({ isForbidden: true }).window, 'etappe', () => {});
    await expect(change(() => {})).resolves.toBeUndefined();
  });
});
