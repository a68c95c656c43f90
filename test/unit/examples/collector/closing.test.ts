// @vitest-environment node
import { connect } from 'node:net';
import { expect, it, vi } from 'vitest';
import { receiveRoutes } from '../../../../examples/collector/receive.ts';
import { createHttpServer, listenOn } from '../../../../examples/shared/http.ts';
import { buyer } from './batches.ts';

const waiting = { timeout: 10_000, interval: 5 };

it('still takes what comes by an open connection while it closes, because not every page can read a refusal', async () => {
  const releases: (() => void)[] = [];
  const add = () => new Promise<boolean>((resolve) => releases.push(() => resolve(true)));
  const server = createHttpServer();
  await server.register(receiveRoutes, {
    sink: { add, check: async () => {}, waiting: () => 0, close: async () => {} },
  });
  const { port } = new URL(await listenOn(server, 0));
  const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8');
  let answers = '';
  socket.on('data', (chunk) => {
    answers += chunk;
  });
  const isClosed = new Promise((resolve) => socket.on('close', resolve));
  const ask = (id: string) => {
    const body = JSON.stringify(buyer(id));
    const head = `POST /e HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}`;
    socket.write(`${head}\r\n\r\n${body}`);
  };

  ask('before');
  await vi.waitFor(() => expect(releases).toHaveLength(1), waiting);
  const closing = server.close();
  await vi.waitFor(() => expect(server.server.listening).toBe(false), waiting);
  ask('meanwhile');
  await vi.waitFor(() => expect(releases).toHaveLength(2), waiting);
  for (const release of releases) release();
  await Promise.all([closing, isClosed]);
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 204', 'HTTP/1.1 204']);
}, 30_000);
