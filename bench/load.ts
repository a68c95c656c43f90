// What the collector takes on this machine: recorded visits at rising rates, against a process of its own.
// npx node bench/load.ts [--rates 100,200,…] [--seconds 5] [--connections 512]   batches per second; loopback only
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSender, type Sender } from '../examples/collector/load/post.ts';
import { type CollectorProcess, startCollectorProcess } from '../examples/collector/load/process.ts';
import { createReplay, type ReplayedBatch, readJourneys } from '../examples/collector/load/replay.ts';
import { openStore } from '../examples/collector/store.ts';

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '100,250,500,1000,2000,4000' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '512' },
  },
});
const rates = values.rates.split(',').map(Number);
const seconds = Number(values.seconds);
const tickMs = 10;
// Beyond this the answers only wait longer: no higher rate is tried.
const overloadMs = 2_000;

const print = (line = '') => process.stdout.write(`${line}\n`);

interface Round {
  rate: number;
  answers: { status: number; ms: number; eventCount: number }[];
  tookMs: number;
}

/**
 * Sends by the clock, whether or not answers come, and measures each from the moment at which it was due:
 * a sender that waits for answers would hide every stall.
 */
const sendRound = async (sender: Sender, next: () => ReplayedBatch, rate: number): Promise<Round> => {
  const answers: Round['answers'] = [];
  const open: Promise<void>[] = [];
  const startedAt = performance.now();
  const total = Math.round(rate * seconds);
  while (open.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * rate));
    while (open.length < due) {
      const dueAt = startedAt + (open.length / rate) * 1000;
      const batch = next();
      const settle = (status: number) => {
        answers.push({ status, ms: performance.now() - dueAt, eventCount: batch.eventCount });
      };
      open.push(sender.post(batch).then(settle));
    }
    await new Promise((resolve) => setTimeout(resolve, tickMs));
  }
  await Promise.all(open);
  return { rate, answers, tookMs: performance.now() - startedAt };
};

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

interface Cost {
  cpuSeconds: number;
  memoryBytes: number;
}

const readCost = async (collector: CollectorProcess): Promise<Cost> => ({
  cpuSeconds: await collector.readMetric('process_cpu_seconds_total'),
  memoryBytes: await collector.readMetric('process_resident_memory_bytes'),
});

const timesOf = ({ answers }: Round) => answers.map(({ ms }) => ms).sort((one, other) => one - other);

const toLine = (round: Round, before: Cost, after: Cost) => {
  const { rate, answers, tookMs } = round;
  const taken = answers.filter(({ status }) => status === 204);
  const events = taken.reduce((sum, { eventCount }) => sum + eventCount, 0);
  const times = timesOf(round);
  const perSecond = (count: number) => Math.round((count / tookMs) * 1000);
  const cpuMicros = ((after.cpuSeconds - before.cpuSeconds) / answers.length) * 1e6;
  const cells = [
    rate,
    perSecond(taken.length),
    perSecond(events),
    answers.length - taken.length,
    percentile(times, 0.5).toFixed(0),
    percentile(times, 0.99).toFixed(0),
    Math.round(after.memoryBytes / 2 ** 20),
    Math.round(cpuMicros),
  ];
  return `| ${cells.join(' | ')} |`;
};

const folder = await mkdtemp(join(tmpdir(), 'etappe-load-'));
const dataFile = join(folder, 'journey.duckdb');
const collector = await startCollectorProcess({ DATA_FILE: dataFile, RATE_PER_MINUTE: '0' });
const sender = createSender(collector.url, Number(values.connections));
const next = createReplay(readJourneys(), 'load');
try {
  await sendRound(sender, next, 50);
  print(
    `${availableParallelism()} cores, shared with this generator; load ${loadavg()[0]?.toFixed(1)}; ${seconds} s each\n`,
  );
  print('| batches/s sent | taken/s | events/s | not taken | p50 ms | p99 ms | memory MiB | CPU µs per batch |');
  print('|---|---|---|---|---|---|---|---|');
  for (const rate of rates) {
    const before = await readCost(collector);
    const round = await sendRound(sender, next, rate);
    print(toLine(round, before, await readCost(collector)));
    if (percentile(timesOf(round), 0.99) > overloadMs) {
      print(`\nNo higher rate was tried: answers take over ${overloadMs} ms.`);
      break;
    }
  }
  const taken = await collector.readMetric('etappe_events_stored_total');
  sender.close();
  await collector.end('SIGTERM');
  const store = await openStore({ file: dataFile });
  const [found] = await store.read<{ once: number; all: number }>(
    'SELECT (SELECT count(*) FROM event_once) AS once, (SELECT count(*) FROM event) AS all',
  );
  await store.close();
  print(`\nAnswered as stored: ${taken} events. Found in the file: ${found?.all}, once each: ${found?.once}.`);
  if (found?.once !== taken || found.all !== taken) process.exitCode = 1;
} finally {
  sender.close();
  await collector.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}
