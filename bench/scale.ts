// What each part of the distributed collector costs, with real servers here: npx node bench/scale.ts [batches] [events in each: 3 or 8].
import { readFileSync } from 'node:fs';
import type { WireBatch } from 'etappe/wire';
import { findServer } from '../test/distributed/find.ts';
import { startLoad } from '../test/distributed/load.ts';
import { createLogNodes, type LogNode } from '../test/distributed/log-nodes.ts';
import { type Server, until } from '../test/distributed/program.ts';
import { createCollectorServer, createStoreServer, createWorkerServer, runSetup } from '../test/distributed/servers.ts';
import { createTemporaryDirectory } from '../test/helpers/engines/processes.ts';
import { tellVisit, type VisitStory } from '../test/unit/examples/collector/batches.ts';

const batchCount = Number(process.argv[2] ?? 12_000);
const senders = 64;
/** Linux counts CPU time in hundredths of a second. */
const ticksPerSecond = 100;

const say = (text: string) => process.stdout.write(`${text}\n`);

const findOrEnd = (name: 'nats-server' | 'clickhouse-server') => {
  const found = findServer(name);
  if ('where' in found) return found.where;
  say(`skipped: ${found.missing}; node test/distributed/prepare.ts installs it on Debian`);
  process.exit(0);
};

const mug = { item_id: 'FW-201', item_name: 'Enamel mug', price: 14.9, quantity: 1 };
const basket = { currency: 'EUR', value: 14.9, items: [mug] };

const leave = { engaged_ms: 4200, visible_ms: 5100, scroll_percent: 60, interactions: 3, bounced: false };
const productPage = { path: '/en/mug', title: 'Mug · Shop' };

/** What a visitor brings about until a batch leaves: one page at leisure, or three in haste. */
const stories: Readonly<Record<string, VisitStory['pages']>> = {
  3: [{ ...productPage, events: [['page_view'], ['view_item', basket], ['page_leave', leave]] }],
  8: [
    { path: '/en/', title: 'Start · Shop', events: [['page_view'], ['view_item_list', { items: [mug] }]] },
    { ...productPage, events: [['page_view'], ['view_item', basket], ['add_to_cart', basket]] },
    { path: '/en/cart', title: 'Cart · Shop', events: [['page_view'], ['view_cart', basket], ['page_leave', leave]] },
  ],
};
const pages = stories[process.argv[3] ?? '3'] ?? [];

const toBatch = (index: number): WireBatch =>
  tellVisit({
    id: `${index.toString(36)}-bench`,
    at: 1_763_750_000_000 + index * 7,
    touch: { source: 'newsletter', medium: 'email', campaign: 'autumn', landing: '/en/' },
    pages,
  });

