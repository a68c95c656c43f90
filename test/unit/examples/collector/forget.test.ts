// @vitest-environment node
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCollector } from '../../../../examples/collector/collector.ts';
import { runCommand } from '../../../../examples/collector/commands.ts';
import { forgetOlder, forgetVisitor } from '../../../../examples/collector/forget.ts';
import { ownerRoutes } from '../../../../examples/collector/owner.ts';
import { keepRetention, monthsBefore } from '../../../../examples/collector/retention.ts';
import { openStore, type Store } from '../../../../examples/collector/store.ts';
import { createHttpServer, listenOn } from '../../../../examples/shared/http.ts';
import { buyer } from './batches.ts';
import { decoded } from './decoded.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etappe-forget-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const countOf = async (store: Store, table = 'event') => {
  const [row] = await store.read<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
  return row?.count;
};

describe('a visitor', () => {
  it('is gone with everything that was stored of them, and nobody else is', async () => {
    const store = await openStore({ file: ':memory:' });
    await store.add(decoded(buyer('a')));
    await store.add(decoded(buyer('b')));
    expect(await forgetVisitor(store, 'visitor-a')).toBe(14);
    expect(await store.read('SELECT DISTINCT visitor FROM event')).toEqual([{ visitor: 'visitor-b' }]);
    expect(await forgetVisitor(store, 'visitor-a')).toBe(0);
    await store.close();
  });

  it('does not come back when their batch is sent again', async () => {
    const store = await openStore({ file: ':memory:' });
    await store.add(decoded(buyer('a')));
    await forgetVisitor(store, 'visitor-a');
    expect(await store.add(decoded(buyer('a')))).toBe(false);
    expect(await countOf(store)).toBe(0);
    await store.close();
  });

  it('leaves not one byte in the file when the command deletes them', async () => {
    const file = join(folder, 'journey.duckdb');
    const store = await openStore({ file });
    await Promise.all(Array.from({ length: 40 }, (_, index) => store.add(decoded(buyer(`other-${index}`)))));
    await store.add(decoded(buyer('wanted')));
    await store.close();
    expect((await readFile(file)).includes('visitor-wanted')).toBe(true);
    expect(await runCommand(['forget', 'visitor-wanted'], file)).toMatch(/^14 events/);
    expect((await readFile(file)).includes('visitor-wanted')).toBe(false);
    const again = await openStore({ file });
    expect(await countOf(again)).toBe(40 * 14);
    await again.close();
  });

  it('is deleted while batches arrive, and no batch is lost by it', async () => {
    const store = await openStore({ file: join(folder, 'journey.duckdb'), gatherMs: 0 });
    await store.add(decoded(buyer('wanted')));
    const arriving = Array.from({ length: 60 }, (_, index) => store.add(decoded(buyer(`other-${index}`))));
    const deleted = forgetVisitor(store, 'visitor-wanted');
    expect(await deleted).toBe(14);
    expect(await Promise.all(arriving)).not.toContain(false);
    expect(await countOf(store)).toBe(60 * 14);
    await store.close();
  });

  it('is deleted over HTTP by whoever has the owner token', async () => {
    const store = await openStore({ file: ':memory:' });
    const server = createHttpServer({ closingMs: 50 });
    await server.register(ownerRoutes, { store, ownerToken: 'secret' });
    const url = await listenOn(server, 0);
    await store.add(decoded(buyer('a')));
    const remove = (authorization?: string) =>
      fetch(`${url}/visitors/visitor-a`, { method: 'DELETE', headers: { ...(authorization && { authorization }) } });
    expect((await remove()).status).toBe(401);
    expect((await remove('Bearer wrong')).status).toBe(401);
    expect(await countOf(store)).toBe(14);
    expect(await (await remove('Bearer secret')).json()).toEqual({ deletedEvents: 14 });
    expect(await countOf(store)).toBe(0);
    await server.close();
    await store.close();
  });

  it('is gone from the feed of the journey map too, for those who watch and those who come', async () => {
    const server = createHttpServer({ closingMs: 50 });
    await addCollector(server, { dataFile: ':memory:', ownerToken: 'secret' });
    const url = await listenOn(server, 0);
    for (const id of ['wanted', 'other']) {
      const batch = buyer(id, { site: `shop-of-${id}` });
      await fetch(`${url}/e`, { method: 'POST', body: JSON.stringify(batch) });
    }
    const watch = async () => {
      const { body } = await fetch(`${url}/journey/live?bots=1`);
      const reader = (body as ReadableStream<Uint8Array>).getReader();
      const decoder = new TextDecoder();
      return async () => {
        let told = '';
        while (!/event: recent\n.*\n\n/.test(told)) told += decoder.decode((await reader.read()).value);
        return told;
      };
    };
    const readOn = await watch();
    expect(await readOn()).toContain('shop-of-wanted');
    const headers = { authorization: 'Bearer secret' };
    await fetch(`${url}/visitors/visitor-wanted`, { method: 'DELETE', headers });
    for (const told of [await readOn(), await (await watch())()]) {
      expect(told).toContain('shop-of-other');
      expect(told).not.toContain('shop-of-wanted');
    }
    await server.close();
  });
});

