// Child processes and temporary directories, none of which outlives the test run, however that ends.
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StartedProcess {
  child: ChildProcess;
  /** Resolves with a sentence on how it ended. */
  ended: Promise<string>;
  /** SIGTERM to its whole process group, SIGKILL after two seconds. Resolves when it is gone. */
  stop(): Promise<void>;
  /** SIGKILL to its whole process group. Resolves when it is gone. */
  kill(): Promise<void>;
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
  const kill = async () => {
    killGroup('SIGKILL');
    await ended;
    guard?.disarm();
  };
  return { child, ended, stop, kill };
};

/** SIGKILL to the descendants of a process whose command line fits. Resolves when they are gone; throws if none fits. */
export const killDescendants = async (ancestor: number | undefined, fits: RegExp): Promise<void> => {
  const list = () => {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n');
    const all = lines.map((line) => line.match(/(\d+)\s+(\d+)\s+(\S+)\s+(.*)/) ?? []);
    const family = new Set([String(ancestor)]);
    // A process that outlived its parent may come before it in the list.
    for (let size = 0; size !== family.size; ) {
      size = family.size;
      for (const [, pid = '', parent = ''] of all) if (family.has(parent)) family.add(pid);
    }
    return all.flatMap(([, pid = '', , state = '', command = '']) =>
      family.has(pid) && !state.startsWith('Z') && fits.test(command) ? [Number(pid)] : [],
    );
  };
  const found = list();
  if (!found[0]) throw new Error(`no process below ${ancestor} fits ${fits}`);
  for (const pid of found) process.kill(pid, 'SIGKILL');
  while (list().some((pid) => found.includes(pid))) await new Promise((resolve) => setTimeout(resolve, 20));
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
