// The column store's tables beside the embedded store's, which DuckDB itself describes here.
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { batchTable, eventTable, toAddedColumns, toCreateTable } from '../../examples/collector/distributed/tables.ts';
import { migrate } from '../../examples/collector/migrations.ts';

const readEmbeddedColumns = async (table: string) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await migrate(connection);
  const rows = (await connection.runAndReadAll(`DESCRIBE ${table}`)).getRowObjectsJS();
  connection.closeSync();
  instance.closeSync();
  return rows.map((row) => ({ name: row.column_name, isNullable: row.null === 'YES' }));
};

describe.each([eventTable, batchTable])('the table $name', ({ name, columns }) => {
  it('has the columns of the embedded store, and may lack a value where that may', async () => {
    const mine = columns.map((column) => ({ name: column.name, isNullable: column.type.startsWith('Nullable') }));
    expect(mine).toEqual(await readEmbeddedColumns(name));
  });
});

describe('the tables of the column store', () => {
  it('know an event by its page and number, and never by its time', () => {
    expect(toCreateTable(eventTable, false)).toContain('ORDER BY (site, page, n)');
  });

  it('have a path of their own in a replicated store', () => {
    expect(toCreateTable(eventTable, true)).toContain(
      "('/clickhouse/tables/{shard}/etappe_event', '{replica}', precedence)",
    );
  });

  it('gain the columns that an older table lacks', () => {
    const old = new Set(eventTable.columns.map(({ name }) => name).filter((name) => name !== 'is_bot'));
    expect(toAddedColumns(eventTable, old)).toEqual(['ALTER TABLE event ADD COLUMN is_bot Nullable(UInt8)']);
    expect(toAddedColumns(eventTable, new Set([...old, 'is_bot']))).toEqual([]);
  });
});
