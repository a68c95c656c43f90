// Broken bodies and slow senders against a collector of its own: npx node bench/hostile.ts [--bodies 100000] [--seed 1]
// Fails when one of them is answered with a failure, when the process is gone, or when its memory has grown.
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { createHostileBodies } from '../examples/collector/load/hostile.ts';
import { createSender } from '../examples/collector/load/post.ts';
import { startCollectorProcess } from '../examples/collector/load/process.ts';
import { createReplay, readJourneys } from '../examples/collector/load/replay.ts';

const { values } = parseArgs({
  options: { bodies: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const bodyCount = Math.min(Number(values.bodies), 1_000_000);
const slowSenders = 500;
const maxGrownMiB = 400;

const print = (line: string) => process.stdout.write(`${line}\n`);
const collector = await startCollectorProcess({ DATA_FILE: ':memory:', RATE_PER_MINUTE: '0' });
const sender = createSender(collector.url, 64);
const readMiB = async () => Math.round((await collector.readMetric('process_resident_memory_bytes')) / 2 ** 20);

try {
  const { hostname, port } = new URL(collector.url);
  let cutOff = 0;
  for (let count = 0; count < slowSenders; count += 1) {
    const socket = connect(Number(port), hostname).resume();
    socket.on('error', () => undefined);
    socket.on('close', () => {
      cutOff += 1;
    });
    socket.write('POST /e HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\n{');
  }

  const next = createHostileBodies(Number(values.seed));
  const good = createReplay(readJourneys(), 'good');
  const statuses = new Map<number, number>();
  const failures: string[] = [];
  const beforeMiB = await readMiB();
  const startedAt = performance.now();
  let sent = 0;
  let goodTaken = 0;
  let goodSent = 0;
  const sendOn = async () => {
    while (sent < bodyCount) {
      sent += 1;
      const isTimeForGood = sent % 100 === 0;
      const { what, body } = next();
      const status = await sender.post({ body });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500 || (status === 0 && what !== 'too large')) failures.push(`${status}: ${what}`);
      // Visitors go on shopping meanwhile.
      if (isTimeForGood) {
        goodSent += 1;
        if ((await sender.post(good())) === 204) goodTaken += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: 64 }, sendOn));
  const seconds = (performance.now() - startedAt) / 1000;
  const afterMiB = await readMiB();
  const counts = [...statuses].sort().map(([status, count]) => `${status || 'cut off'}: ${count}`);
  print(`${bodyCount} broken bodies in ${seconds.toFixed(1)} s. Answers ${counts.join(', ')}`);
  print(
    `Good batches between them: ${goodTaken} of ${goodSent} taken. Slow senders cut off: ${cutOff} of ${slowSenders}`,
  );
  print(`Memory ${beforeMiB} MiB before, ${afterMiB} MiB after`);
  for (const failure of failures.slice(0, 20)) print(failure);
  if (failures.length > 0 || goodTaken < goodSent || afterMiB - beforeMiB > maxGrownMiB) process.exitCode = 1;
} finally {
  sender.close();
  await collector.end('SIGTERM');
}
