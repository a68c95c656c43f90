// Runs a worker from log to store, as many as are needed: npx node examples/collector/distributed/worker.ts
import { closeOnSignal, fail, say } from '../../shared/command.ts';
import { openColumnStore } from './column-store.ts';
import { createDrain } from './drain.ts';
import { openLog } from './log.ts';
import type { PumpOutcome } from './pump.ts';
import { readSettings } from './settings.ts';

/** Says what is out of the ordinary once, and that it is over. */
const createReport = () => {
  let trouble = '';
  const complain = (kind: string, reason = '') => {
    if (trouble !== kind) say(`${kind}; trying again${reason && `: ${reason}`}`);
    trouble = kind;
  };
  return {
    onPumped: (shard: number, { refused, returned }: PumpOutcome) => {
      if (refused.length > 0) say(`Refused, still in the log: shard ${shard}, messages ${refused.join(', ')}`);
      if (returned > 0) return complain('The store does not take rows');
      if (trouble) say('Storing again');
      trouble = '';
    },
    onFailure: (error: unknown) =>
      complain('The log does not answer', error instanceof Error ? error.message : String(error)),
  };
};

try {
  const settings = readSettings();
  const log = await openLog(settings.log);
  const store = openColumnStore(settings.store);
  const report = createReport();
  const drains = Array.from({ length: settings.log.shards }, (_, shard) =>
    createDrain({
      client: log.client,
      store,
      log: settings.log,
      shard,
      settings: settings.worker,
      onPumped: (outcome) => report.onPumped(shard, outcome),
      onFailure: report.onFailure,
    }),
  );
  say(`Worker  ${settings.log.urls.join(', ')} → ${settings.store.urls.join(', ')}`);
  closeOnSignal(async () => {
    for (const drain of drains) await drain.close();
    await log.close();
    await store.close();
  });
} catch (error) {
  fail(error);
}
