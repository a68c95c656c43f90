// One object store in IndexedDB. A broken, full or forbidden one is none: nothing is reported, nothing throws.

export interface Database {
  /** Opens it when first used. Resolves when the changes are kept, or could not be; never rejects. */
  change(action: (store: IDBObjectStore) => void): Promise<void>;
  /** Removes it from the device, in whatever tabs it is open. */
  forget(): void;
}

const storeName = 'events';

/** @param onForgotten runs when another tab has removed it */
export const createDatabase = (window: Window, name: string, onForgotten: () => void): Database => {
  let opening: Promise<IDBDatabase> | undefined;

  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = window.indexedDB.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore(storeName);
      request.onerror = reject;
      request.onsuccess = () => {
        const { result } = request;
        result.onversionchange = () => {
          opening = undefined;
          result.close();
          onForgotten();
        };
        resolve(result);
      };
    });

  const close = () => {
    opening?.then(
      (database) => {
        database.onversionchange = null;
        database.close();
      },
      () => undefined,
    );
    opening = undefined;
  };

  return {
    async change(action) {
      opening ??= open();
      const mine = opening;
      try {
        const database = await mine;
        if (opening !== mine) return;
        const transaction = database.transaction(storeName, 'readwrite');
        action(transaction.objectStore(storeName));
        await new Promise((resolve) => {
          transaction.oncomplete = transaction.onabort = resolve;
        });
      } catch {
        // Safari closes the connections of pages in the background, for good: https://bugs.webkit.org/show_bug.cgi?id=309386
        if (opening === mine) close();
      }
    },
    forget() {
      close();
      try {
        window.indexedDB.deleteDatabase(name);
      } catch {}
    },
  };
};
