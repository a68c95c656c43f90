// One loopback server as many origins: each visit has a shop and a collector of its own, told apart by host name.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Contestant } from '../contestants/contestant.ts';
import { toBeginning, toPage } from './shop.ts';

export interface CollectorRequest {
  method: string;
  path: string;
  /** Of the body and the query as they came. */
  bytes: number;
  events: string[];
}

export interface Visit {
  shop: string;
  collector: string;
  /** What the collector was sent, the script itself aside. */
  requests: CollectorRequest[];
  /** Bodies that could not be read. */
  problems: string[];
}

export interface Stage {
  /** Another site, to leave for. */
  elsewhere: string;
  /** Origins without storage, cache or log of an earlier visit. @param contestant nobody: the page without a tracker */
  visit(contestant: Contestant | undefined, options?: { hasConsent?: boolean; latencyMs?: number }): Visit;
  close(): Promise<void>;
}

interface Staged extends Visit {
  contestant: Contestant | undefined;
  hasConsent: boolean;
  latencyMs: number;
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const isGzip = (body: Buffer) => body[0] === 0x1f && body[1] === 0x8b;

const toCorsHeaders = ({ headers }: IncomingMessage) => ({
  'access-control-allow-origin': headers.origin ?? '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  'access-control-allow-methods': 'GET, POST, PUT',
  'access-control-max-age': '600',
  'cache-control': 'no-store',
});

const note = ({ requests, problems, contestant }: Staged, request: IncomingMessage, url: URL, body: Buffer): void => {
  const { method = '' } = request;
  const entry: CollectorRequest = { method, path: url.pathname, bytes: body.length + url.search.length, events: [] };
  requests.push(entry);
  if (method === 'OPTIONS' || !(body.length || url.search)) return;
  try {
    entry.events = contestant?.read((isGzip(body) ? gunzipSync(body) : body).toString(), url) ?? [];
  } catch (error) {
    problems.push(`${contestant?.name}, ${url.pathname}: ${(error as Error).message}`);
  }
};

const collect = async (visit: Staged, request: IncomingMessage, response: ServerResponse, url: URL) => {
  note(visit, request, url, await readBody(request));
  await wait(visit.latencyMs);
  const answer = request.method === 'OPTIONS' ? '' : (visit.contestant?.answer?.(url) ?? {});
  const isScript = typeof answer === 'string';
  response.writeHead(200, {
    ...toCorsHeaders(request),
    'content-type': isScript ? 'text/javascript' : 'application/json',
  });
  response.end(isScript ? answer : JSON.stringify(answer));
};

export const openStage = async (): Promise<Stage> => {
  const visits = new Map<string, Staged>();

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { host = '' } = request.headers;
    const url = new URL(request.url ?? '/', `http://${host}`);
    const [label = '', role] = host.split('.');
    const visit = visits.get(label);
    const send = (type: string, text: string) =>
      response
        .writeHead(200, {
          'content-type': `${type};charset=utf-8`,
          'cache-control': type === 'text/html' ? 'no-store' : 'max-age=600',
        })
        .end(text);
    if (!visit) return send('text/html', '<!doctype html><title>Elsewhere</title>');
    const { contestant, collector, hasConsent } = visit;
    if (role === 'collector' && url.pathname !== '/script.js') return collect(visit, request, response, url);
    if (contestant && role === 'collector') return send('text/javascript', contestant.code);
    if (contestant && url.pathname === '/begin.js') return send('text/javascript', toBeginning(contestant, collector));
    return send('text/html', toPage(url.pathname, contestant, collector, hasConsent));
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    elsewhere: `http://www.elsewhere.test:${port}/`,
    visit(contestant, { hasConsent = true, latencyMs = 0 } = {}) {
      // Addresses are part of what is sent, so all are equally long.
      const label = `v${10_000 + visits.size}`;
      const visit: Staged = {
        shop: `http://${label}.shop.test:${port}`,
        collector: `http://${label}.collector.shop.test:${port}`,
        requests: [],
        problems: [],
        contestant,
        hasConsent,
        latencyMs,
      };
      visits.set(label, visit);
      return visit;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
