// What becomes of answered batches when machines die: three log nodes, two collectors, a worker and a store, all real.
import { connect } from '@nats-io/transport-node';
import type { WireBatch } from 'etappe/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../helpers/engines/processes.ts';
import { bouncer, buyer } from '../unit/examples/collector/batches.ts';
import { findServer } from './find.ts';
import { postBatch, startLoad } from './load.ts';
import { createLogNodes, type LogNode } from './log-nodes.ts';
import { type Server, until } from './program.ts';
import {
  type CollectorServer,
  createCollectorServer,
  createStoreServer,
  createWorkerServer,
  runSetup,
  type StoreServer,
} from './servers.ts';

const nats = findServer('nats-server');
const clickhouse = findServer('clickhouse-server');
const missing = [nats, clickhouse].flatMap((found) => ('missing' in found ? [found.missing] : []));
if (missing.length > 0) process.stdout.write(`distributed: skipped: ${missing.join('; ')}\n`);

/** A name that no stream of any earlier run had. */
const logName = `etappe-${Date.now().toString(36)}`;
const streams = [`${logName}-0`, `${logName}-1`];

const idsOf = (batches: readonly WireBatch[]) =>
  batches.flatMap(({ events }) => events.map(({ page, n }) => `${page}.${n}`)).sort();

