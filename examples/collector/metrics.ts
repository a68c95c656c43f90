// What is counted about the collector itself, and how Prometheus reads it.
import { cpuUsage, memoryUsage, uptime } from 'node:process';

export interface Metrics {
  /** One answer to `POST /e`. @param seconds from the request's first byte to the answer */
  answered(status: number, seconds: number): void;
  stored(events: number, botEvents: number): void;
  repeated(): void;
  /** The text that Prometheus asks for. @param waiting batches that are not durable yet */
  toText(waiting: number): string;
}

// Prometheus' words for what the answer time's buckets hold: at most so many seconds.
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Sample {
  name: string;
  kind: 'counter' | 'gauge' | 'histogram';
  help: string;
  lines: readonly string[];
}

const single = (name: string, kind: Sample['kind'], help: string, value: number): Sample => ({
  name,
  kind,
  help,
  lines: [`${name} ${value}`],
});

/** Prometheus' text format 0.0.4. */
const toExposition = (samples: readonly Sample[]) =>
  `${samples
    .flatMap(({ name, kind, help, lines }) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines])
    .join('\n')}\n`;

const cpuSeconds = () => {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
};

export const createMetrics = (): Metrics => {
  const statuses = new Map<number, number>();
  const atMost = buckets.map(() => 0);
  let answers = 0;
  let answerSeconds = 0;
  let batches = 0;
  let repeatedBatches = 0;
  let events = 0;
  let botEvents = 0;

  const answerTime = (): Sample => {
    const name = 'etappe_answer_seconds';
    const lines = buckets.map((bound, index) => `${name}_bucket{le="${bound}"} ${atMost[index]}`);
    const sums = [`${name}_bucket{le="+Inf"} ${answers}`, `${name}_sum ${answerSeconds}`, `${name}_count ${answers}`];
    return { name, kind: 'histogram', help: 'Time to answer POST /e.', lines: [...lines, ...sums] };
  };
  const answersByStatus = (): Sample => {
    const name = 'etappe_answers_total';
    const lines = [...statuses].map(([status, count]) => `${name}{status="${status}"} ${count}`);
    return { name, kind: 'counter', help: 'Answers to POST /e.', lines };
  };

  return {
    answered: (status, seconds) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      answers += 1;
      answerSeconds += seconds;
      for (const [index, bound] of buckets.entries()) if (seconds <= bound) atMost[index] = (atMost[index] ?? 0) + 1;
    },
    stored: (count, bots) => {
      batches += 1;
      events += count;
      botEvents += bots;
    },
    repeated: () => {
      repeatedBatches += 1;
    },
    toText: (waiting) =>
      toExposition([
        answersByStatus(),
        answerTime(),
        single('etappe_batches_stored_total', 'counter', 'Batches made durable.', batches),
        single('etappe_batches_repeated_total', 'counter', 'Batches that had been kept before.', repeatedBatches),
        single('etappe_events_stored_total', 'counter', 'Events made durable.', events),
        single('etappe_bot_events_stored_total', 'counter', 'Those of them that a robot sent.', botEvents),
        single('etappe_waiting_batches', 'gauge', 'Batches taken and not durable yet.', waiting),
        single('process_cpu_seconds_total', 'counter', 'Processor time, all threads.', cpuSeconds()),
        single('process_resident_memory_bytes', 'gauge', 'Memory of the process.', memoryUsage.rss()),
        single('process_uptime_seconds', 'gauge', 'Time since the start.', uptime()),
      ]),
  };
};
