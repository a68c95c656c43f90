// @vitest-environment node
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../../../../examples/collector/commands.ts';
import { exportTo } from '../../../../examples/collector/export.ts';
import { openStore, type Store } from '../../../../examples/collector/store.ts';
import { buyer } from './batches.ts';
import { decoded } from './decoded.ts';

let folder: string;
let store: Store;
let now: number;
const receivedAt = Date.UTC(2026, 0, 15);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etappe-export-'));
  now = receivedAt;
  store = await openStore({ file: join(folder, 'journey.duckdb'), now: () => now });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const add = (...batches: ReturnType<typeof buyer>[]) => Promise.all(batches.map((batch) => store.add(decoded(batch))));

it('writes every event once, by its columns, as JSON lines', async () => {
  // The same events in another batch: what a browser sends again when it never heard the answer.
  await add(buyer('a'), { ...buyer('a'), batch: 'again' });
  const file = join(folder, 'out.jsonl');
  expect(await exportTo(store, { file })).toBe(14);
  const rows = (await readFile(file, 'utf8')).trim().split('\n');
  expect(rows).toHaveLength(14);
  const purchase = rows.map((row) => JSON.parse(row)).find(({ name }) => name === 'purchase');
  expect(purchase).toMatchObject({ visitor: 'visitor-a', value: 14.9, params: { transaction_id: 'T-a' } });
});

it('writes Parquet that holds the same as the store', async () => {
  await add(buyer('a'), buyer('b'));
  const file = join(folder, 'out.parquet');
  await exportTo(store, { file });
  expect((await readFile(file)).subarray(0, 4).toString()).toBe('PAR1');
  const columns = 'site, page, n, name, received_at, visitor, value, params';
  const differing = await store.read(
    `(SELECT ${columns} FROM '${file}' EXCEPT SELECT ${columns} FROM event)
     UNION ALL (SELECT ${columns} FROM event EXCEPT SELECT ${columns} FROM '${file}')`,
  );
  expect(differing).toEqual([]);
});

it.each(['=HYPERLINK("https://evil.example")', '+1', '-1', '@sum', '\tx'])(
  'writes CSV in which %j is no formula',
  async (title) => {
    await add(buyer('a', { pages: [{ path: '/', title, events: [['page_view']] }] }));
    const [file, exact] = [join(folder, 'out.csv'), join(folder, 'out.jsonl')];
    await exportTo(store, { file });
    await exportTo(store, { file: exact });
    const [row] = await store.read<{ page_title: string; value: unknown }>(
      `SELECT * FROM read_csv('${file}', header = true, all_varchar = true)`,
    );
    expect(row?.page_title).toBe(`'${title}`);
    expect(JSON.parse(await readFile(exact, 'utf8')).page_title).toBe(title);
  },
);

it('leaves negative amounts numbers', async () => {
  const refund = { currency: 'EUR', value: -14.9, transaction_id: '7' };
  await add(buyer('a', { pages: [{ path: '/', events: [['refund', refund]] }] }));
  const file = join(folder, 'out.csv');
  await exportTo(store, { file });
  expect(await store.read(`SELECT value FROM read_csv('${file}', header = true)`)).toEqual([{ value: -14.9 }]);
});

it('takes only the site and the days that were asked for, and a table of one purchase each', async () => {
  await add(buyer('a'), buyer('b', { site: `o'shop` }));
  now += 86_400_000;
  await add(buyer('c', { site: `o'shop` }));
  await store.close();
  const dataFile = join(folder, 'journey.duckdb');
  const file = join(folder, `it's.jsonl`);
  const run = (...args: string[]) => runCommand(['export', file, ...args], dataFile);
  expect(await run('--table', 'purchase', '--site', `o'shop`)).toMatch(/^2 rows/);
  expect(await run('--table', 'purchase', '--site', `o'shop`, '--from', '2026-01-16')).toMatch(/^1 rows/);
  expect(JSON.parse(await readFile(file, 'utf8')).transaction_id).toBe('T-c');
  expect(await run('--to', '2026-01-16')).toMatch(/^28 rows/);
  expect(await run('--table', 'batch')).toMatch(/^3 rows/);
  await expect(run('--from', 'yesterday')).rejects.toThrow('no date');
  await expect(run('--table', 'migration')).rejects.toThrow('no table');
  store = await openStore({ file: dataFile });
});
