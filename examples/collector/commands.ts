// What an owner does with the data file while the collector stands still: forget, prune, export.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openDataFile } from './collector.ts';
import { exportTo } from './export.ts';
import { forgetOlder, forgetVisitor, rewriteFile } from './forget.ts';
import { defaultRetentionMonths, monthsBefore } from './retention.ts';
import type { Store } from './store.ts';

export const usage = `npx node examples/collector/main.ts                   receives, stores, shows the journey map
npx node examples/collector/main.ts forget <visitor>  deletes everything of one visitor
npx node examples/collector/main.ts prune [months]    deletes what is older; 25 months, unless told otherwise
npx node examples/collector/main.ts export <file>     writes .csv, .parquet or .jsonl
       --table event|purchase|batch  --site <site>  --from 2026-01-31  --to 2026-02-28

The last three need the data file for themselves: stop the collector first. A visitor can be forgotten while
it runs, too: set OWNER_TOKEN, and send DELETE /visitors/<visitor> with it.`;

const toTime = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new Error(`--${name} ${text} is no date; write it like 2026-01-31.`);
  return time;
};

const withStore = async <Result>(dataFile: string, task: (store: Store) => Promise<Result>): Promise<Result> => {
  if (!existsSync(dataFile)) throw new Error(`There is no data file ${dataFile}; DATA_FILE says where it is.`);
  const store = await openDataFile(dataFile);
  try {
    return await task(store);
  } finally {
    await store.close();
  }
};

const need = (text: string | undefined): string => {
  if (text) return text;
  throw new Error(`Something is missing.\n\n${usage}`);
};

const commands: Record<string, (args: readonly string[], dataFile: string) => Promise<string>> = {
  forget: async ([visitor], dataFile) => {
    const wanted = need(visitor);
    const count = await withStore(dataFile, (store) => forgetVisitor(store, wanted));
    await rewriteFile(dataFile);
    return `${count} events of the visitor deleted; the file was written anew.`;
  },
  prune: async ([text = String(defaultRetentionMonths)], dataFile) => {
    const months = Number(text);
    if (!Number.isInteger(months) || months < 1) throw new Error(`${text} is no number of months.`);
    const before = monthsBefore(Date.now(), months);
    const count = await withStore(dataFile, (store) => forgetOlder(store, before));
    await rewriteFile(dataFile);
    return `${count} events from before ${new Date(before).toISOString()} deleted; the file was written anew.`;
  },
  export: async (args, dataFile) => {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { table: text, site: text, from: text, to: text },
    });
    const file = need(positionals[0]);
    const { table, site } = values;
    const [from, to] = [toTime('from', values.from), toTime('to', values.to)];
    const count = await withStore(dataFile, (store) => exportTo(store, { file, table, site, from, to }));
    return `${count} rows written to ${file}`;
  },
  help: async () => usage,
};

/**
 * Runs the command and returns what to say.
 * @throws when there is no such command, or the file is in use
 */
export const runCommand = (args: readonly string[], dataFile: string): Promise<string> => {
  const [name = 'help', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return Promise.reject(new Error(`There is no command ${name}.\n\n${usage}`));
  return command(rest, dataFile);
};
