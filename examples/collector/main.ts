// Runs the collector alone, or a command on its data: npx node examples/collector/main.ts help. Settings: settings.ts.
import { closeOnSignal, fail, say } from '../shared/command.ts';
import { createHttpServer, listenOn } from '../shared/http.ts';
import { addCollector } from './collector.ts';
import { runCommand } from './commands.ts';
import { readSettings } from './settings.ts';

try {
  const { port, host, ...settings } = readSettings(process.env);
  const args = process.argv.slice(2);
  if (args.length > 0) {
    say(await runCommand(args, settings.dataFile));
  } else {
    const server = createHttpServer();
    await addCollector(server, settings);
    server.get('/', (_request, reply) => reply.redirect('/journey'));
    const url = await listenOn(server, port, host);
    say(`Endpoint     ${url}/e
Journey map  ${url}/journey
Health       ${url}/health
Metrics      ${url}/metrics
Data         ${settings.dataFile}`);
    closeOnSignal(() => server.close());
  }
} catch (error) {
  fail(error);
}
