// The demo: shop, collector and journey map on one port. `npm run demo`, `npm run demo -- --reset` to begin empty.
import { fileURLToPath } from 'node:url';
import { addCollector, defaultDataFile, resetData } from '../collector/collector.ts';
import { closeOnSignal, fail, readPort, say } from '../shared/command.ts';
import { createHttpServer, listenOn } from '../shared/http.ts';
import { shopRoutes } from './routes.ts';

export interface DemoOptions {
  /** `0` takes any free port. @default 4600 */
  port?: number;
  /** DuckDB file; `:memory:` keeps nothing. @default examples/collector/data/journey.duckdb */
  dataFile?: string;
  /** @default '127.0.0.1' */
  host?: string | undefined;
  /** Say nothing. @default false */
  quiet?: boolean;
}

export interface Demo {
  /** Without a slash at the end. */
  url: string;
  /** Finishes requests, writes what is waiting, closes the database. */
  close(): Promise<void>;
}

const exampleCampaign = 'utm_source=newsletter&utm_medium=email&utm_campaign=autumn';

/**
 * Starts everything and resolves when it listens.
 * @throws when the port is taken or the data file is in use, with a message for people
 */
export const startDemo = async ({
  port = 4600,
  dataFile = defaultDataFile,
  host,
  quiet = false,
}: DemoOptions = {}): Promise<Demo> => {
  const server = createHttpServer();
  let url: string;
  try {
    await addCollector(server, { dataFile, shopPath: '/' });
    await server.register(shopRoutes);
    url = await listenOn(server, port, host);
  } catch (error) {
    await server.close();
    throw error;
  }
  if (!quiet) {
    say(`
  Shop         ${url}/
               ${url}/de/?${exampleCampaign}
  Journey map  ${url}/journey

  Open the shop with the campaign link, accept the cookies, buy something, and watch the map beside it.
  Data is kept in ${dataFile}; begin empty with: npm run demo -- --reset
  Stop with Ctrl-C.
`);
  }
  return { url, close: () => server.close() };
};

// Node before 24.2 does not know import.meta.main.
if (import.meta.main ?? process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const dataFile = process.env.DATA_FILE ?? defaultDataFile;
    if (process.argv.includes('--reset')) await resetData(dataFile);
    const demo = await startDemo({ port: readPort(4600), dataFile, host: process.env.HOST });
    closeOnSignal(demo.close);
  } catch (error) {
    fail(error);
  }
}
