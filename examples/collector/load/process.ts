// A collector as a process of its own, which can be stopped and killed like a real one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface CollectorProcess {
  url: string;
  /** Sends the signal and resolves with the exit code when the process is gone; `null` when the signal ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** One number of `/metrics`. */
  readMetric(name: string): Promise<number>;
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/**
 * Starts it on a free port of the loopback address and resolves when it listens.
 * @param settings environment variables of settings.ts
 * @throws what it said, when it ends instead of listening
 */
export const startCollectorProcess = async (settings: Record<string, string>): Promise<CollectorProcess> => {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^Endpoint\s+(\S+)\/e$/.exec(line)?.[1];
      if (url) resolve(url);
    });
  });
  const failed = closed.then(() => Promise.reject(new Error(complaint || 'The collector ended at once')));
  const url = await Promise.race([listening, failed]);
  failed.catch(() => undefined);

  return {
    url,
    end: async (signal) => {
      child.kill(signal);
      return (await closed)[0];
    },
    readMetric: async (name) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
    },
  };
};
