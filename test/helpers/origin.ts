// One HTTP origin on loopback that answers by routes, logs every request and can go down and up again.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

export interface LoggedRequest {
  /** Epoch milliseconds of its arrival, body included. */
  at: number;
  /** The `url` of the origin that was asked, under whatever name: that is in `headers.host`. */
  origin: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  cookies: Readonly<Record<string, string>>;
  body: string;
}

export interface Reply {
  /** @default 200 */
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** @default empty */
  body?: string | Uint8Array;
  /** Hold the answer back for so long. */
  delayMs?: number;
  /** Hold the answer back until this is settled. */
  until?: Promise<void>;
  /** Cut the connection instead of answering. */
  reset?: boolean;
}

/** A string is an HTML page. */
export type Route = string | Reply | ((request: LoggedRequest) => string | Reply | Promise<string | Reply>);

export interface Origin {
  url: string;
  /** Answers a path, whatever its query and method; a path that ends in `*` answers all that begin so. Returns the URL. */
  route(path: string, route: Route): string;
  /** Connections are refused from now on. */
  down(): Promise<void>;
  /** Listens again on the same port. */
  up(): Promise<void>;
}

/** Told of every request: when it begins, when its body is there, when it has its answer or was given up. */
export interface OriginLog {
  opened(): void;
  asked(request: LoggedRequest): void;
  answered(): void;
}

const readCookies = (header = '') =>
  Object.fromEntries(
    header.split('; ').flatMap((pair) => {
      const [name, ...value] = pair.split('=');
      return name ? [[name, value.join('=')]] : [];
    }),
  );

const readRequest = async (message: IncomingMessage, origin: string): Promise<LoggedRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const { pathname, searchParams } = new URL(message.url ?? '/', origin);
  return {
    at: Date.now(),
    origin,
    method: message.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: message.headers,
    cookies: readCookies(message.headers.cookie),
    body: Buffer.concat(chunks).toString(),
  };
};

const sendReply = async (response: ServerResponse, reply: string | Reply) => {
  const page = { headers: { 'content-type': 'text/html;charset=utf-8' } };
  const {
    status = 200,
    headers,
    body = '',
    delayMs,
    until,
    reset,
  }: Reply = typeof reply === 'string' ? { ...page, body: reply } : reply;
  if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
  await until;
  if (reset) response.socket?.resetAndDestroy();
  // Not no-store: Firefox refuses such a page a place in the back/forward cache.
  else response.writeHead(status, { 'cache-control': 'no-cache', ...headers }).end(body);
};

/** Starts an origin on a free port of 127.0.0.1. What no route answers gets an empty 404. */
export const openOrigin = async (log: Partial<OriginLog> = {}): Promise<Origin> => {
  const routes = new Map<string, Route>();
  let url = '';

  const findRoute = (path: string): Route | undefined =>
    routes.get(path) ?? [...routes].find(([key]) => key.endsWith('*') && path.startsWith(key.slice(0, -1)))?.[1];

  const answer = async (message: IncomingMessage, response: ServerResponse) => {
    log.opened?.();
    response.once('close', () => log.answered?.());
    try {
      const request = await readRequest(message, url);
      log.asked?.(request);
      const route = findRoute(request.path) ?? { status: 404 };
      await sendReply(response, typeof route === 'function' ? await route(request) : route);
    } catch (error) {
      // A page that left while its request was read has no one to answer.
      if (!response.headersSent && !response.destroyed) response.writeHead(500).end(String(error));
    }
  };

  const server = createServer((message, response) => void answer(message, response));
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', () => {
        const address = server.address();
        if (address && typeof address === 'object') resolve(address.port);
      });
    });
  const port = await listen(0);
  url = `http://127.0.0.1:${port}`;

  return {
    url,
    route: (path, route) => {
      routes.set(path, route);
      return url + path;
    },
    down: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    up: async () => {
      await listen(port);
    },
  };
};
