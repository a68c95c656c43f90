// Child processes and temporary directories, none of which outlives the test run, however that ends.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StartedProcess {
  child: ChildProcess;
  /** Resolves with a sentence on how it ended. */
  ended: Promise<string>;
  /** SIGTERM to its whole process group, SIGKILL after two seconds. Resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Runs a line of shell if this process dies before it has disarmed the line: a shell waits at the other end of a pipe.
 * Exit handlers are not enough, since a test runner that is interrupted kills its workers with SIGKILL.
 */
const atOurDeath = (line: string, argument: string): { disarm(): void } => {
  if (process.platform === 'win32') return { disarm: () => undefined };
  const script = `read -r disarmed || { ${line}; }`;
  const shell = spawn('/bin/sh', ['-c', script, 'sh', argument], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.once('error', () => undefined);
  shell.stdin.once('error', () => undefined);
  shell.unref();
  return { disarm: () => shell.stdin.end('disarmed\n') };
};

/** Ends a process group with this process. Call `disarm` once the group is gone. */
export const endWithUs = (groupId: number) => atOurDeath('kill -s KILL -- "-$1"', String(groupId));

/** Starts a program in a process group of its own, so that its children end with it. */
export const startProcess = (command: string, args: readonly string[], options: SpawnOptions = {}): StartedProcess => {
  const child = spawn(command, args, { detached: true, ...options });
  const guard = child.pid === undefined ? undefined : endWithUs(child.pid);
  const killGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // The whole group is gone already.
    }
  };
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${command} did not start: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`${command} ended with ${signal ?? `exit code ${code}`}`));
  });
  const stop = async () => {
    killGroup('SIGTERM');
    const timer = setTimeout(() => killGroup('SIGKILL'), 2000);
    await ended;
    clearTimeout(timer);
    killGroup('SIGKILL');
    guard?.disarm();
  };
  return { child, ended, stop };
};

/** Makes an empty directory under the system's temporary one. */
export const createTemporaryDirectory = (prefix: string): { path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), prefix));
  // After a second, when the browser that writes into it has been killed.
  const guard = atOurDeath('sleep 1; rm -rf -- "$1"', path);
  const remove = () => {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    guard.disarm();
  };
  return { path, remove };
};
