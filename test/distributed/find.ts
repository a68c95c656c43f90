// Where the servers of the distributed collector are on this machine. Only looks at files; starts nothing.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Found } from '../helpers/engines/find.ts';

export type ServerName = 'nats-server' | 'clickhouse-server';

/** Debian puts both beside what only root runs, which is on nobody else's path. */
const directories = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

const variables: Record<ServerName, string> = {
  'nats-server': 'ETAPPE_NATS_SERVER',
  'clickhouse-server': 'ETAPPE_CLICKHOUSE_SERVER',
};

export const isNamed = (name: ServerName): boolean => Boolean(process.env[variables[name]]);

/** The server's path, or why there is none. A path that a variable names is not replaced by another one. */
export const findServer = (name: ServerName): Found<string> => {
  if (process.platform === 'win32') return { missing: 'the tests with real servers run on Linux and macOS' };
  const variable = variables[name];
  const named = process.env[variable];
  if (named) {
    return existsSync(named) ? { where: named } : { missing: `${variable} names ${named}, which does not exist` };
  }
  const where = directories.map((directory) => join(directory, name)).find((path) => existsSync(path));
  return where ? { where } : { missing: `no ${name} on the path` };
};
