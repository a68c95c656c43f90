// @vitest-environment node
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrations } from '../../../../examples/collector/migrations.ts';
import { batchColumns, eventColumns } from '../../../../examples/collector/rows.ts';
import { openStore } from '../../../../examples/collector/store.ts';
import { buyer } from './batches.ts';
import { decoded } from './decoded.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etappe-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('keeps every field of an event in the column of its name', async () => {
  const store = await openStore({ file: ':memory:', now: () => 42 });
  await store.add(decoded(buyer('a')));
  const [row] = await store.read(`SELECT * FROM event WHERE name = 'purchase'`);
  expect(row).toMatchObject({
    site: 'test-shop',
    page: 'a-5',
    n: 2,
    received_at: 42,
    batch: 'batch-a',
    visitor: 'visitor-a',
    session: 'session-a',
    consent_analytics: 'granted',
    consent_marketing: 'denied',
    consent_source: 'klaro',
    touch_source: 'newsletter',
    touch_medium: 'email',
    device_class: 'mobile',
    page_path: '/en/thank-you',
    page_kind: 'load',
    currency: 'EUR',
    value: 14.9,
    transaction_id: 'T-a',
    language: null,
  });
  await store.close();
});

it('finds everything again after closing, in a folder that it made itself', async () => {
  const file = join(folder, 'new', 'journey.duckdb');
  const first = await openStore({ file });
  await first.add(decoded(buyer('a')));
  await first.close();
  const second = await openStore({ file });
  expect(await second.read('SELECT count(*) AS count FROM event')).toEqual([{ count: 14 }]);
  await second.close();
});

it('has on disk what it answered, even when it is never closed', async () => {
  const file = join(folder, 'journey.duckdb');
  const store = await openStore({ file });
  await store.add(decoded(buyer('a')));
  // A copy of both files is what a killed process would leave.
  const { copyFile } = await import('node:fs/promises');
  await copyFile(file, join(folder, 'copy.duckdb'));
  await copyFile(`${file}.wal`, join(folder, 'copy.duckdb.wal'));
  const copy = await openStore({ file: join(folder, 'copy.duckdb') });
  expect(await copy.read('SELECT count(*) AS count FROM event')).toEqual([{ count: 14 }]);
  await Promise.all([copy.close(), store.close()]);
});

it('stores a batch once, however often and however fast it comes', async () => {
  const store = await openStore({ file: ':memory:' });
  const batch = decoded(buyer('a'));
  const answers = await Promise.all([store.add(batch), store.add(batch), store.add(batch)]);
  expect(answers).toEqual([true, false, false]);
  expect(await store.read('SELECT count(*) AS count FROM event')).toEqual([{ count: 14 }]);
  await store.close();
});

it('knows a batch again after a restart', async () => {
  const file = join(folder, 'journey.duckdb');
  const first = await openStore({ file });
  await first.add(decoded(buyer('a')));
  await first.close();
  const second = await openStore({ file });
  expect(await second.add(decoded(buyer('a')))).toBe(false);
  await second.close();
});

it('refuses a file that a newer collector wrote, and leaves it as it is', async () => {
  const file = join(folder, 'journey.duckdb');
  await (await openStore({ file })).close();
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run('INSERT INTO migration VALUES (999, 0)');
  connection.closeSync();
  instance.closeSync();
  await expect(openStore({ file })).rejects.toThrow('schema version 999');
});

it.each([
  ['a NUL', 'a\u0000b'],
  ['half a surrogate pair', 'a\ud800b'],
  ['an emoji', '🚲'],
  ['a quote', `'; DROP TABLE event; --`],
  ['what looks like half a pair', '\\ud800'],
])('stores texts with %s in them, and can be asked about them', async (_what, text) => {
  const store = await openStore({ file: ':memory:' });
  const batch = buyer('a', { site: text, touch: { campaign: text } });
  const [first] = batch.events;
  if (first) first.params = { text, [text]: 1, __proto__: { polluted: true } };
  await store.add({ batch, events: decoded(batch).events });
  expect(await store.read('SELECT count(*) AS count FROM event_once')).toEqual([{ count: 14 }]);
  const kept = text.replace(/\p{Surrogate}/gu, '\ufffd');
  expect(
    await store.read(`SELECT params->>'$.text' AS text, touches->>'$.first.campaign' AS campaign
      FROM event WHERE name = 'page_view' AND n = 1 AND page = 'a-0'`),
  ).toEqual([{ text: kept, campaign: kept }]);
  await store.close();
});

it('names its columns as the tables do, in their order', async () => {
  const store = await openStore({ file: ':memory:' });
  const namesOf = async (table: string) =>
    (await store.read<{ column_name: string }>(`DESCRIBE ${table}`)).map(({ column_name }) => column_name);
  expect(eventColumns.map(({ name }) => name)).toEqual(await namesOf('event'));
  expect(batchColumns.map(({ name }) => name)).toEqual(await namesOf('batch'));
  await store.close();
});

it('brings a file of the first version up to date, and keeps its rows', async () => {
  const file = join(folder, 'journey.duckdb');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`${migrations[0]}
    CREATE TABLE migration (version INTEGER NOT NULL, applied_at BIGINT NOT NULL);
    INSERT INTO migration VALUES (1, 0);
    INSERT INTO event (site, page, n, name, happened_at, received_at, batch, consent_analytics, consent_marketing,
      device_class, page_url, page_path, page_kind, params)
    VALUES ('old', 'p', 1, 'page_view', 1, 1, 'b', 'granted', 'denied', 'desktop', '/', '/', 'load', '{}')`);
  // Half of a surrogate pair, which these versions wrote as it came.
  const appender = await connection.createAppender('event');
  const cells = ['old', 'p', 2n, 'search', 2n, 2n, 'b', ...Array(4).fill(null), 'granted', 'denied'];
  const more = [...Array(8).fill(null), '{"first":"\\ud83d"}', 'desktop', ...Array(4).fill(null), '/', '/', null, null];
  for (const cell of [...cells, ...more, 'load', null, null, null, null, '{"search_term":"a\\ud83d"}']) {
    if (cell === null) appender.appendNull();
    else if (typeof cell === 'bigint') appender.appendBigInt(cell);
    else appender.appendVarchar(cell);
  }
  appender.endRow();
  appender.closeSync();
  connection.closeSync();
  instance.closeSync();
  const store = await openStore({ file });
  await store.add({ ...decoded(buyer('a')), sender: { isBot: true, deviceClass: 'tablet' } });
  expect(
    await store.read('SELECT site, is_bot, agent_class, count(*) AS count FROM event GROUP BY ALL ORDER BY site'),
  ).toEqual([
    { site: 'old', is_bot: null, agent_class: null, count: 2 },
    { site: 'test-shop', is_bot: true, agent_class: 'tablet', count: 14 },
  ]);
  expect(
    await store.read(
      `SELECT params->>'$.search_term' AS term, touches->>'$.first' AS first FROM event WHERE n = 2 AND site = 'old'`,
    ),
  ).toEqual([{ term: 'a\ufffd', first: '\ufffd' }]);
  await store.close();
});

it('refuses what is too much to wait, and takes it later', async () => {
  const store = await openStore({ file: ':memory:', maxWaiting: 2 });
  const batches = ['a', 'b', 'c'].map((id) => decoded(buyer(id)));
  const answers = await Promise.allSettled(batches.map((batch) => store.add(batch)));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(await store.add(decoded(buyer('c')))).toBe(true);
  expect(await store.read('SELECT count(*) AS count FROM event')).toEqual([{ count: 3 * 14 }]);
  await store.close();
});
