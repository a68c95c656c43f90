// What the collector answers: POST /e takes batches, GET /health tells how it is.
import { decodeBatch } from 'etappe/wire';
import type { FastifyError, FastifyPluginAsync } from 'fastify';
import { isDeeperThan } from './depth.ts';
import type { Live } from './live.ts';
import type { Store } from './store.ts';

const maxBodyBytes = 256 * 1024;
// A batch needs eight levels; what nests deeper is an attack on whoever stringifies it again.
const maxDepth = 24;

export interface CollectorOptions {
  store: Store;
  live: Live;
}

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

export const collectorRoutes: FastifyPluginAsync<CollectorOptions> = async (server, { store, live }) => {
  server.removeAllContentTypeParsers();
  // Beacons arrive as text/plain, because that needs no CORS preflight.
  server.addContentTypeParser(['text/plain', 'application/json'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );

  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ reason: status < 500 ? error.message : 'The collector failed' });
  });

  server.post<{ Body: string }>('/e', { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const value = parse(request.body);
    if (isDeeperThan(value, maxDepth)) return reply.code(400).send({ reason: 'batch: nests too deep' });
    const decoded = decodeBatch(value);
    if (!decoded.ok) return reply.code(400).send({ reason: decoded.reason });
    try {
      const isNew = await store.add(decoded);
      if (isNew) live.publish(decoded.events);
    } catch {
      return reply.code(503).header('retry-after', '5').send({ reason: 'Not stored; send it again' });
    }
    return reply.code(204).send();
  });

  server.get('/health', async (_request, reply) => {
    try {
      await store.read('SELECT 1');
      return { status: 'ok', waiting: store.waiting() };
    } catch {
      return reply.code(503).send({ status: 'failing', waiting: store.waiting() });
    }
  });
};
