// The journey map: a page, its data and its stream.
import type { FastifyPluginAsync } from 'fastify';
import { serveAsset } from '../../shared/assets.ts';
import { toFilters, toScope } from '../journey/filters.ts';
import { type Picture, readPicture } from '../journey/picture.ts';
import type { Live } from '../live.ts';
import type { Store } from '../store.ts';

export interface MapOptions {
  store: Store;
  live: Live;
  /** Where a shop to try it with is served, if there is one here. */
  shopPath?: string | undefined;
}

const files = [
  'map.css',
  'parts.css',
  'paper.css',
  'map.js',
  'ask.js',
  'bars.js',
  'chart.js',
  'channel-chart.js',
  'credit-chart.js',
  'feed.js',
  'filters.js',
  'flow-chart.js',
  'format.js',
  'funnel-chart.js',
  'lists.js',
  'numbers.js',
  'reasons.js',
  'stages.js',
  'time-chart.js',
  'vitals.js',
];

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
  const answers = new Map<string, Promise<Picture>>();
  server.get<{ Querystring: Record<string, unknown> }>('/journey/data', async (request, reply) => {
    const filters = toFilters(request.query);
    const key = JSON.stringify(filters);
    const answer =
      answers.get(key) ?? readPicture(store, toScope(filters, Date.now())).finally(() => answers.delete(key));
    answers.set(key, answer);
    reply.header('cache-control', 'no-store');
    return { ...(await answer), filters, shopPath: shopPath ?? null };
  });

  server.get<{ Querystring: Record<string, unknown> }>('/journey/live', async (request, reply) => {
    reply.hijack();
    if (!live.watch(reply.raw, { bots: request.query.bots === '1' }))
      reply.raw.writeHead(503, { 'retry-after': '10' }).end();
  });
};
