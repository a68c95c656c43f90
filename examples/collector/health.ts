// How the collector says that it is well: GET /health for people and balancers, GET /metrics for Prometheus.
import type { FastifyPluginAsync } from 'fastify';
import type { Metrics } from './metrics.ts';
import type { Sink } from './sink.ts';

export interface HealthOptions {
  sink: Sink;
  metrics: Metrics;
}

export const healthRoutes: FastifyPluginAsync<HealthOptions> = async (server, { sink, metrics }) => {
  server.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));

  server.get('/health', async (_request, reply) => {
    try {
      await sink.check();
      return { status: 'ok', waiting: sink.waiting() };
    } catch {
      return reply.code(503).send({ status: 'failing', waiting: sink.waiting() });
    }
  });

  server.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.toText(sink.waiting())),
  );
};
