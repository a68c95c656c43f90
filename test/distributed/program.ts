// A program that is started, killed and started again, as machines come and go.
import { type ChildProcess, spawn } from 'node:child_process';
import { endWithUs } from '../helpers/engines/processes.ts';

export type Environment = Record<string, string>;

export interface Server {
  /** Of the process that runs now. */
  processId(): number;
  /** SIGKILL, as a machine that fails: nothing is flushed, nothing is told. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as a machine that is updated. Resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Starts it again, with the same addresses and data. Resolves when it answers. */
  start(): Promise<void>;
  /** Everything it said, over all its lives. */
  output(): string;
}

const startingMs = 20_000;

/** Asks until the answer is yes. @throws with `what` when it never is */
export const until = async (what: string, isSo: () => Promise<boolean>, timeoutMs: number): Promise<void> => {
  const giveUpAt = Date.now() + timeoutMs;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > giveUpAt) throw new Error(`After ${timeoutMs} ms still not so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

export const isAnswering = async (url: string) => (await fetch(url)).ok;

export interface Program {
  name: string;
  command: string;
  args: readonly string[];
  environment: Environment;
  isReady: (output: string) => Promise<boolean>;
}

/** Nothing runs before its `start`. */
export const createProgram = ({ name, command, args, environment, isReady }: Program): Server => {
  let child: ChildProcess | undefined;
  let guard: ReturnType<typeof endWithUs> | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);
  let output = '';

  const end = async (signal: NodeJS.Signals) => {
    child?.kill(signal);
    const code = await ended;
    guard?.disarm();
    child = undefined;
    return code;
  };

  return {
    processId: () => child?.pid ?? 0,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    output: () => output,
    start: async () => {
      const started = spawn(command, args, {
        env: { ...process.env, ...environment },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      if (started.pid !== undefined) guard = endWithUs(started.pid);
      let life = '';
      for (const stream of [started.stdout, started.stderr]) {
        stream.on('data', (chunk) => {
          life += chunk;
          output += chunk;
        });
      }
      let isGone = false;
      ended = new Promise((resolve) => {
        started.once('error', () => resolve(null));
        started.once('exit', resolve);
      });
      void ended.then(() => {
        isGone = true;
      });
      await until(`${name} has started, or ended with:\n${life}`, async () => isGone || isReady(life), startingMs);
      if (isGone) throw new Error(`${name} ended while it started:\n${life}`);
    },
  };
};
