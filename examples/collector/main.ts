// Runs the collector alone: node examples/collector/main.ts. PORT, HOST and DATA_FILE as environment variables.
import { closeOnSignal, fail, readPort, say } from '../shared/command.ts';
import { createHttpServer, listenOn } from '../shared/http.ts';
import { addCollector, defaultDataFile } from './collector.ts';

try {
  const port = readPort(4601);
  const dataFile = process.env.DATA_FILE ?? defaultDataFile;
  const server = createHttpServer();
  await addCollector(server, { dataFile });
  server.get('/', (_request, reply) => reply.redirect('/journey'));
  const url = await listenOn(server, port, process.env.HOST);
  say(`Endpoint     ${url}/e\nJourney map  ${url}/journey\nHealth       ${url}/health\nData         ${dataFile}`);
  closeOnSignal(() => server.close());
} catch (error) {
  fail(error);
}
