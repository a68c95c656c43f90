// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest';
import type { Sink } from '../../../../examples/collector/sink.ts';
import { buyer } from './batches.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let receiver: Receiver | undefined;
const start = async (...options: Parameters<typeof startReceiver>) => {
  receiver = await startReceiver(...options);
  return receiver;
};
afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});

const body = (id: string) => JSON.stringify(buyer(id));
const reasonOf = async (answer: Response) => ((await answer.json()) as { reason: string }).reason;

const brokenSink = (problem: string): Sink => ({
  add: () => Promise.reject(new Error(problem)),
  check: () => Promise.reject(new Error(problem)),
  waiting: () => 7,
  close: async () => {},
});

describe('other origins', () => {
  const shop = 'https://shop.example';

  it('echoes the origin with credentials, as a beacon needs it, and lets the page read Retry-After', async () => {
    const { post } = await start();
    const answer = await post(body('a'), { origin: shop });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'retry-after',
      vary: 'Origin',
    });
  });

  it('answers the preflight that JSON needs', async () => {
    const { url } = await start({ allowedOrigins: [shop] });
    const ask = (origin: string) =>
      fetch(`${url}/e`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
    const allowed = await ask(shop);
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
    });
    const refused = await ask('https://other.example');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('takes nothing from an origin that is not on the list', async () => {
    const { post, count } = await start({ allowedOrigins: [shop] });
    const answer = await post(body('a'), { origin: 'https://shop.example.evil.example' });
    expect(answer.status).toBe(403);
    expect(await reasonOf(answer)).toMatch(/origin/);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(await count()).toBe(0);
  });

  it.each([
    ['refuses', undefined, 403],
    ['refuses', [shop], 403],
    ['takes', [shop, 'null'], 204],
  ])('%s the origin null when the list is %j', async (_what, allowedOrigins, status) => {
    const { post } = await start({ allowedOrigins });
    expect((await post(body('a'), { origin: 'null' })).status).toBe(status);
  });

  it('takes requests without an origin: a server, or the same site', async () => {
    const { post } = await start({ allowedOrigins: [shop] });
    expect((await post(body('a'))).status).toBe(204);
  });
});

describe('pressure', () => {
  it('asks an address that sends too much to come back later, and only that one', async () => {
    const { post, count } = await start({ ratePerMinute: 2, trustedProxies: 1 });
    const from = (address: string, id: string) =>
      post(body(id), { 'x-forwarded-for': address, origin: 'https://shop.example' });
    const statuses = [];
    for (const id of ['a', 'b', 'c']) statuses.push((await from('192.0.2.1', id)).status);
    expect(statuses).toEqual([204, 204, 429]);
    const refused = await from('192.0.2.1', 'd');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(await reasonOf(refused)).toMatch(/Rate limit/);
    expect((await from('192.0.2.2', 'e')).status).toBe(204);
    expect(await count()).toBe(3 * 14);
  });

  it('does not believe an address that the sender made up', async () => {
    const { post } = await start({ ratePerMinute: 1, trustedProxies: 1 });
    expect((await post(body('a'), { 'x-forwarded-for': '198.51.100.1, 192.0.2.1' })).status).toBe(204);
    expect((await post(body('b'), { 'x-forwarded-for': '198.51.100.2, 192.0.2.1' })).status).toBe(429);
  });

  it('says when to come back while nothing can be stored, and gives no inner reason away', async () => {
    const { post, url } = await start({ sink: brokenSink('disk full at /srv/data') });
    const answer = await post(body('a'));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.text()).not.toContain('/srv');
    const health = await fetch(`${url}/health`);
    expect(health.status).toBe(503);
    expect(await health.json()).toEqual({ status: 'failing', waiting: 7 });
  });
});

describe('who sends', () => {
  const agents = [
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true, 'desktop'],
    ['curl/8.5.0', true, 'desktop'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', false, 'mobile'],
  ] as const;

  it.each(agents)(
    'keeps of %s whether it is a robot, the class, and nothing else',
    async (agent, isBot, agentClass) => {
      const { post, store } = await start();
      await post(body('a'), { 'user-agent': agent, 'x-forwarded-for': '203.0.113.77' });
      const rows = await store.read('SELECT * FROM event');
      expect(rows[0]).toMatchObject({ is_bot: isBot, agent_class: agentClass });
      const everything = JSON.stringify([rows, await store.read('SELECT * FROM batch')]);
      expect(everything).not.toContain(agent.slice(0, 12));
      expect(everything).not.toContain('203.0.113.77');
      expect(everything).not.toContain('127.0.0.1');
    },
  );

  it('believes a page that says that a program drives it', async () => {
    const { post, store } = await start();
    await post(body('a').replace('"device":{', '"device":{"bot":true,'));
    expect(await store.read('SELECT DISTINCT is_bot FROM event')).toEqual([{ is_bot: true }]);
  });
});

it('counts what it did, as Prometheus reads it', async () => {
  const { post, url } = await start();
  await post(body('a'));
  await post(body('a'));
  await post(body('b'), { 'user-agent': 'curl/8.5.0' });
  await post('{');
  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await answer.text()).trim().split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'etappe_answers_total{status="204"} 3',
      'etappe_answers_total{status="400"} 1',
      'etappe_answer_seconds_bucket{le="+Inf"} 4',
      'etappe_answer_seconds_count 4',
      'etappe_batches_stored_total 2',
      'etappe_batches_repeated_total 1',
      'etappe_events_stored_total 28',
      'etappe_bot_events_stored_total 14',
      'etappe_waiting_batches 0',
    ]),
  );
  for (const line of lines) expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]+"\})? [\d.e+-]+)$/);
});
