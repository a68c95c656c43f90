// A collector on a free port for the receiving tests: no map, nothing kept, and what it stored can be read.
import { healthRoutes } from '../../../../examples/collector/health.ts';
import { createMetrics } from '../../../../examples/collector/metrics.ts';
import { type ReceiveOptions, receiveRoutes } from '../../../../examples/collector/receive.ts';
import { openStore, type Store } from '../../../../examples/collector/store.ts';
import { createHttpServer, listenOn } from '../../../../examples/shared/http.ts';

export interface Receiver {
  url: string;
  store: Store;
  post(body: string, headers?: Record<string, string>): Promise<Response>;
  count(): Promise<number>;
  close(): Promise<void>;
}

/** A browser's words; what has no user agent counts as a robot. */
export const browserAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

export const startReceiver = async (
  options: Partial<ReceiveOptions> = {},
  limits: Parameters<typeof createHttpServer>[0] = {},
): Promise<Receiver> => {
  const server = createHttpServer({ closingMs: 50, ...limits });
  const store = await openStore({ file: ':memory:' });
  const metrics = createMetrics();
  await server.register(receiveRoutes, { sink: store, metrics, ...options });
  await server.register(healthRoutes, { sink: options.sink ?? store, metrics });
  const url = await listenOn(server, 0);
  return {
    url,
    store,
    post: (body, headers) =>
      fetch(`${url}/e`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': browserAgent, ...headers },
      }),
    count: async () => {
      const [row] = await store.read<{ count: number }>('SELECT count(*) AS count FROM event');
      return row?.count ?? 0;
    },
    close: async () => {
      await server.close();
      await store.close();
    },
  };
};
