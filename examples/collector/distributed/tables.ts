// The tables of the column store: the embedded store's columns (rows.ts), in ClickHouse's words.
import { batchColumns, type CellKind, type Column, eventColumns } from '../rows.ts';

export interface Table {
  name: string;
  columns: readonly { name: string; type: string }[];
  /** What makes two rows the same one. */
  identity: readonly string[];
}

const types: Record<CellKind, string> = { text: 'String', integer: 'Int64', number: 'Float64', boolean: 'UInt8' };

/** NOT NULL in migrations.ts too. A Nullable column costs a file of its own and may not be in a key. */
const required = new Set([
  ...['site', 'page', 'n', 'name', 'happened_at', 'received_at', 'batch', 'consent_analytics', 'consent_marketing'],
  ...['device_class', 'page_url', 'page_path', 'page_kind', 'params', 'sent_at', 'event_count', 'dropped', 'repeated'],
]);

const columnsOf = <Source>(columns: readonly Column<Source>[], identity: readonly string[]) =>
  columns.map(({ name, kind }) => ({
    name,
    type: required.has(name) || identity.includes(name) ? types[kind] : `Nullable(${types[kind]})`,
  }));

const tableOf = <Source>(name: string, columns: readonly Column<Source>[], identity: readonly string[]): Table => ({
  name,
  columns: columnsOf(columns, identity),
  identity,
});

export const eventTable = tableOf('event', eventColumns, ['site', 'page', 'n']);
/** Its `page` is the first event's; a batch without events has none, so it stays Nullable here. */
export const batchTable: Table = (() => {
  const table = tableOf('batch', batchColumns, ['site', 'batch', 'event_count']);
  return {
    ...table,
    columns: table.columns.map((column) => (column.name === 'page' ? { ...column, type: 'Nullable(String)' } : column)),
  };
})();

/**
 * Of rows with one identity the earliest arrival stays, as in the embedded store: the engine keeps the largest version,
 * so the version falls as time goes on. Partitions by the day of arrival, which is our own clock: a forged `at` of the
 * year 9999 must not make partitions, and an old day is dropped at once.
 */
export const toCreateTable = ({ name, columns, identity }: Table, isReplicated: boolean): string => {
  // Paths and {replica} as the server's <macros> say it; each table has a path of its own.
  const engine = isReplicated
    ? `ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/etappe_${name}', '{replica}', precedence)`
    : 'ReplacingMergeTree(precedence)';
  return `CREATE TABLE IF NOT EXISTS ${name} (
    ${columns.map((column) => `${column.name} ${column.type}`).join(',\n    ')},
    precedence UInt64 MATERIALIZED toUInt64(9007199254740991 - received_at)
  ) ENGINE = ${engine}
  PARTITION BY toDate(toDateTime(intDiv(received_at, 1000), 'UTC'))
  ORDER BY (${identity.join(', ')})`;
};

/** What older tables lack of today's columns. `present` is what the store says it has. */
export const toAddedColumns = ({ name, columns }: Table, present: ReadonlySet<string>): string[] =>
  columns
    .filter((column) => !present.has(column.name))
    .map((column) => `ALTER TABLE ${name} ADD COLUMN ${column.name} ${column.type}`);

/**
 * What counts once, as views.ts says it for the embedded store; every question is asked of these. FINAL, because
 * doubles that the engine has not merged yet are still there, and those of two days it never merges by itself.
 */
export const views: readonly { name: string; select: string }[] = [
  { name: 'event_once', select: 'SELECT * FROM event FINAL' },
  { name: 'batch_once', select: 'SELECT * FROM batch FINAL' },
  {
    name: 'purchase_once',
    select: `SELECT * FROM event_once WHERE name = 'purchase'
      ORDER BY happened_at, n LIMIT 1 BY site, ifNull(nullIf(transaction_id, ''), concat(page, '.', toString(n)))`,
  },
  {
    name: 'page_leave_last',
    select: `SELECT * FROM event_once WHERE name = 'page_leave' ORDER BY n DESC LIMIT 1 BY site, page`,
  },
];
