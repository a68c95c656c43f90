// The store, collectors and workers on one machine, and the setup that an owner runs once.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePorts } from '../helpers/free-ports.ts';
import { createProgram, type Environment, isAnswering, type Server } from './program.ts';

const distributed = join(import.meta.dirname, '../../examples/collector/distributed');

export interface StoreServer extends Server {
  url: string;
  ask<Row>(sql: string): Promise<Row[]>;
  run(statement: string): Promise<void>;
  /** Puts one row in, past the worker. */
  add(table: string, row: Record<string, unknown>): Promise<void>;
}

export const createStoreServer = async (program: string, directory: string): Promise<StoreServer> => {
  const [http, tcp] = (await findFreePorts(2)) as [number, number];
  const url = `http://127.0.0.1:${http}`;
  const config = join(distributed, 'store.xml');
  const data = join(directory, 'store');
  const temporary = join(directory, 'store-temporary');
  for (const path of [data, temporary]) mkdirSync(path, { recursive: true });
  const server = createProgram({
    name: 'store',
    command: program,
    args: [`--config-file=${config}`],
    environment: {
      STORE_HTTP_PORT: String(http),
      STORE_TCP_PORT: String(tcp),
      STORE_DATA: `${data}/`,
      STORE_TEMPORARY: `${temporary}/`,
      STORE_CONFIG: config,
    },
    isReady: () => isAnswering(`${url}/ping`),
  });
  const send = async (body: string) => {
    const answer = await fetch(url, { method: 'POST', body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  };
  return {
    ...server,
    url,
    ask: async <Row>(sql: string) =>
      (await send(`${sql} FORMAT JSONEachRow`))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Row),
    run: async (statement) => void (await send(statement)),
    add: async (table, row) => void (await send(`INSERT INTO ${table} FORMAT JSONEachRow ${JSON.stringify(row)}`)),
  };
};

export interface CollectorServer extends Server {
  url: string;
}

export const createCollectorServer = async (environment: Environment): Promise<CollectorServer> => {
  const [port] = await findFreePorts(1);
  const server = createProgram({
    name: 'collector',
    command: process.execPath,
    args: [join(distributed, 'collector.ts')],
    environment: { ...environment, PORT: String(port) },
    isReady: async (output) => output.includes('Endpoint'),
  });
  return { ...server, url: `http://127.0.0.1:${port}` };
};

export const createWorkerServer = (environment: Environment): Server =>
  createProgram({
    name: 'worker',
    command: process.execPath,
    args: [join(distributed, 'worker.ts')],
    environment,
    isReady: async (output) => output.includes('Worker'),
  });

/** Makes streams and tables, as an owner does it once. */
export const runSetup = async (environment: Environment): Promise<void> => {
  const child = spawn(process.execPath, [join(distributed, 'setup.ts')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let reason = '';
  child.stderr.on('data', (chunk) => {
    reason += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The setup failed: ${reason}`);
};