describe.skipIf(missing.length > 0)('the distributed collector', () => {
  const directory = createTemporaryDirectory('etappe-distributed-');
  let nodes: LogNode[] = [];
  let store: StoreServer;
  let collectors: CollectorServer[] = [];
  let worker: Server;
  let environment: Record<string, string>;
  const running: Server[] = [];

  const run = async <Started extends Server>(server: Started): Promise<Started> => {
    running.push(server);
    await server.start();
    return server;
  };

  beforeAll(async () => {
    if (!('where' in nats) || !('where' in clickhouse)) return;
    nodes = await createLogNodes(nats.where, directory.path);
    store = await createStoreServer(clickhouse.where, directory.path);
    await Promise.all([...nodes, store].map(run));
    environment = {
      LOG_URLS: nodes.map(({ url }) => url).join(','),
      LOG_NAME: logName,
      LOG_SHARDS: String(streams.length),
      STORE_URLS: store.url,
      // What a killed worker had taken comes back after so long.
      WORKER_ACKNOWLEDGE_WITHIN_MS: '6000',
      RATE_PER_MINUTE: '0',
      // On a busy machine a new leader takes its time.
      LOG_PATIENCE_MS: '40000',
    };
    await runSetup(environment);
    collectors = await Promise.all([1, 2].map(async () => run(await createCollectorServer(environment))));
    worker = await run(createWorkerServer(environment));
  });

  afterAll(async () => {
    await Promise.all(running.map((server) => server.kill()));
    directory.remove();
  });

  const findLeader = async (stream = streams[0] as string) => {
    for (const node of nodes) {
      const leader = (await node.readStream(stream).catch(() => undefined))?.leader;
      const found = nodes.find(({ name }) => name === leader);
      if (found) return found;
    }
    throw new Error(`The stream ${stream} has no leader`);
  };

  /** Lets one node lead all shards, and names it first. */
  const leadByOne = async () => {
    const connection = await connect({ servers: nodes.map(({ url }) => url) });
    const leader = await findLeader();
    const isLedByOne = async (stream: string) => {
      if ((await findLeader(stream)) === leader) return true;
      // The server chooses who is next.
      await connection.request(`$JS.API.STREAM.LEADER.STEPDOWN.${stream}`, '', { timeout: 5_000 });
      return false;
    };
    for (const stream of streams) await until(`${leader.name} leads ${stream}`, () => isLedByOne(stream), 30_000);
    await connection.close();
    return [leader, ...nodes.filter((node) => node !== leader)] as [LogNode, LogNode, LogNode];
  };

  const readHealth = async ({ url }: CollectorServer) => (await fetch(`${url}/health`)).status;

  /** Ids of one site's events, as questions see them, doubles included. */
  const readIds = async (site: string) =>
    (
      await store.ask<{ id: string }>(
        `SELECT concat(page, '.', toString(n)) AS id FROM event_once WHERE site = '${site}'`,
      )
    )
      .map(({ id }) => id)
      .sort();

  const whenStored = (site: string, count: number, timeoutMs: number) =>
    until(`${count} events of ${site} are in the store`, async () => (await readIds(site)).length >= count, timeoutMs);

  const whenReplicasAgree = () =>
    until(
      'every node holds the same messages',
      async () => {
        for (const stream of streams) {
          const states = await Promise.all(nodes.map((node) => node.readStream(stream)));
          if (!states.every((state) => state && state.lastSequence === states[0]?.lastSequence)) return false;
        }
        return true;
      },
      30_000,
    );

  it('loses nothing and counts nothing twice while a log node, the store, a collector and a worker are killed', async () => {
    const site = 'killed-shop';
    const batches = Array.from({ length: 1_200 }, (_, index) => buyer(`killed-${index}`, { site }));
    const load = startLoad({ batches, urls: collectors.map(({ url }) => url), senders: 32, doubleEvery: 10 });
    const whenAnswered = (share: number) =>
      until(`${share} of the batches answered`, async () => load.answered() >= share * batches.length, 30_000);

    await whenAnswered(0.15);
    const leader = await findLeader();
    await leader.kill();
    await whenAnswered(0.3);
    await store.kill();
    await leader.start();
    await until('the worker misses the store', async () => worker.output().includes('does not take rows'), 30_000);
    await whenAnswered(0.45);
    await store.start();
    await collectors[0]?.kill();
    await whenAnswered(0.6);
    await worker.kill();
    await collectors[0]?.start();
    await whenAnswered(0.75);
    await worker.start();
    await whenAnswered(0.9);
    // Nobody was sent away: while a new leader was found, the collectors waited.
    expect(load.failures().get('503')).toBeUndefined();
    expect(await collectors[1]?.stop()).toBe(0);
    await load.done;
    await collectors[1]?.start();

    await whenStored(site, idsOf(batches).length, 30_000);
    expect(await readIds(site)).toEqual(idsOf(batches));
    await whenReplicasAgree();
  }, 120_000);

  it('does not answer 204 while two of three log nodes are dead, and keeps the batch that comes again', async () => {
    const site = 'waiting-shop';
    const batch = buyer('waiting', { site });
    const impatient = await run(await createCollectorServer({ ...environment, LOG_PATIENCE_MS: '1000' }));
    expect(await postBatch(batch, impatient.url)).toBe('204');

    // The worst two: the one that is left leads both shards, and answers for them although nobody follows.
    const [last, ...dead] = await leadByOne();
    const late = bouncer('late', { site });
    await Promise.all(dead.map((node) => node.kill()));
    try {
      for (const stream of streams) expect((await last.readStream(stream))?.leader).toBe(last.name);
      expect(await postBatch(late, impatient.url)).toBe('503');
      await until('its health says so', async () => (await readHealth(impatient)) === 503, 30_000);
    } finally {
      await Promise.all(dead.map((node) => node.start()));
    }
    await until('its health says so', async () => (await readHealth(impatient)) === 200, 30_000);
    await until('the batch is taken', async () => (await postBatch(late, impatient.url)) === '204', 30_000);
    const sent = idsOf([batch, late]);
    await whenStored(site, sent.length, 30_000);
    expect(await readIds(site)).toEqual(sent);
  });

  it('keeps the event that came first of two with the same page and number, days apart or at once', async () => {
    const site = 'twice-shop';
    const tell = (name: string): WireBatch => ({
      ...bouncer('twice', { site }),
      batch: `batch-of-${name}`,
      pages: { 'twice-0': { url: `https://shop.example/${name}`, kind: 'load' } },
    });
    const url = collectors[0]?.url as string;
    expect(await postBatch(tell('Mug'), url)).toBe('204');
    expect(await postBatch(tell('Cup'), url)).toBe('204');
    // What arrives tomorrow lies in another partition, which the engine never merges with today's.
    const [row] = await store.ask<Record<string, unknown>>("SELECT * FROM event WHERE name = 'page_view' LIMIT 1");
    const tomorrow = { ...row, site, page: 'twice-0', n: 1, page_path: '/late', received_at: Date.now() + 86_400_000 };
    await store.add('event', tomorrow);

    const readPaths = () =>
      store.ask<{ path: string }>(`SELECT page_path AS path FROM event_once WHERE site = '${site}' AND n = 1`);
    const countBatches = () =>
      store.ask<{ count: string }>(`SELECT toString(count()) AS count FROM batch_once WHERE site = '${site}'`);
    await until('both batches are stored', async () => (await countBatches())[0]?.count === '2', 30_000);
    expect(await readPaths()).toEqual([{ path: '/Mug' }]);
  });

  it('fills an emptied store again from the log, under a new place in it', async () => {
    const site = 'emptied-shop';
    const batches = Array.from({ length: 40 }, (_, index) => bouncer(`emptied-${index}`, { site }));
    await startLoad({ batches, urls: collectors.map(({ url }) => url), senders: 8 }).done;
    await whenStored(site, idsOf(batches).length, 30_000);
    await store.run('TRUNCATE TABLE event');
    expect(await readIds(site)).toEqual([]);

    const again = { ...environment, LOG_READER: 'again' };
    await runSetup(again);
    const reader = await run(createWorkerServer(again));
    await whenStored(site, idsOf(batches).length, 30_000);
    expect(await readIds(site)).toEqual(idsOf(batches));
    expect(await reader.stop()).toBe(0);
  });

  it('sets aside what no collector wrote, and stores half of a pair as the sign for what is missing', async () => {
    const site = 'strange-shop';
    const connection = await connect({ servers: nodes.map(({ url }) => url) });
    await connection.request(`${logName}.0`, 'no batch at all', { timeout: 5_000 });
    await connection.close();
    const batch = bouncer('strange', { site });
    const title = 'Cut in two \ud83d';
    const pages = { 'strange-0': { url: 'https://shop.example/', kind: 'load' as const, title } };
    expect(await postBatch({ ...batch, pages }, collectors[1]?.url as string)).toBe('204');
    await whenStored(site, batch.events.length, 30_000);
    const titles = await store.ask(`SELECT DISTINCT page_title AS title FROM event_once WHERE site = '${site}'`);
    expect(titles).toEqual([{ title: 'Cut in two \ufffd' }]);
    await until('the worker says so', async () => /Refused.* shard 0, messages \d+$/m.test(worker.output()), 30_000);
  });
});
