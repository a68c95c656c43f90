// The journey map: a page, its data and its stream.
import type { FastifyPluginAsync } from 'fastify';
import { serveAsset } from '../../shared/assets.ts';
import { type Picture, readPicture } from '../journey/picture.ts';
import type { CollectorOptions } from '../routes.ts';

export interface MapOptions extends CollectorOptions {
  /** Where a shop to try it with is served, if there is one here. */
  shopPath?: string | undefined;
}

const files = ['map.css', 'map.js', 'chart.js', 'flow-chart.js', 'funnel-chart.js', 'feed.js', 'format.js', 'lists.js'];

// The page shows texts that strangers sent. It never makes markup of them, and this would stop whoever managed to.
// style-src: the chart library sets style attributes.
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

export const mapRoutes: FastifyPluginAsync<MapOptions> = async (server, { store, live, shopPath }) => {
  server.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
  });

  serveAsset(server, '/journey', new URL('map.html', import.meta.url));
  for (const file of files) serveAsset(server, `/journey/${file}`, new URL(file, import.meta.url));
  serveAsset(server, '/journey/echarts.js', new URL(import.meta.resolve('echarts/dist/echarts.min.js')));

  // Many watchers ask at the same moment, after the same event: they share one answer.
  const answers = new Map<string | undefined, Promise<Picture>>();
  server.get<{ Querystring: { site?: unknown } }>('/journey/data', async (request, reply) => {
    const { site: wanted } = request.query;
    const site = typeof wanted === 'string' && wanted !== '' ? wanted.slice(0, 200) : undefined;
    const answer =
      answers.get(site) ?? readPicture(store, { site, now: Date.now() }).finally(() => answers.delete(site));
    answers.set(site, answer);
    reply.header('cache-control', 'no-store');
    return { ...(await answer), shopPath: shopPath ?? null };
  });

  server.get('/journey/live', async (_request, reply) => {
    reply.hijack();
    if (!live.watch(reply.raw)) reply.raw.writeHead(503, { 'retry-after': '10' }).end();
  });
};
