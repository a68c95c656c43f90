// What is forgotten: a visitor who asks for it, and everything past its time.
import { rename, rm } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Store } from './store.ts';

/**
 * Deletes everything of one visitor, whose id an owner finds in the visitor's browser.
 * @returns so many events
 */
export const forgetVisitor = (store: Store, visitor: string): Promise<number> =>
  store.change('DELETE FROM event WHERE visitor = $visitor', { visitor });

/**
 * Deletes what arrived before `before`, in epoch milliseconds of this machine: a visitor's clock may say anything.
 * @returns so many events
 */
export const forgetOlder = async (store: Store, before: number): Promise<number> => {
  const events = await store.change('DELETE FROM event WHERE received_at < $before', { before });
  await store.change('DELETE FROM batch WHERE received_at < $before', { before });
  return events;
};

/**
 * Writes the file anew, so that nothing is left of what was deleted: DuckDB only marks deleted rows, and their bytes
 * stay until they are overwritten. The file must not be open.
 */
export const rewriteFile = async (file: string): Promise<void> => {
  const copy = `${file}.rewritten`;
  for (const leftover of [copy, `${copy}.wal`]) await rm(leftover, { force: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${file.replaceAll("'", "''")}' AS written`);
    await connection.run(`ATTACH '${copy.replaceAll("'", "''")}' AS rewritten`);
    await connection.run('COPY FROM DATABASE written TO rewritten');
    await connection.run('DETACH rewritten');
    await connection.run('DETACH written');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  await rename(copy, file);
};
