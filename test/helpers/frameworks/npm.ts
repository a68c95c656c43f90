// npm as the tests run it: to its end, with what it said when that was no good one.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { collectorUrl } from './folder.ts';

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Vitest sets these for its tests, and they would make development builds. */
const ofVitest = /^(NODE_ENV|VITEST.*|TEST|MODE|DEV|PROD|SSR|BASE_URL)$/;

/** What the folders' scripts find around them. */
export const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofVitest.test(name))),
  NO_COLOR: '1',
  ETAPPE_ENDPOINT: collectorUrl,
  ...more,
});

/** @returns why it failed, the reason in the first line, if so */
export const runNpm = async (
  folder: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<string | undefined> => {
  try {
    await promisify(execFile)(npm, args, { cwd: folder, timeout: timeoutMs, env: environment(), maxBuffer: 2 ** 26 });
    return undefined;
  } catch (error) {
    const { killed, message, stdout = '', stderr = '' } = error as Error & Record<string, string | undefined>;
    const reason = killed ? `npm ${args[0]} took longer than ${timeoutMs / 1000} s` : message.split('\n')[0];
    return [reason, ...`${stdout}${stderr}`.split('\n').filter((line) => line.trim())].join('\n');
  }
};
