// Makes the framework folders ready, all at once as far as the network goes, and says how long each took.
import { buildFramework } from './build.ts';
import { type Framework, folderOf } from './folder.ts';
import { installPackages, renewLibrary } from './packages.ts';

/** `reason`: it can't be installed here, so there is nothing to test. `failure`: a test's to say. */
export interface Standing {
  reason?: string;
  failure?: string;
}

/** The machines that run this have two cores. */
const buildsAtOnce = 2;

const createTurns = (count: number) => {
  const waiting: (() => void)[] = [];
  let free = count;
  return async <Result>(action: () => Promise<Result>): Promise<Result> => {
    if (free) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await action();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
};

const measure = async <Result>(action: () => Promise<Result>): Promise<[result: Result, seconds: string]> => {
  const startedAt = Date.now();
  const result = await action();
  return [result, ((Date.now() - startedAt) / 1000).toFixed(1)];
};

export const prepareFrameworks = async (names: readonly Framework[]): Promise<Record<string, Standing>> => {
  const inTurn = createTurns(buildsAtOnce);
  const prepare = async (name: Framework): Promise<[Framework, Standing]> => {
    const folder = folderOf(name);
    const [problem, installSeconds] = await measure(() => installPackages(folder));
    if (problem.reason) process.stdout.write(`${name}: skipped: ${problem.reason}; run npm ci in examples/${name}\n`);
    if (problem.reason || problem.failure) return [name, problem];
    const [failure, buildSeconds] = await inTurn(() => {
      renewLibrary(folder);
      return measure(() => buildFramework(name));
    });
    process.stdout.write(`${name}: packages ${installSeconds} s, build ${buildSeconds} s\n`);
    return [name, failure ? { failure } : {}];
  };
  return Object.fromEntries(await Promise.all(names.map(prepare)));
};
