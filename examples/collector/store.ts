// Where batches lie: one DuckDB file, written in groups, answered only when on disk.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { appendRows } from './append.ts';
import { migrate } from './migrations.ts';
import { type BatchArrival, batchColumns, eventColumns, type Row, toRow } from './rows.ts';
import type { Arrival, Sink } from './sink.ts';
import { views } from './views.ts';
import { createWriteQueue } from './write-queue.ts';

export type { DecodedBatch } from './sink.ts';

export type Bindings = Record<string, string | number | null>;

export interface Store extends Sink {
  /** Rows of a SELECT, with `$name` bindings; whole numbers come as numbers, not as bigint. */
  read<Result>(sql: string, bindings?: Bindings): Promise<Result[]>;
  /** Runs one statement between the writes, never beside one; resolves with the number of rows that it touched. */
  change(sql: string, bindings?: Bindings): Promise<number>;
}

export interface StoreOptions {
  /** `:memory:` keeps nothing. */
  file: string;
  now?: () => number;
  /** How long a write waits for company, in milliseconds: each costs DuckDB about 5 ms, however little it holds. @default 20 */
  gatherMs?: number;
  /** Batches that may wait to be written; what comes on top is refused. @default 5000 */
  maxWaiting?: number;
}

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
export const openStore = async ({
  file,
  now = Date.now,
  gatherMs = 20,
  maxWaiting = 5_000,
}: StoreOptions): Promise<Store> => {
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

  // One connection writes, and a transaction is the connection's: one after the other.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(task);
    turn = result.catch(() => undefined);
    return result;
  };

  const queue = createWriteQueue<Job>({
    write: (jobs) => inTurn(() => writeJobs(writer, jobs)),
    gatherMs,
    maxWaiting,
  });

  // A resent batch keeps its id. Remembering the latest ids saves the write; what slips through is dropped when reading.
  const stored = new Map<string, Promise<void>>();
  const keyOf = (site: string, batch: string, count: number) => JSON.stringify([site, batch, count]);
  const latest = `SELECT site, batch, event_count FROM batch WHERE NOT repeated ORDER BY received_at DESC LIMIT ${rememberedBatches}`;
  for (const row of await read<{ site: string; batch: string; event_count: number }>(latest)) {
    stored.set(keyOf(row.site, row.batch, row.event_count), Promise.resolve());
  }

  const enqueue = ({ batch, events, sender }: Arrival, isRepeated: boolean) => {
    const receipt = { receivedAt: now(), sender };
    return queue.add({
      batch,
      isRepeated,
      batchRow: toRow(batchColumns, { batch, isRepeated }, receipt),
      eventRows: isRepeated ? [] : events.map((event) => toRow(eventColumns, event, receipt)),
    });
  };

  return {
    add: async (arrival) => {
      const key = keyOf(arrival.batch.site, arrival.batch.batch, arrival.events.length);
      const earlier = stored.get(key);
      if (earlier) {
        await earlier;
        await enqueue(arrival, true);
        return false;
      }
      const writing = enqueue(arrival, false);
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
    change: (sql, bindings = {}) => inTurn(async () => (await writer.run(sql, bindings)).rowsChanged),
    waiting: queue.waiting,
    check: async () => void (await read('SELECT 1')),
    close: async () => {
      await queue.close();
      await turn;
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