/** User and system time of a process so far, in seconds. Fields 14 and 15 of proc(5), after the name in brackets. */
const readCpuSeconds = (server: Server): number => {
  const fields = readFileSync(`/proc/${server.processId()}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
};

type Parts = Readonly<Record<string, readonly Server[]>>;

/** @returns wall time of the action, and the CPU time of each part in it, in seconds */
const measure = async (parts: Parts, action: () => Promise<void>) => {
  const read = () =>
    Object.entries(parts).map(([name, servers]) => {
      const seconds = servers.reduce((sum, server) => sum + readCpuSeconds(server), 0);
      return [name, seconds] as const;
    });
  const before = new Map(read());
  const startedAt = performance.now();
  await action();
  const wallSeconds = (performance.now() - startedAt) / 1000;
  return { wallSeconds, cpu: read().map(([name, seconds]) => [name, seconds - (before.get(name) ?? 0)] as const) };
};

const report = (title: string, events: number, { wallSeconds, cpu }: Awaited<ReturnType<typeof measure>>) => {
  say(`\n${title}: ${Math.round(events / wallSeconds)} events/s in ${wallSeconds.toFixed(1)} s`);
  for (const [name, seconds] of cpu) {
    const perCore = seconds > 0.05 ? `${Math.round(events / seconds)} events/s and core` : 'too little to tell';
    say(`  ${name.padEnd(22)} ${seconds.toFixed(2).padStart(7)} s CPU  ${perCore}`);
  }
};

const nats = findOrEnd('nats-server');
const clickhouse = findOrEnd('clickhouse-server');
const directory = createTemporaryDirectory('etappe-scale-');
const servers: Server[] = [];
try {
  const nodes = await createLogNodes(nats, directory.path);
  const store = await createStoreServer(clickhouse, directory.path);
  const logName = `scale-${Date.now().toString(36)}`;
  servers.push(...nodes, store);
  await Promise.all(servers.map((server) => server.start()));
  const environment = {
    LOG_URLS: nodes.map(({ url }) => url).join(','),
    LOG_NAME: logName,
    STORE_URLS: store.url,
    LOG_SHARDS: process.env.LOG_SHARDS ?? '1',
    RATE_PER_MINUTE: '0',
  };
  await runSetup(environment);
  const collector = await createCollectorServer(environment);
  const worker = createWorkerServer(environment);
  servers.push(collector, worker);
  await collector.start();

  const batches = Array.from({ length: batchCount }, (_, index) => toBatch(index));
  const events = batches.reduce((sum, batch) => sum + batch.events.length, 0);
  const bodyBytes = batches.reduce((sum, batch) => sum + JSON.stringify(batch).length, 0);
  say(`${batchCount} batches, ${events} events, ${Math.round(bodyBytes / batchCount)} B each; ${senders} senders`);

  // A process that has just started compiles what it runs; nobody pays that twice.
  const warmUp = Array.from({ length: 2_000 }, (_, index) => toBatch(batchCount + index));
  await startLoad({ batches: warmUp, urls: [collector.url], senders }).done;

  const received = await measure({ 'collector, one process': [collector], 'log, three nodes': nodes }, async () => {
    await startLoad({ batches, urls: [collector.url], senders }).done;
  });
  report('Collector to log', events, received);

  const stored = events + warmUp.length * (warmUp[0]?.events.length ?? 0);
  const countRows = async () =>
    Number((await store.ask<{ rows: string }>('SELECT count() AS rows FROM event'))[0]?.rows);
  const drained = await measure({ 'log, three nodes': nodes, 'store, one server': [store] }, async () => {
    await worker.start();
    await until('everything is in the store', async () => (await countRows()) >= stored, 120_000);
  });
  report('Log to store', stored, {
    ...drained,
    cpu: [...drained.cpu, ['worker, one process', readCpuSeconds(worker)]],
  });

  const [node] = nodes as [LogNode];
  const shards = Array.from({ length: Number(environment.LOG_SHARDS) }, (_, shard) => `${logName}-${shard}`);
  const states = await Promise.all(shards.map((shard) => node.readStream(shard)));
  const logBytes = states.reduce((sum, state) => sum + (state?.bytes ?? 0), 0);
  await store.run('OPTIMIZE TABLE event FINAL');
  const [disk] = await store.ask<{ bytes: string }>(
    "SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND table = 'event'",
  );
  say(
    `\nOn disk, per event: log ${Math.round(logBytes / stored)} B on each node, store ${Math.round(Number(disk?.bytes) / stored)} B`,
  );
  const questions = {
    'events once': 'SELECT count() AS answer FROM event_once',
    funnel: `SELECT countIf(cart) AS answer FROM (SELECT session, max(name = 'add_to_cart') AS cart FROM event_once GROUP BY session)`,
  };
  for (const [name, sql] of Object.entries(questions)) {
    const startedAt = performance.now();
    await store.ask(sql);
    say(`Question "${name}" over ${stored} events: ${Math.round(performance.now() - startedAt)} ms`);
  }
} finally {
  await Promise.all(servers.map((server) => server.kill()));
  directory.remove();
}