describe('time', () => {
  const at = (text: string) => Date.parse(`${text}T12:00:00Z`);

  it.each([
    ['2026-11-22', 25, '2024-10-22'],
    ['2026-01-15', 1, '2025-12-15'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2024-03-31', 1, '2024-02-29'],
    ['2026-12-31', 25, '2024-11-30'],
  ])('from %s goes back %i months to %s', (now, months, expected) => {
    expect(monthsBefore(at(now), months)).toBe(at(expected));
  });

  it('of more months than there are keeps everything', async () => {
    const store = await openStore({ file: ':memory:' });
    await store.add(decoded(buyer('a')));
    (await keepRetention({ store, months: 9_999_999_999 }))();
    expect(await countOf(store)).toBe(14);
    await store.close();
  });

  it('takes what arrived too long ago, whatever the visitor clock said', async () => {
    let now = at('2024-10-21');
    const store = await openStore({ file: ':memory:', now: () => now });
    await store.add(decoded(buyer('old', { at: at('2030-01-01') })));
    now = at('2024-10-23');
    await store.add(decoded(buyer('young', { at: 0 })));
    expect(await forgetOlder(store, monthsBefore(at('2026-11-22'), 25))).toBe(14);
    expect(await store.read('SELECT DISTINCT visitor FROM event')).toEqual([{ visitor: 'visitor-young' }]);
    expect(await countOf(store, 'batch')).toBe(1);
    await store.close();
  });

  it('is looked after from the start on, and never when everything is to be kept', async () => {
    const store = await openStore({ file: ':memory:', now: () => at('2020-01-01') });
    await store.add(decoded(buyer('a')));
    const now = () => at('2026-11-22');
    (await keepRetention({ store, months: 0, now }))();
    expect(await countOf(store)).toBe(14);
    (await keepRetention({ store, months: 25, now }))();
    expect(await countOf(store)).toBe(0);
    await store.close();
  });
});

it.each([[['forget']], [['export']], [['dance']], [['prune', 'soon']], [['export', 'x.xlsx']]])(
  'explains what is wrong with %j and deletes nothing',
  async (args) => {
    const file = join(folder, 'journey.duckdb');
    const store = await openStore({ file });
    await store.add(decoded(buyer('a')));
    await store.close();
    await expect(runCommand(args, file)).rejects.toThrow(/missing|no command|no number|ending/);
    const again = await openStore({ file });
    expect(await countOf(again)).toBe(14);
    await again.close();
  },
);

it('makes no new file where a path was mistyped', async () => {
  const file = join(folder, 'mistyped.duckdb');
  await expect(runCommand(['prune'], file)).rejects.toThrow('There is no data file');
  expect(existsSync(file)).toBe(false);
});
