// Vendure as it is run, from examples/vendure: installed when it is missing, in a process of its own.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePorts } from '../free-ports.ts';

const folder = join(import.meta.dirname, '../../../examples/vendure');

const installTimeoutMs = 90_000;
const startTimeoutMs = 90_000;

/** Installs the example's packages unless they are there. @returns why there is no shop, if so */
export const prepareVendureShop = async (): Promise<string | undefined> => {
  // npm writes this file last.
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return undefined;
  try {
    const program = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    // No package of it needs its scripts: bcrypt carries its binaries.
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    await promisify(execFile)(program, args, { cwd: folder, timeout: installTimeoutMs });
    return undefined;
  } catch (error) {
    const { killed, message } = error as Error & { killed?: boolean };
    const reason = killed ? `npm ci took longer than ${installTimeoutMs / 1000} s` : message.split('\n')[0];
    return `${reason}; run npm ci --ignore-scripts in examples/vendure`;
  }
};

export interface VendureShop {
  url: string;
  close(): Promise<void>;
}

/** @param endpoint the collector's URL, for the storefront */
export const startVendureShop = async (endpoint: string): Promise<VendureShop> => {
  const [port] = await findFreePorts(1);
  const child = spawn(process.execPath, ['main.js'], {
    cwd: folder,
    env: { ...process.env, PORT: `${port}`, ENDPOINT: endpoint },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill();
    await ended;
  };
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`Vendure ${reason}:\n${said}`));
    const timer = setTimeout(() => fail('did not start in time'), startTimeoutMs);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text;
        const [, found] = /Shop\s+(http:\S+)\//.exec(said) ?? [];
        if (!found) return;
        clearTimeout(timer);
        resolve(found);
      });
    ended.then(() => fail('ended'));
  }).catch(async (error) => {
    await close();
    throw error;
  });
  return { url, close };
};
