// What the embedded collector answers: batches, how it is, and an owner's deletions.
import type { FastifyPluginAsync } from 'fastify';
import { healthRoutes } from './health.ts';
import type { Live } from './live.ts';
import { readLatestItems } from './live-items.ts';
import { createMetrics } from './metrics.ts';
import { ownerRoutes } from './owner.ts';
import { type ReceiveOptions, receiveRoutes } from './receive.ts';
import type { Store } from './store.ts';

export interface CollectorOptions {
  store: Store;
  live: Live;
}

/** What whoever runs it may choose. */
export type CollectorLimits = Pick<ReceiveOptions, 'allowedOrigins' | 'ratePerMinute' | 'trustedProxies'> & {
  /** What an owner's requests must carry; without one there are no such routes. */
  ownerToken?: string | undefined;
};

export const collectorRoutes: FastifyPluginAsync<CollectorOptions & CollectorLimits> = async (
  server,
  { store, live, ownerToken, ...limits },
) => {
  const metrics = createMetrics();
  await server.register(receiveRoutes, {
    ...limits,
    sink: store,
    metrics,
    onStored: live.publish,
  });
  await server.register(healthRoutes, { sink: store, metrics });
  if (!ownerToken) return;
  // The feed remembers its latest lines, what somebody bought among them.
  const onForgotten = async () => live.retell(await readLatestItems(store));
  await server.register(ownerRoutes, { store, ownerToken, onForgotten });
};
