// @vitest-environment node
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCollector } from '../../../../examples/collector/collector.ts';
import { createHttpServer, listenOn } from '../../../../examples/shared/http.ts';
import { bouncer, buyer } from './batches.ts';
import { browserAgent } from './receiver.ts';

let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  server = createHttpServer({ closingMs: 50 });
  await addCollector(server, { dataFile: ':memory:' });
  url = await listenOn(server, 0);
});
afterEach(() => server.close());

const post = (body: BodyInit, type = 'text/plain;charset=UTF-8') =>
  fetch(`${url}/e`, { method: 'POST', body, headers: { 'content-type': type, 'user-agent': browserAgent } });

const countEvents = async () => {
  const picture = (await (await fetch(`${url}/journey/data`)).json()) as { quality: { events: number } };
  return picture.quality.events;
};

it.each(['text/plain;charset=UTF-8', 'application/json'])(
  'takes a batch as %s, and has it when it answers',
  async (type) => {
    const answer = await post(JSON.stringify(buyer('a')), type);
    expect(answer.status).toBe(204);
    expect(await countEvents()).toBe(14);
  },
);

it('says that it is well', async () => {
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok', waiting: 0 });
});

it('tells watchers what arrived, once, and what was decided', async () => {
  const stopping = new AbortController();
  const stream = await fetch(`${url}/journey/live`, { signal: stopping.signal });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let told = '';
  const readUntil = async (text: string) => {
    while (!told.includes(text)) told += decoder.decode((await reader.read()).value, { stream: true });
  };
  await readUntil('event: recent');
  await fetch(`${url}/e`, {
    method: 'POST',
    body: JSON.stringify(buyer('robot')),
    headers: { 'user-agent': 'curl/8' },
  });
  await post(JSON.stringify(bouncer('a')));
  await post(JSON.stringify(bouncer('a')));
  await post(JSON.stringify(buyer('b')));
  await readUntil('"purchase"');
  expect(told.match(/"kind":"consent"/g)).toHaveLength(2);
  expect(told).toContain('analytics granted, marketing denied (klaro)');
  expect(told.match(/"page_leave"/g)).toHaveLength(1);
  stopping.abort();
});

describe('hostile input', () => {
  const good = buyer('good');
  const long = 'x'.repeat(200_000);
  const bodies: [string, string, number, RegExp][] = [
    ['nothing', '', 400, /batch/],
    ['no JSON', '{"v":1', 400, /is not JSON/],
    ['a number', '42', 400, /batch/],
    ['null', 'null', 400, /batch/],
    ['an array', '[]', 400, /batch/],
    ['wrong types', JSON.stringify({ ...good, events: 'many' }), 400, /batch\.events/],
    ['a wrong version', JSON.stringify({ ...good, v: 2 }), 400, /batch\.v/],
    ['no events', JSON.stringify({ ...good, events: [] }), 400, /batch\.events/],
    ['an event of no page', JSON.stringify({ ...good, pages: {} }), 400, /batch\.events\.0\.page/],
    [
      'a page called __proto__',
      JSON.stringify({ ...good, pages: {}, events: [{ n: 1, page: '__proto__', name: 'x', at: 1 }] }),
      400,
      /page/,
    ],
    ['a hundred thousand levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, /deep/],
    [
      'deep params',
      `${JSON.stringify({ ...good, extra: 0 }).slice(0, -2)}${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
      400,
      /deep/,
    ],
    [
      'a long source of many events',
      JSON.stringify({ ...good, source: { first: { at: 1, odd: long } } }),
      413,
      /too much of too many/,
    ],
    [
      'a long page of many events',
      JSON.stringify({
        ...good,
        pages: { p: { url: '/', kind: 'load', odd: long } },
        events: good.events.map((event, index) => ({ ...event, n: index + 1, page: 'p' })),
      }),
      413,
      /too much of too many/,
    ],
    ['300 KB', JSON.stringify({ ...good, extra: 'x'.repeat(300_000) }), 413, /large/],
  ];

  it.each(bodies)('answers %s with a reason and lives on', async (_what, body, status, reason) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { reason: string }).reason).toMatch(reason);
    expect((await post(JSON.stringify(good))).status).toBe(204);
  });

  it('stores prototype keys as plain keys and is not changed by them', async () => {
    const text = JSON.stringify(buyer('a')).replace(
      '"params":{',
      '"params":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    expect((await post(text)).status).toBe(204);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(await countEvents()).toBe(14);
  });

  it('refuses other content types', async () => {
    expect((await post('<xml/>', 'application/xml')).status).toBe(415);
    expect((await post('a=1', 'application/x-www-form-urlencoded')).status).toBe(415);
  });

  it('refuses other methods and paths without harm', async () => {
    expect((await fetch(`${url}/e`)).status).toBe(404);
    expect((await fetch(`${url}/journey/data?site=a&site=b`)).status).toBe(200);
    expect((await fetch(`${url}/journey/data?site[__proto__]=1`)).status).toBe(200);
  });

  it('lives on when a sender hangs up in the middle', async () => {
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.write(
        'POST /e HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n{"v":1,',
        () => resolve(),
      );
    });
    socket.destroy();
    expect((await post(JSON.stringify(good))).status).toBe(204);
  });

  it('does not wait for ever for a slow sender when it is closed', async () => {
    const isBegun = new Promise((resolve) => server.server.once('request', resolve));
    const socket = connect(Number(new URL(url).port), '127.0.0.1').resume();
    socket.on('error', () => undefined);
    const isCut = new Promise((resolve) => socket.on('close', resolve));
    socket.write('POST /e HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n{"v":1,');
    await isBegun;
    await server.close();
    await isCut;
  });
});
