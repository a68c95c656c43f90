// The way to the column store: ClickHouse over HTTP, whichever of its replicas answers.
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { toJson } from '../json.ts';
import type { StoreSettings } from './settings.ts';
import { batchTable, eventTable, toAddedColumns, toCreateTable, views } from './tables.ts';

export type StoreRecord = Readonly<Record<string, string | number | boolean>>;

export interface ColumnStore {
  /** Resolves when a replica has them all. May be called again with the same ones: they count once. */
  insert(table: string, records: readonly StoreRecord[]): Promise<void>;
  /** Whether an insert failed because the server could not make sense of the records. */
  isUnreadable(error: unknown): boolean;
  /** Rows of a SELECT. Whole numbers of 64 bits come as texts, as the server sends them. */
  read<Result>(sql: string): Promise<Result[]>;
  /** Makes tables, columns and views that are missing. Run it once, by one process. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

const requestMs = 20_000;

// ClickHouse's ErrorCodes.cpp: a text, escape, quote, date, number, type or NULL that it cannot read.
const unreadableCodes = new Set(['6', '25', '26', '27', '38', '41', '53', '69', '72', '117', '130', '131', '349']);

/** The client reads the code out of the answers of servers since 20.x only; older ones leave it in the text. */
const codeOf = (error: unknown): string | undefined => {
  if (error instanceof ClickHouseError) return error.code;
  return error instanceof Error ? /^Code: (\d+)/.exec(error.message)?.[1] : undefined;
};

export const openColumnStore = ({ urls, database, user, password, isReplicated }: StoreSettings): ColumnStore => {
  const clients = urls.map((url) =>
    createClient({
      url,
      database,
      username: user,
      password,
      request_timeout: requestMs,
      json: { stringify: toJson },
      // The worker says itself what failed.
      log: { level: ClickHouseLogLevel.OFF },
    }),
  );
  let preferred = 0;

  /** The one that answered last is asked first; the others after it, once each. */
  const withAny = async <Result>(action: (client: ClickHouseClient) => Promise<Result>): Promise<Result> => {
    let failure: unknown;
    for (let turn = 0; turn < clients.length; turn += 1) {
      const index = (preferred + turn) % clients.length;
      try {
        const result = await action(clients[index] as ClickHouseClient);
        preferred = index;
        return result;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };

  const read: ColumnStore['read'] = <Result>(sql: string) =>
    withAny(async (client) => (await client.query({ query: sql, format: 'JSONEachRow' })).json<Result>());

  return {
    isUnreadable: (error) => unreadableCodes.has(codeOf(error) ?? ''),
    insert: (table, records) =>
      withAny(async (client) => {
        await client.insert({ table, values: [...records], format: 'JSONEachRow' });
      }),
    read,
    prepare: async () => {
      // Every replica has its own list of tables.
      for (const client of clients) {
        const run = (query: string) => client.command({ query });
        for (const table of [eventTable, batchTable]) {
          await run(toCreateTable(table, isReplicated));
          const present = await client.query({ query: `DESCRIBE TABLE ${table.name}`, format: 'JSONEachRow' });
          const names = (await present.json<{ name: string }>()).map(({ name }) => name);
          for (const statement of toAddedColumns(table, new Set(names))) await run(statement);
        }
        // A view keeps the columns that it was made with. Servers before 20.x drop views by DROP TABLE only.
        for (const { name } of views.toReversed()) await run(`DROP TABLE IF EXISTS ${name}`);
        for (const { name, select } of views) await run(`CREATE VIEW ${name} AS ${select}`);
      }
    },
    close: async () => {
      for (const client of clients) await client.close();
    },
  };
};
