// The collectors that docs/own-collector.md shows: each is taken out of the page and given real and broken batches.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeBatch } from '../../src/wire/encode.ts';
import { root } from '../helpers/sizes.ts';

const markdown = readFileSync(`${root}docs/own-collector.md`, 'utf8');

/** The code of one section in one language. */
const readCode = (title: string, language: string): string => {
  const section = markdown.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
  const code = section.split(`\n\`\`\`${language}\n`)[1]?.split('\n```')[0];
  if (!code) throw new Error(`docs/own-collector.md has no ${language} under "${title}"`);
  return `${code}\n`;
};

const folders: string[] = [];

/** Inside the project, so that `etappe/wire` is the built package. */
const makeFolder = () => {
  mkdirSync(`${root}test-results`, { recursive: true });
  const folder = mkdtempSync(`${root}test-results/own-collector-`);
  folders.push(folder);
  return folder;
};

const at = 1_763_750_000_000;
const page = { url: 'https://shop.example/', title: 'Müsli & “Mugs”', kind: 'load' as const };
const identity = {
  visitor: { id: 'v1', since: at, visits: 1, purchases: 0 },
  session: { id: 's1', started_at: at },
};
const params = { currency: 'EUR', value: 19.9 };

/** What the library makes of two events. */
const body = JSON.stringify(
  encodeBatch(
    [
      { event: { n: 1, page: 'p1', name: 'page_view', at, params: undefined }, page, identity },
      { event: { n: 2, page: 'p1', name: 'add_to_cart', at: at + 1, params }, page, identity },
    ],
    {
      site: 'my-shop',
      batch: 'b1',
      sent_at: at + 2,
      consent: { analytics: 'granted', marketing: 'denied', source: 'klaro', at },
      device: { class: 'mobile' },
    },
  ),
);

const broken = [
  '',
  'no JSON',
  '[]',
  'null',
  '{"v":1}',
  '{"v":1,"events":7,"pages":{}}',
  '{"v":1,"events":[{"page":"p","at":NaN}],"pages":{"p":{}}}',
  '['.repeat(100_000),
];

const stored = [
  { site: 'my-shop', n: 1, name: 'page_view', page: { ...page, id: 'p1' }, session: identity.session },
  { site: 'my-shop', n: 2, name: 'add_to_cart', page: { ...page, id: 'p1' }, visitor: identity.visitor, params },
];

const findPort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Starts a program and resolves when it listens. */
const launch = async (command: string, args: readonly string[], folder: string, port: number) => {
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, PORT: `${port}` }, stdio: 'ignore' });
  children.push(child);
  while (child.exitCode === null) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.end());
    });
    if (isOpen) return;
  }
  throw new Error(`${command} ended before it listened`);
};

const post = async (url: string, text: string) => {
  const headers = { 'content-type': 'text/plain;charset=UTF-8' };
  return (await fetch(url, { method: 'POST', body: text, headers })).status;
};

/** Sends half of what it announced, and goes. */
const breakOff = (port: number, path: string) =>
  new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n{"v":1`, () => {
        socket.destroy();
        resolve();
      });
    });
  });

interface Program {
  title: string;
  language: string;
  command: string;
  file: string;
  path: string;
  args(port: number): readonly string[];
}

const programs: readonly Program[] = [
  {
    title: 'Node.js',
    language: 'js',
    command: process.execPath,
    file: 'collector.mjs',
    path: '/',
    args: () => ['collector.mjs'],
  },
  {
    title: 'Python',
    language: 'python',
    command: 'python3',
    file: 'collector.py',
    path: '/',
    args: () => ['collector.py'],
  },
  {
    title: 'PHP',
    language: 'php',
    command: 'php',
    file: 'shop/e.php',
    path: '/e.php',
    args: (port) => ['-S', `127.0.0.1:${port}`, '-t', 'shop'],
  },
];

const isInstalled = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

describe.each(programs)('the collector in $title', ({ title, language, command, file, path, args }) => {
  const isHere = isInstalled(command);
  if (!isHere) process.stdout.write(`  skipped: the collector in ${title}, since there is no ${command} here\n`);
  const folder = isHere ? makeFolder() : '';
  const readRows = () =>
    existsSync(`${folder}/events.jsonl`)
      ? readFileSync(`${folder}/events.jsonl`, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
  let port = 0;

  beforeAll(async () => {
    if (!isHere) return;
    mkdirSync(`${folder}/shop`);
    writeFileSync(`${folder}/${file}`, readCode(title, language));
    port = await findPort();
    await launch(command, args(port), folder, port);
  });

  it.skipIf(!isHere)('refuses what is no batch, outlives who breaks off, and keeps each event of a batch', async () => {
    const url = `http://127.0.0.1:${port}${path}`;
    for (const text of broken) expect([text.slice(0, 20), await post(url, text)]).toEqual([text.slice(0, 20), 400]);
    await breakOff(port, path);
    expect(readRows()).toEqual([]);
    expect(await post(url, body)).toBe(204);
    expect(readRows()).toMatchObject(stored);
    // Whom that killed has had the time to die.
    expect(await post(url, body)).toBe(204);
    expect(readRows()).toMatchObject([...stored, ...stored]);
  });
});

describe('the Cloudflare worker', () => {
  type Bound = { run(): void };
  type Env = { DB: { prepare(sql: string): { bind(...values: SQLInputValue[]): Bound }; batch(rows: Bound[]): void } };
  const database = new DatabaseSync(':memory:');
  afterEach(() => database.close());

  /** The part of D1 that is used: https://developers.cloudflare.com/d1/worker-api/d1-database/ */
  const env: Env = {
    DB: {
      prepare: (sql) => ({ bind: (...values) => ({ run: () => void database.prepare(sql).run(...values) }) }),
      batch: (rows) => {
        for (const row of rows) row.run();
      },
    },
  };

  it('keeps each event once, however often its batch comes', async () => {
    const file = `${makeFolder()}/worker.mjs`;
    writeFileSync(file, readCode('Cloudflare worker', 'js'));
    const { default: worker } = await import(/* @vite-ignore */ file);
    database.exec(readCode('Cloudflare worker', 'sql'));
    const send = async (text: string): Promise<number> => {
      const request = new Request('https://collect.shop.example/e', { method: 'POST', body: text });
      return (await worker.fetch(request, env)).status;
    };
    for (const text of broken) expect(await send(text)).toBe(400);
    expect([await send(body), await send(body)]).toEqual([204, 204]);
    const rows = database.prepare('SELECT json FROM event ORDER BY id').all();
    expect(rows.map(({ json }) => JSON.parse(`${json}`))).toMatchObject(stored);
  });
});
