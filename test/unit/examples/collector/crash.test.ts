// @vitest-environment node
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSender } from '../../../../examples/collector/load/post.ts';
import { type CollectorProcess, startCollectorProcess } from '../../../../examples/collector/load/process.ts';
import { createReplay, type ReplayedBatch, readJourneys } from '../../../../examples/collector/load/replay.ts';
import { openStore } from '../../../../examples/collector/store.ts';

// Processes start within a second on an idle machine, and within several on a busy one.
const limitMs = 60_000;

let folder: string;
let dataFile: string;
let running: CollectorProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etappe-crash-'));
  dataFile = join(folder, 'journey.duckdb');
});
afterEach(async () => {
  for (const collector of running) await collector.end('SIGKILL');
  running = [];
  await rm(folder, { recursive: true, force: true });
});

const start = async () => {
  const collector = await startCollectorProcess({ DATA_FILE: dataFile, RATE_PER_MINUTE: '0' });
  running.push(collector);
  return collector;
};

/** Sends until `isEnough`, eight at a time, and keeps what was answered with 204 apart from what was not. */
const sendUntil = async (url: string, next: () => ReplayedBatch, isEnough: (answered: number) => boolean) => {
  const sender = createSender(url);
  const answered: ReplayedBatch[] = [];
  const open: ReplayedBatch[] = [];
  const statuses = new Set<number>();
  const sendOn = async () => {
    while (!isEnough(answered.length) && open.length === 0) {
      const batch = next();
      const status = await sender.post(batch);
      statuses.add(status);
      (status === 204 ? answered : open).push(batch);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sendOn));
  sender.close();
  return { answered, open, statuses };
};

const readStored = async () => {
  const store = await openStore({ file: dataFile });
  const rows = await store.read<{ batch: string; count: number }>(
    'SELECT batch, count(*) AS count FROM event GROUP BY batch',
  );
  const [doubles] = await store.read<{ count: number }>(
    'SELECT (SELECT count(*) FROM event) - (SELECT count(*) FROM event_once) AS count',
  );
  await store.close();
  return { counts: new Map(rows.map(({ batch, count }) => [batch, count])), doubles: doubles?.count };
};

const expectOnce = (counts: Map<string, number>, batches: readonly ReplayedBatch[]) => {
  const wrong = batches.filter(({ id, eventCount }) => counts.get(id) !== eventCount);
  expect(wrong.map(({ id, eventCount }) => `${id}: ${counts.get(id) ?? 0} of ${eventCount}`)).toEqual([]);
};

it(
  'has every answered batch once after it was killed in the middle, and takes again what was not answered',
  async () => {
    const next = createReplay(readJourneys(), 'crash');
    const first = await start();
    let isKilled: Promise<unknown> | undefined;
    const { answered, open } = await sendUntil(first.url, next, (count) => {
      if (count >= 150) isKilled ??= first.end('SIGKILL');
      return false;
    });
    await isKilled;
    expect(answered.length).toBeGreaterThanOrEqual(150);
    expect(open.length).toBeGreaterThan(0);

    const second = await start();
    const sender = createSender(second.url);
    // A browser that heard no answer sends again; one that heard it may have been restored with an old outbox.
    for (const batch of [...open, ...answered.slice(-50)]) expect(await sender.post(batch)).toBe(204);
    sender.close();
    expect(await second.end('SIGTERM')).toBe(0);

    const { counts, doubles } = await readStored();
    expectOnce(counts, [...answered, ...open]);
    expect(counts.size).toBe(answered.length + open.length);
    expect(doubles).toBe(0);
  },
  limitMs,
);

it(
  'has every answered batch once when it was stopped under load, and refuses none that reached it',
  async () => {
    const next = createReplay(readJourneys(), 'stop');
    const collector = await start();
    let exit: Promise<number | null> | undefined;
    const { answered, statuses } = await sendUntil(collector.url, next, (count) => {
      if (count >= 150) exit ??= collector.end('SIGTERM');
      return false;
    });
    expect(await exit).toBe(0);
    expect(answered.length).toBeGreaterThanOrEqual(150);
    // 0: no connection any more, which every sender notices. Never a 503 that a page without CORS cannot read.
    expect([...statuses]).toEqual([204, 0]);
    const { counts, doubles } = await readStored();
    expectOnce(counts, answered);
    expect(doubles).toBe(0);
  },
  limitMs,
);
