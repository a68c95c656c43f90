// Where batches lie: one DuckDB file, written in groups, answered only when on disk.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { FlatEvent, WireBatch } from 'etappe/wire';
import { appendRows } from './append.ts';
import { migrate } from './migrations.ts';
import { type BatchArrival, batchColumns, eventColumns, type Row, toRow } from './rows.ts';
import { views } from './views.ts';
import { createWriteQueue } from './write-queue.ts';

export interface DecodedBatch {
  batch: WireBatch;
  events: readonly FlatEvent[];
}

export type Bindings = Record<string, string | number | null>;

export interface Store {
  /** Resolves when the batch is on disk: `false` when it had been stored before. Rejects when it could not be stored. */
  add(decoded: DecodedBatch): Promise<boolean>;
  /** Rows of a SELECT, with `$name` bindings; whole numbers come as numbers, not as bigint. */
  read<Result>(sql: string, bindings?: Bindings): Promise<Result[]>;
  waiting(): number;
  /** Writes what is waiting and closes the file. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `:memory:` keeps nothing. */
  file: string;
  now?: () => number;
  gatherMs?: number;
}

const maxWaitingBatches = 5_000;
const rememberedBatches = 20_000;

interface Job extends BatchArrival {
  batchRow: Row;
  eventRows: readonly Row[];
}

const writeJobs = async (connection: DuckDBConnection, jobs: readonly Job[]) => {
  await connection.run('BEGIN');
  try {
    const batchRows = jobs.map(({ batchRow }) => batchRow);
    await appendRows(connection, 'batch', batchColumns, batchRows);
    const eventRows = jobs.flatMap((job) => job.eventRows);
    await appendRows(connection, 'event', eventColumns, eventRows);
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

/**
 * Opens the file, brings it up to date and makes it ready.
 * @throws when another process has the file open, or a newer collector wrote it
 */
export const openStore = async ({ file, now = Date.now, gatherMs = 5 }: StoreOptions): Promise<Store> => {
  if (file !== ':memory:') await mkdir(dirname(file), { recursive: true });
  // Nothing is loaded from the network, and a small machine stays usable.
  const instance = await DuckDBInstance.create(file, {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: '1GB',
  });
  const writer = await instance.connect();
  const reader = await instance.connect();
  await migrate(writer, now);
  await writer.run(views);

  const read: Store['read'] = async <Result>(sql: string, bindings: Bindings = {}) =>
    (await reader.runAndReadAll(sql, bindings)).getRowObjectsJS().map(toPlainNumbers) as Result[];

  const queue = createWriteQueue<Job>({
    write: (jobs) => writeJobs(writer, jobs),
    gatherMs,
    maxWaiting: maxWaitingBatches,
  });

  // A resent batch keeps its id. Remembering the latest ids saves the write; what slips through is dropped when reading.
  const stored = new Map<string, Promise<void>>();
  const keyOf = (site: string, batch: string, count: number) => JSON.stringify([site, batch, count]);
  const latest = `SELECT site, batch, event_count FROM batch WHERE NOT repeated ORDER BY received_at DESC LIMIT ${rememberedBatches}`;
  for (const row of await read<{ site: string; batch: string; event_count: number }>(latest)) {
    stored.set(keyOf(row.site, row.batch, row.event_count), Promise.resolve());
  }

  const enqueue = ({ batch, events }: DecodedBatch, isRepeated: boolean) => {
    const receivedAt = now();
    return queue.add({
      batch,
      isRepeated,
      batchRow: toRow(batchColumns, { batch, isRepeated }, receivedAt),
      eventRows: isRepeated ? [] : events.map((event) => toRow(eventColumns, event, receivedAt)),
    });
  };

  return {
    add: async (decoded) => {
      const key = keyOf(decoded.batch.site, decoded.batch.batch, decoded.events.length);
      const earlier = stored.get(key);
      if (earlier) {
        await earlier;
        await enqueue(decoded, true);
        return false;
      }
      const writing = enqueue(decoded, false);
      stored.set(key, writing);
      if (stored.size > rememberedBatches) stored.delete(stored.keys().next().value as string);
      try {
        await writing;
      } catch (error) {
        stored.delete(key);
        throw error;
      }
      return true;
    },
    read,
    waiting: queue.waiting,
    close: async () => {
      await queue.close();
      reader.closeSync();
      writer.closeSync();
      instance.closeSync();
    },
  };
};

const toPlainNumbers = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
  );
