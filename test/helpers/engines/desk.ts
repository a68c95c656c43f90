// A virtual display with a window manager and a keyboard: tabs and windows closed by key, as a person does it.
// A driver's close is another thing: Chromium's loses what a person's delivers, and Firefox's the other way round.
import { spawn } from 'node:child_process';
import { openDisplay } from './display.ts';
import type { EngineName } from './engine.ts';
import { type Found, findOnPath } from './find.ts';
import { startProcess } from './processes.ts';

export interface DeskPaths {
  xvfb: string;
  openbox: string;
  xdotool: string;
}

export interface Desk {
  display: string;
  /** Presses keys, such as `ctrl+w`, in the window of an engine, once it has one. */
  press(engine: EngineName, keys: string): Promise<void>;
  close(): Promise<void>;
}

const windowClasses: Record<EngineName, string> = {
  chromium: 'chrom',
  firefox: 'firefox',
  webkit: 'MiniBrowser',
};

const windowTimeoutMs = 20_000;

export const findDesk = (): Found<DeskPaths> => {
  const [xvfb, openbox, xdotool] = ['Xvfb', 'openbox', 'xdotool'].map(findOnPath);
  if (xvfb && openbox && xdotool) return { where: { xvfb, openbox, xdotool } };
  const missing = Object.entries({ Xvfb: xvfb, openbox, xdotool });
  return { missing: `no ${missing.flatMap(([name, path]) => (path ? [] : [name])).join(', no ')}` };
};

/** Resolves with the last line of what the program wrote; nothing when it failed. */
const read = (program: string, args: readonly string[], display: string) =>
  new Promise<string | undefined>((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, DISPLAY: display },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: windowTimeoutMs,
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', () => resolve(undefined));
    child.once('close', (code) => resolve(code === 0 ? output.trim().split('\n').at(-1) : undefined));
  });

export const openDesk = async ({ xvfb, openbox, xdotool }: DeskPaths): Promise<Desk> => {
  const display = await openDisplay(xvfb);
  const manager = startProcess(openbox, [], { env: { ...process.env, DISPLAY: display.name }, stdio: 'ignore' });
  return {
    display: display.name,
    press: async (engine, keys) => {
      const giveUpAt = Date.now() + windowTimeoutMs;
      for (;;) {
        const window = await read(xdotool, ['search', '--onlyvisible', '--class', windowClasses[engine]], display.name);
        // It may be gone, or replaced, between the two.
        const isDone =
          window &&
          (await read(xdotool, ['windowactivate', '--sync', window, 'key', '--clearmodifiers', keys], display.name));
        if (isDone !== undefined && window) return;
        if (Date.now() > giveUpAt) throw new Error(`no window of ${engine} took ${keys}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    close: async () => {
      await manager.stop();
      await display.close();
    },
  };
};
