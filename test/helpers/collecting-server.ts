// A shop and its collector for tests: serves their pages and the built files, takes batches, tells what arrived.
import { join } from 'node:path';
import { createJournal, type Journal } from './journal.ts';
import { type LoggedRequest, type Origin, openOrigin, type Reply, type Route } from './origin.ts';
import { serveDirectory } from './static-files.ts';

export type { ReceivedBatch } from './journal.ts';
export type { LoggedRequest } from './origin.ts';

/** How the collector answers a batch. By default 204 at once and no CORS headers. */
export interface Answer extends Pick<Reply, 'status' | 'headers' | 'delayMs' | 'until' | 'reset'> {
  /** In seconds, or an HTTP date. Across origins it can be read only with `cors`. */
  retryAfter?: number | string;
  /** Send CORS headers, with `Retry-After` exposed, and answer preflights. @default false */
  cors?: boolean;
}

export interface CollectingOrigin extends Pick<Origin, 'url' | 'down' | 'up'> {
  /** The collector's URL on this origin. */
  endpoint: string;
  /** Answers a path, whatever its query and method, with a page from a string, a reply or a handler. Returns the URL. */
  page(path: string, route: Route): string;
  /** Answers every batch like this from now on. */
  answer(answer: Answer): void;
  /** Answers the next batches like this, one each, before the standing answer counts again. */
  answerNext(...answers: readonly Answer[]): void;
}

export interface CollectingServer extends CollectingOrigin, Journal {
  /**
   * Another port, hence another origin of the same site (cookies know no ports). Both origins also answer to
   * `localhost` and `*.localhost`, which are other sites and resolve in all three engines.
   */
  foreign: CollectingOrigin;
  /** Frees both ports. Throws when a body came that `decodeBatch` refused and nobody took. */
  close(): Promise<void>;
}

const distDirectory = join(import.meta.dirname, '../../dist');

const toCorsHeaders = ({ headers }: LoggedRequest): Record<string, string> => ({
  'access-control-allow-origin': headers.origin ?? '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
  'access-control-expose-headers': 'Retry-After',
});

const openCollectingOrigin = async (journal: ReturnType<typeof createJournal>): Promise<CollectingOrigin> => {
  const { url, route, down, up } = await openOrigin(journal);
  let standing: Answer = {};
  const next: Answer[] = [];

  const collect = (request: LoggedRequest): Reply => {
    if (request.method !== 'POST') {
      return standing.cors ? { status: 204, headers: toCorsHeaders(request) } : { status: 405 };
    }
    const { status = 204, headers, retryAfter, cors, ...rest } = next.shift() ?? standing;
    const { isReadable } = journal.collect(request, rest.reset ? 0 : status);
    return {
      ...rest,
      status: isReadable ? status : 400,
      headers: {
        ...(cors && toCorsHeaders(request)),
        ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
        ...headers,
      },
    };
  };

  route('/dist/*', serveDirectory(distDirectory, '/dist/'));
  // Chromium and Firefox ask for it unbidden.
  route('/favicon.ico', { status: 204 });
  return {
    url,
    endpoint: route('/e', collect),
    page: route,
    answer: (answer) => {
      standing = answer;
    },
    answerNext: (...answers) => {
      next.push(...answers);
    },
    down,
    up,
  };
};

/** Starts a shop origin and a foreign one, each with pages, the built files at `/dist/` and a collector at `/e`. */
export const createCollectingServer = async (): Promise<CollectingServer> => {
  const journal = createJournal();
  const own = await openCollectingOrigin(journal);
  const foreign = await openCollectingOrigin(journal);
  return {
    ...journal,
    ...own,
    foreign,
    close: async () => {
      await Promise.all([own.down(), foreign.down()]);
      journal.assertReadable();
    },
  };
};
