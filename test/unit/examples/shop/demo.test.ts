// @vitest-environment node
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDemo } from '../../../../examples/shop/demo.ts';
import { buyer } from '../collector/batches.ts';

const script = fileURLToPath(new URL('../../../../examples/shop/demo.ts', import.meta.url));
let folder: string;
let dataFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etappe-demo-'));
  dataFile = join(folder, 'journey.duckdb');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const post = (url: string, id: string) => fetch(`${url}/e`, { method: 'POST', body: JSON.stringify(buyer(id)) });
// What fetch sends has a robot's user agent.
const countVisits = async (url: string) =>
  ((await (await fetch(`${url}/journey/data?bots=1`)).json()) as { counts: { visits: number } }).counts.visits;

/** The program as a person starts it, from the moment it says where it is. */
const startProgram = async (...options: string[]) => {
  const child = spawn(process.execPath, [script, ...options], {
    env: { ...process.env, PORT: '0', DATA_FILE: dataFile },
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      said += text;
      const [, found] = /Shop\s+(http:\S+)\//.exec(said) ?? [];
      if (found && said.includes('Ctrl-C')) resolve(found);
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return { child, url, ended };
};

it('serves shop, collector and map on one port, and lets go of it', async () => {
  const demo = await startDemo({ port: 0, dataFile, quiet: true });
  for (const path of ['/de/', '/en/packs-bags', '/journey', '/health', '/klaro.js', '/etappe.shop.js']) {
    expect((await fetch(demo.url + path)).status, path).toBe(200);
  }
  await demo.close();
  await expect(fetch(demo.url)).rejects.toThrow();
});

it('takes the campaign along from the bare address to the language', async () => {
  const demo = await startDemo({ port: 0, dataFile: ':memory:', quiet: true });
  const answer = await fetch(`${demo.url}/?utm_source=a`, { redirect: 'manual', headers: { 'accept-language': 'de' } });
  expect(answer.headers.get('location')).toBe('/de/?utm_source=a');
  await demo.close();
});

it('sets no cookie for somebody who only looks', async () => {
  const demo = await startDemo({ port: 0, dataFile: ':memory:', quiet: true });
  for (const path of ['/de/', '/de/warenkorb', '/en/camp-kitchen/enamel-mug-morgentau']) {
    expect((await fetch(demo.url + path)).headers.get('set-cookie')).toBeNull();
  }
  await demo.close();
});

it('refuses forms that another site sends', async () => {
  const demo = await startDemo({ port: 0, dataFile: ':memory:', quiet: true });
  const answer = await fetch(`${demo.url}/de/warenkorb`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ action: 'add', sku: 'FW-101', variant: 'moss', quantity: '1' }),
  });
  expect(answer.status).toBe(400);
  await demo.close();
});

it('escapes what is searched for', async () => {
  const demo = await startDemo({ port: 0, dataFile: ':memory:', quiet: true });
  const page = await (
    await fetch(`${demo.url}/en/search?q=${encodeURIComponent('</script><img src=x onerror=alert(1)>')}`)
  ).text();
  expect(page).not.toContain('<img src=x');
  expect(page).toContain('&lt;img src=x');
  await demo.close();
});

it('keeps what it collected, and begins empty when told so', { timeout: 30_000 }, async () => {
  const first = await startProgram();
  await post(first.url, 'a');
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);

  const second = await startProgram();
  expect(await countVisits(second.url)).toBe(1);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);

  const third = await startProgram('--reset');
  expect(await countVisits(third.url)).toBe(0);
  third.child.kill('SIGINT');
  expect(await third.ended).toBe(0);
});

it('loses nothing that it answered when it is killed', { timeout: 30_000 }, async () => {
  const first = await startProgram();
  const ids = Array.from({ length: 40 }, (_, index) => `v${index}`);
  const answers = await Promise.all(ids.map((id) => post(first.url, id)));
  first.child.kill('SIGKILL');
  await first.ended;
  expect(answers.every(({ status }) => status === 204)).toBe(true);

  const second = await startProgram();
  expect(await countVisits(second.url)).toBe(40);
  second.child.kill('SIGINT');
  await second.ended;
});

it('says which port is taken and how to choose another, and ends with 1', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const { port } = blocker.address() as { port: number };
  const run = promisify(execFile)(process.execPath, [script], {
    env: { ...process.env, PORT: String(port), DATA_FILE: dataFile },
  });
  const { code, stderr } = (await run.catch((error: unknown) => error)) as { code: number; stderr: string };
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${port} is taken`);
  expect(stderr).toContain(`PORT=${port + 1}`);
  expect(stderr).not.toContain('    at ');
  blocker.close();
});

it('says that the data file is in use, and does not reset it from under the other one', {
  timeout: 30_000,
}, async () => {
  const first = await startProgram();
  await post(first.url, 'a');
  await expect(startProgram('--reset')).rejects.toThrow(/ended with 1.*in use/s);
  expect((await stat(dataFile)).size).toBeGreaterThan(0);
  expect(await countVisits(first.url)).toBe(1);
  first.child.kill('SIGINT');
  await first.ended;
});

it('says what to do about a data file that is none, and does it when told', { timeout: 30_000 }, async () => {
  await writeFile(dataFile, 'this is no database, but it is long enough to be looked at'.repeat(200));
  await expect(startDemo({ port: 0, dataFile, quiet: true })).rejects.toThrow('npm run demo -- --reset');
  const program = await startProgram('--reset');
  expect(await countVisits(program.url)).toBe(0);
  program.child.kill('SIGINT');
  expect(await program.ended).toBe(0);
});
