// Everything that the parts of the distributed collector are told: environment variables, read here and nowhere else.
import { toOrigins } from '../origins.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface CollectorSettings {
  host: string | undefined;
  allowedOrigins: readonly string[] | undefined;
  ratePerMinute: number | undefined;
  trustedProxies: number | undefined;
}

export interface LogSettings {
  /** Addresses of the log's nodes; any of them leads to the others. */
  urls: readonly string[];
  token: string | undefined;
  /** Begins the name of every stream. Never give a deleted stream's name to a new one. */
  name: string;
  /** The workers' place in every stream, shared by all of the same name. A new name begins with the oldest message. */
  reader: string;
  /** How many streams share the load. All collectors and workers must be told the same number. */
  shards: number;
  replicas: number;
  /** What one shard may hold; a full log refuses, it never drops what is not read yet. */
  maxBytes: number;
  keepMs: number;
  /** How long a batch may wait for its acknowledgement before its sender is told to come back. */
  patienceMs: number;
}

export interface StoreSettings {
  /** One address for each replica; the next one is asked when one fails. */
  urls: readonly string[];
  database: string;
  user: string;
  password: string;
  isReplicated: boolean;
}

export interface WorkerSettings {
  /** Messages in one insert, at most. A message is one batch. */
  maxMessages: number;
  /** How long an insert waits for company. */
  gatherMs: number;
  /** Inserts under way at once, for each shard. */
  lanes: number;
  /** When the log hands a message out again that was not acknowledged: longer than any insert takes. */
  acknowledgeWithinMs: number;
}

export interface Settings {
  collector: CollectorSettings;
  log: LogSettings;
  store: StoreSettings;
  worker: WorkerSettings;
}

/** @throws when a variable is set to something else than a whole number of at least `least` */
const readWhole = (environment: Environment, name: string, least: number): number | undefined => {
  const text = environment[name];
  if (!text) return undefined;
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new Error(`${name}=${text} is no whole number of at least ${least}.`);
};

const readCount = (environment: Environment, name: string, fallback: number) =>
  readWhole(environment, name, 1) ?? fallback;

/** A stream's name must not hold dots, spaces, wildcards or slashes. @throws when it does */
const readName = (environment: Environment, name: string, fallback: string): string => {
  const text = environment[name] || fallback;
  if (!/^\w[\w-]{0,60}$/.test(text)) throw new Error(`${name}=${text}: use letters, digits, - and _ only.`);
  return text;
};

const readList = (environment: Environment, name: string, fallback: string) =>
  (environment[name] || fallback)
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);

const readStore = (environment: Environment): StoreSettings => {
  const urls = readList(environment, 'STORE_URLS', 'http://127.0.0.1:8123');
  const isReplicated = environment.STORE_REPLICATED === 'true';
  if (urls.length > 1 && !isReplicated) {
    throw new Error('Several STORE_URLS need STORE_REPLICATED=true: else each server would hold a part of the rows.');
  }
  return {
    urls,
    isReplicated,
    database: readName(environment, 'STORE_DATABASE', 'default'),
    user: environment.STORE_USER || 'default',
    password: environment.STORE_PASSWORD ?? '',
  };
};

/** @throws with the variable's name when one of them makes no sense */
export const readSettings = (environment: Environment = process.env): Settings => ({
  // The same names as the collector with the embedded store has (../settings.ts).
  collector: {
    host: environment.HOST,
    allowedOrigins: toOrigins(environment.ALLOWED_ORIGINS),
    ratePerMinute: readWhole(environment, 'RATE_PER_MINUTE', 0),
    trustedProxies: readWhole(environment, 'TRUSTED_PROXIES', 0),
  },
  log: {
    urls: readList(environment, 'LOG_URLS', 'nats://127.0.0.1:4222'),
    token: environment.LOG_TOKEN || undefined,
    name: readName(environment, 'LOG_NAME', 'etappe'),
    reader: readName(environment, 'LOG_READER', 'store'),
    shards: readCount(environment, 'LOG_SHARDS', 1),
    replicas: readCount(environment, 'LOG_REPLICAS', 3),
    maxBytes: readCount(environment, 'LOG_MAX_GIB', 10) * 1024 ** 3,
    keepMs: readCount(environment, 'LOG_KEEP_HOURS', 72) * 3_600_000,
    patienceMs: readCount(environment, 'LOG_PATIENCE_MS', 10_000),
  },
  store: readStore(environment),
  worker: {
    maxMessages: readCount(environment, 'WORKER_MESSAGES', 500),
    gatherMs: readCount(environment, 'WORKER_GATHER_MS', 1000),
    lanes: readCount(environment, 'WORKER_LANES', 2),
    acknowledgeWithinMs: readCount(environment, 'WORKER_ACKNOWLEDGE_WITHIN_MS', 30_000),
  },
});
