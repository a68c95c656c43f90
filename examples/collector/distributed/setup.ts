// Makes the log's streams and the store's tables, once: npx node examples/collector/distributed/setup.ts
import { fail, say } from '../../shared/command.ts';
import { openColumnStore } from './column-store.ts';
import { insist, openLog } from './log.ts';
import { readSettings } from './settings.ts';
import { ensureStreams } from './streams.ts';

try {
  const { log: logSettings, store: storeSettings, worker } = readSettings();
  const log = await openLog(logSettings);
  await ensureStreams(log.manager, logSettings, worker);
  await log.close();
  say(
    `Log    ${logSettings.shards} × ${logSettings.name}, ${logSettings.replicas} replicas: ${logSettings.urls.join(', ')}`,
  );
  const store = openColumnStore(storeSettings);
  await insist(() => store.read('SELECT 1'));
  await store.prepare();
  await store.close();
  say(`Store  ${storeSettings.database}: ${storeSettings.urls.join(', ')}`);
} catch (error) {
  fail(error);
}
