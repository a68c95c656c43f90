// What the collector answers to a batch: POST /e, kept by any sink.
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import { decodeBatch } from 'etappe/wire';
import type { FastifyError, FastifyPluginAsync } from 'fastify';
import { addressOf, createAddressKeys } from './address.ts';
import { isDeeperThan } from './depth.ts';
import type { Metrics } from './metrics.ts';
import { isAllowedOrigin } from './origins.ts';
import { isBotEvent } from './rows.ts';
import { toSender } from './sender.ts';
import type { Arrival, Sink } from './sink.ts';
import { unfoldedLength } from './unfolded.ts';

export interface ReceiveOptions {
  sink: Sink;
  metrics?: Metrics | undefined;
  /** Hears of each batch that was new, after it became durable. */
  onStored?: ((arrival: Arrival) => void) | undefined;
  /** Origins whose pages may send; `null` only when it is among them. @default all but `null` */
  allowedOrigins?: readonly string[] | undefined;
  /** Requests that one address may make in a minute; `0` counts none. @default 1200 */
  ratePerMinute?: number | undefined;
  /** Proxies in front that append to X-Forwarded-For. @default 0 */
  trustedProxies?: number | undefined;
}

const maxBodyBytes = 256 * 1024;
// A batch needs eight levels; what nests deeper is an attack on whoever stringifies it again.
const maxDepth = 24;
// The tracker's own largest are about 1.2 million: 50 events, two long touches, a long address, title and referrer.
const maxUnfolded = 2_000_000;
const tooMuch = 'batch: says too much of too many events; send fewer at once';
// A browser asks again after so long whether it may post JSON. Chromium keeps an answer for two hours at most.
const preflightSeconds = 7_200;
const retryAfterSeconds = 5;
// More addresses than this in one minute: the least recently seen is forgotten.
const countedAddresses = 20_000;

const parse = (body: unknown): unknown => {
  try {
    return JSON.parse(String(body));
  } catch {
    return body;
  }
};

const decode = (body: unknown): ReturnType<typeof decodeBatch> => {
  const value = parse(body);
  return isDeeperThan(value, maxDepth) ? { ok: false, reason: 'batch: nests too deep' } : decodeBatch(value);
};

export const receiveRoutes: FastifyPluginAsync<ReceiveOptions> = async (
  server,
  { sink, metrics, onStored, allowedOrigins, ratePerMinute = 1_200, trustedProxies = 0 },
) => {
  server.removeAllContentTypeParsers();
  // Beacons arrive as text/plain, because that needs no CORS preflight.
  server.addContentTypeParser(['text/plain', 'application/json'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );

  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ reason: status < 500 ? error.message : 'The collector failed' });
  });

  server.addHook('onResponse', async (request, reply) => {
    if (request.method === 'POST') metrics?.answered(reply.statusCode, reply.elapsedTime / 1000);
  });

  // Beacons are sent with credentials: to them a browser takes the origin itself for an answer, and never `*`.
  await server.register(cors, {
    origin: async (origin: string | undefined) => origin !== undefined && isAllowedOrigin(origin, allowedOrigins),
    credentials: true,
    methods: ['POST'],
    allowedHeaders: ['content-type'],
    exposedHeaders: ['retry-after'],
    maxAge: preflightSeconds,
    strictPreflight: false,
  });

  server.addHook('onRequest', async (request, reply) => {
    if (isAllowedOrigin(request.headers.origin, allowedOrigins)) return;
    return reply.code(403).send({ reason: 'This origin is not among the allowed ones' });
  });

  if (ratePerMinute > 0) {
    const toKey = createAddressKeys();
    await server.register(rateLimit, {
      max: ratePerMinute,
      timeWindow: 60_000,
      cache: countedAddresses,
      keyGenerator: ({ raw }) => toKey(addressOf(raw, trustedProxies)),
      addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
      addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    });
  }

  server.post('/e', { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const decoded = decode(request.body);
    if (!decoded.ok) return reply.code(400).send({ reason: decoded.reason });
    if (unfoldedLength(decoded.batch) > maxUnfolded) return reply.code(413).send({ reason: tooMuch });
    const arrival: Arrival = { ...decoded, sender: toSender(request.headers) };
    try {
      if (await sink.add(arrival)) {
        const botEvents = arrival.events.filter((event) => isBotEvent(event, arrival.sender));
        metrics?.stored(arrival.events.length, botEvents.length);
        onStored?.(arrival);
      } else metrics?.repeated();
    } catch {
      return reply.code(503).header('retry-after', retryAfterSeconds).send({ reason: 'Not stored; send it again' });
    }
    return reply.code(204).send();
  });
};
