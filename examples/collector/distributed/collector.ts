// Runs a collector that keeps nothing, as many as are needed: npx node examples/collector/distributed/collector.ts
import { closeOnSignal, fail, readPort, say } from '../../shared/command.ts';
import { createHttpServer, listenOn } from '../../shared/http.ts';
import { healthRoutes } from '../health.ts';
import { createMetrics } from '../metrics.ts';
import { receiveRoutes } from '../receive.ts';
import { openLogSink } from './log.ts';
import { readSettings } from './settings.ts';

try {
  const { collector, log } = readSettings();
  const { host, ...limits } = collector;
  // A batch that has waited for the log in vain is answered before the server stops waiting for it.
  const server = createHttpServer({ closingMs: log.patienceMs + 1_000 });
  const sink = await openLogSink(log);
  const metrics = createMetrics();
  server.addHook('onClose', () => sink.close());
  await server.register(receiveRoutes, { sink, metrics, ...limits });
  await server.register(healthRoutes, { sink, metrics });
  const url = await listenOn(server, readPort(4601), host);
  say(`Endpoint  ${url}/e\nHealth    ${url}/health\nMetrics   ${url}/metrics\nLog       ${log.urls.join(', ')}`);
  closeOnSignal(() => server.close());
} catch (error) {
  fail(error);
}
