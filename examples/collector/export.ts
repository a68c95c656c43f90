// How data leaves the collector: CSV, Parquet or JSON lines, each event and purchase once.
import { extname } from 'node:path';
import { batchColumns, type CellKind, eventColumns } from './rows.ts';
import type { Store } from './store.ts';

const formats: Record<string, string> = {
  '.csv': 'FORMAT csv, HEADER',
  '.parquet': 'FORMAT parquet, COMPRESSION zstd',
  '.jsonl': 'FORMAT json',
};

interface Table {
  view: string;
  columns: readonly { name: string; kind: CellKind }[];
}

const tables: Record<string, Table> = {
  event: { view: 'event_once', columns: eventColumns },
  purchase: { view: 'purchase_once', columns: eventColumns },
  batch: { view: 'batch', columns: batchColumns },
};

export interface ExportOptions {
  /** Its ending says the format: `.csv`, `.parquet` or `.jsonl`. */
  file: string;
  /** `event`, `purchase` or `batch`. @default 'event' */
  table?: string | undefined;
  site?: string | undefined;
  /** Received at or after, in epoch milliseconds. */
  from?: number | undefined;
  /** Received before, in epoch milliseconds. */
  to?: number | undefined;
}

const toLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`;

// A spreadsheet takes a cell that begins so for a formula, and what strangers sent must not become one:
// https://owasp.org/www-community/attacks/CSV_Injection
const asPlainCell = ({ name, kind }: { name: string; kind: CellKind }) =>
  kind === 'text' ? `regexp_replace(${name}::VARCHAR, '^([=+@\\t\\r-])', '''\\1') AS ${name}` : name;

/**
 * The statement that writes the file. In CSV a text that a spreadsheet would take for a formula gets a `'` before it;
 * Parquet and JSON lines hold it as it is.
 * @throws when the ending or the table is unknown
 */
export const toExportStatement = ({ file, table = 'event', site, from, to }: ExportOptions): string => {
  const ending = extname(file).toLowerCase();
  const format = Object.hasOwn(formats, ending) ? formats[ending] : undefined;
  const source = Object.hasOwn(tables, table) ? tables[table] : undefined;
  if (!format) throw new Error(`${file}: the ending says the format; use ${Object.keys(formats).join(', ')}.`);
  if (!source) throw new Error(`There is no table ${table}; use ${Object.keys(tables).join(', ')}.`);
  const cells = source.columns.map((column) => (ending === '.csv' ? asPlainCell(column) : column.name));
  const conditions = [
    site === undefined ? [] : `site = ${toLiteral(site)}`,
    from === undefined ? [] : `received_at >= ${Math.trunc(from)}`,
    to === undefined ? [] : `received_at < ${Math.trunc(to)}`,
  ].flat();
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  return `COPY (SELECT ${cells.join(', ')} FROM ${source.view}${where} ORDER BY received_at) TO ${toLiteral(file)} (${format})`;
};

/** Writes the file, over an earlier one of its name. @returns so many rows */
export const exportTo = (store: Store, options: ExportOptions): Promise<number> =>
  store.change(toExportStatement(options));
