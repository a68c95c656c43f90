// @vitest-environment node
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { readPicture } from '../../../../examples/collector/journey/picture.ts';
import { createHostileBodies } from '../../../../examples/collector/load/hostile.ts';
import { createSender } from '../../../../examples/collector/load/post.ts';
import { buyer } from './batches.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let receiver: Receiver | undefined;
afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});

const limitMs = 60_000;
const bodyCount = 3_000;

it(
  `answers ${bodyCount} broken bodies without one failure, is not changed by them, and takes a good one after all`,
  async () => {
    receiver = await startReceiver({ ratePerMinute: 0 });
    const sender = createSender(receiver.url, 32);
    const next = createHostileBodies(20_261_122);
    const wrong: string[] = [];
    const seen = new Set<number>();
    let sent = 0;
    const sendOn = async () => {
      while (sent < bodyCount) {
        sent += 1;
        const { what, body } = next();
        const status = await sender.post({ body });
        seen.add(status);
        // 0: the answer to what is too large may come before all of it was sent, and then the connection is cut.
        if (![204, 400].includes(status) && !(what === 'too large' && [0, 413].includes(status)))
          wrong.push(`${status}: ${what}`);
      }
    };
    await Promise.all(Array.from({ length: 32 }, sendOn));
    sender.close();
    expect(wrong).toEqual([]);
    expect([...seen]).toEqual(expect.arrayContaining([204, 400]));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((await receiver.post(JSON.stringify(buyer('good')))).status).toBe(204);
    // One row that DuckDB cannot read would end every question of the journey map.
    const picture = await readPicture(receiver.store, { now: Date.now(), bots: true });
    expect(picture.counts.visits).toBeGreaterThan(0);
  },
  limitMs,
);

it(
  'cuts off slow senders, and answers others while they hold their connections',
  async () => {
    receiver = await startReceiver({ ratePerMinute: 0 }, { requestTimeoutMs: 1_000 });
    const { port } = new URL(receiver.url);
    const open = () =>
      new Promise<Socket>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => resolve(socket)).resume();
        socket.on('error', () => undefined);
        socket.write('POST /e HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n{');
      });
    const slow = await Promise.all(Array.from({ length: 200 }, open));
    const cut = Promise.all(slow.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    for (const socket of slow) socket.write('"');
    expect((await receiver.post(JSON.stringify(buyer('quick')))).status).toBe(204);
    await cut;
    expect(await receiver.count()).toBe(14);
  },
  limitMs,
);
