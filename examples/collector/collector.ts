// The collector as a part: store, live stream and routes, wired onto a server.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createLive } from './live.ts';
import { readLatestItems } from './live-items.ts';
import { mapRoutes } from './map/routes.ts';
import { defaultRetentionMonths, keepRetention } from './retention.ts';
import { type CollectorLimits, collectorRoutes } from './routes.ts';
import { openStore, type Store } from './store.ts';

/** Where data is kept between runs, unless told otherwise. Not in git. */
export const defaultDataFile = fileURLToPath(new URL('data/journey.duckdb', import.meta.url));

// DuckDB's words on Linux and macOS, and those of Windows.
const isInUse = (error: unknown) =>
  error instanceof Error && /could not set lock|used by another process/i.test(error.message);
const explain = (error: unknown, dataFile: string) => {
  if (isInUse(error)) {
    return new Error(
      `The data file is in use: ${dataFile}\nIs the demo running already? Stop it first, or set DATA_FILE to another file.`,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    `The data file cannot be opened: ${dataFile}\n${reason}\nTo begin with an empty one: npm run demo -- --reset`,
  );
};

/** Deletes everything collected. @throws when another process has the file open: it must not lose it from under it */
export const resetData = async (dataFile: string): Promise<void> => {
  try {
    await (await openStore({ file: dataFile })).close();
  } catch (error) {
    // A file that cannot be read for another reason is the best reason to begin anew.
    if (isInUse(error)) throw explain(error, dataFile);
  }
  for (const file of [dataFile, `${dataFile}.wal`]) await rm(file, { force: true });
};

export interface CollectorSettings extends CollectorLimits {
  /** DuckDB file; `:memory:` keeps nothing. */
  dataFile: string;
  /** `0` keeps everything. @default 25 */
  retentionMonths?: number | undefined;
  /** Where a shop to try it with is served, if there is one here. */
  shopPath?: string | undefined;
}

/** Opens the data file. @throws with a message for people */
export const openDataFile = (dataFile: string): Promise<Store> =>
  openStore({ file: dataFile }).catch((error: unknown) => {
    throw explain(error, dataFile);
  });

/**
 * Adds `POST /e`, `GET /health`, `GET /metrics` and the journey map to a server. Closing the server closes the database,
 * after the last request was answered.
 * @throws when the data file is in use by another process
 */
export const addCollector = async (
  server: FastifyInstance,
  { dataFile, shopPath, retentionMonths = defaultRetentionMonths, ...limits }: CollectorSettings,
): Promise<void> => {
  const store = await openDataFile(dataFile);
  const stopRetention = await keepRetention({ store, months: retentionMonths });
  const live = createLive(await readLatestItems(store));
  // preClose: a stream never ends by itself and would hold the server open. onClose: all requests are answered.
  server.addHook('preClose', async () => live.close());
  server.addHook('onClose', async () => {
    stopRetention();
    await store.close();
  });
  await server.register(collectorRoutes, { store, live, ...limits });
  await server.register(mapRoutes, { store, live, shopPath });
};
