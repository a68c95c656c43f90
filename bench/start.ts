// etappe beside its peers, in one interleaved run. `npm --prefix bench ci && npm --prefix bench start`
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadContestants } from './contestants/index.ts';
import { measureBytes } from './measures/bytes.ts';
import { type Calls, measureCalls } from './measures/calls.ts';
import { endings, measureEnding } from './measures/ending.ts';
import { type Journey, measureJourney } from './measures/journey.ts';
import { type Load, measureLoad } from './measures/load.ts';
import { measureSilence, type Silence } from './measures/silence.ts';
import { type Figures, type LoadFigures, type Results, toReport } from './report.ts';
import { openBrowser } from './stage/browser.ts';
import { openStage } from './stage/server.ts';
import { summarise } from './statistics.ts';

const { values } = parseArgs({
  options: {
    /** Page loads of each contestant at each speed; the other measures follow from it. */
    rounds: { type: 'string', default: '8' },
    /** Short names, as in contestants/index.ts. */
    only: { type: 'string' },
    /** load, calls, visits */
    parts: { type: 'string', default: 'load,calls,visits' },
    out: { type: 'string', default: join(import.meta.dirname, '../test-results/bench') },
  },
});

const rounds = Number(values.rounds);
const slowdowns = [1, 4, 6];
const rows = [1000, 10_000];
/** Visits at a time, in measures where time plays no part. */
const sideBySide = 4;

const startedAt = Date.now();
const say = (text: string) => process.stderr.write(`${Math.round((Date.now() - startedAt) / 1000)} s  ${text}\n`);
const problems: string[] = [];
const attempt = async <Result>(what: string, measure: () => Promise<Result>): Promise<Result | undefined> => {
  try {
    return await measure();
  } catch (error) {
    problems.push(`${what}: ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  }
};

const { contestants, absent } = await loadContestants(values.only?.split(','));
const stage = await openStage();
const browser = await openBrowser();

interface Measured {
  loads: Map<number, Load[]>;
  calls: Map<number, Calls[]>;
  journeys: Journey[];
  endings: Map<string, boolean[]>;
  silence?: Silence | undefined;
}
const toMeasured = (): Measured => ({ loads: new Map(), calls: new Map(), journeys: [], endings: new Map() });
const bare = toMeasured();
const measured = contestants.map(toMeasured);

const keep = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value | undefined) => {
  if (value !== undefined) map.set(key, [...(map.get(key) ?? []), value]);
};

/** Each round begins with another one, so that a drift of the machine hits all alike. */
const inTurn = async (round: number, count: number, measure: (index: number) => Promise<void>) => {
  for (let step = 0; step < count; step++) await measure((round * 3 + step) % count);
};

const measureLoads = async () => {
  for (let round = 0; round < rounds; round++) {
    // The last place is the page without a tracker.
    await inTurn(round, contestants.length + 1, async (index) => {
      const contestant = contestants[index];
      for (const slowdown of slowdowns) {
        const load = await attempt(`${contestant?.name}, page load`, () =>
          measureLoad(browser, stage, contestant, slowdown),
        );
        keep((measured[index] ?? bare).loads, slowdown, load);
      }
    });
    say(`page loads, round ${round + 1} of ${rounds}`);
  }
};

const measureAllCalls = async () => {
  for (const count of rows) {
    for (let round = 0; round < Math.ceil(rounds / 2); round++) {
      await inTurn(round, contestants.length, async (index) => {
        const contestant = contestants[index];
        // Who was cut off once is not asked again: it takes seconds and says the same.
        const isSlow = (measured[index]?.calls.get(count)?.at(-1)?.made ?? count) < count;
        if (!contestant || isSlow) return;
        const calls = await attempt(`${contestant.name}, ${count} calls`, () =>
          measureCalls(browser, stage, contestant, count),
        );
        keep(measured[index]?.calls as Map<number, Calls[]>, count, calls);
      });
    }
    say(`${count} calls`);
  }
};

const measureVisits = async () => {
  const tasks: (() => Promise<void>)[] = [];
  for (const [index, contestant] of contestants.entries()) {
    const own = measured[index] as Measured;
    tasks.push(async () => {
      own.silence = await attempt(`${contestant.name}, before consent`, () =>
        measureSilence(browser, stage, contestant),
      );
    });
    for (let round = 0; round < 2; round++)
      tasks.push(async () => {
        const journey = await attempt(`${contestant.name}, journey`, () => measureJourney(browser, stage, contestant));
        if (journey) own.journeys.push(journey);
        problems.push(...(journey?.problems ?? []));
      });
  }
  for (let round = 0; round < 2 * rounds; round++)
    for (const [index, contestant] of contestants.entries())
      for (const ending of endings)
        tasks.push(async () => {
          const arrived = await attempt(`${contestant.name}, ${ending}`, () =>
            measureEnding(browser, stage, contestant, ending),
          );
          keep((measured[index] as Measured).endings, ending, arrived);
        });
  const work = async () => {
    for (let task = tasks.shift(); task; task = tasks.shift()) await task();
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  say('journeys and endings');
};

const toLoadFigures = (loads: readonly Load[] = [], bareLoads: readonly Load[] = []): LoadFigures => {
  const bareMs = summarise(bareLoads.map(({ load }) => load.scriptMs))?.median ?? 0;
  const bareWholeMs = summarise(bareLoads.map(({ load, leave }) => load.scriptMs + leave.scriptMs))?.median ?? 0;
  return {
    scriptMs: summarise(loads.map(({ load }) => load.scriptMs - bareMs)),
    wholeMs: summarise(loads.map(({ load, leave }) => load.scriptMs + leave.scriptMs - bareWholeMs)),
    longestMs: summarise(loads.map(({ load, leave }) => Math.max(load.longestMs, leave.longestMs))),
    forcedMs: summarise(loads.map(({ load, leave }) => load.forcedMs + leave.forcedMs)),
  };
};

const byKey = <Key extends string | number, Value>(
  keys: readonly Key[],
  toValue: (key: Key) => Value,
): Record<Key, Value> => Object.fromEntries(keys.map((key) => [key, toValue(key)])) as Record<Key, Value>;

const toFigures = (): Figures[] =>
  contestants.map(({ name, version, code }, index) => {
    const own = measured[index] as Measured;
    return {
      name,
      version,
      bytes: measureBytes(code),
      load: byKey(slowdowns, (slowdown) => toLoadFigures(own.loads.get(slowdown), bare.loads.get(slowdown))),
      calls: byKey(rows, (count) => summarise((own.calls.get(count) ?? []).map(({ eachUs }) => eachUs))),
      callsMade: byKey(rows, (count) => Math.min(...(own.calls.get(count) ?? []).map(({ made }) => made))),
      journeys: own.journeys,
      endings: byKey(endings, (ending) => {
        const outcomes = own.endings.get(ending) ?? [];
        return { arrived: outcomes.filter(Boolean).length, of: outcomes.length };
      }),
      silence: own.silence,
    };
  });

const parts: Record<string, () => Promise<void>> = {
  load: measureLoads,
  calls: measureAllCalls,
  visits: measureVisits,
};

const loadBefore = loadavg()[0]?.toFixed(1);
const chromium = `Chromium ${browser.version()}`;
try {
  for (const part of values.parts.split(',')) await parts[part]?.();
} finally {
  await browser.close();
  await stage.close();
}
const results: Results = {
  at: new Date(startedAt).toISOString(),
  seconds: Math.round((Date.now() - startedAt) / 1000),
  machine: `${cpus().length} × ${cpus()[0]?.model}, load average ${loadBefore} before and ${loadavg()[0]?.toFixed(1)} after`,
  chromium,
  bare: byKey(slowdowns, (slowdown) => summarise((bare.loads.get(slowdown) ?? []).map(({ load }) => load.scriptMs))),
  contestants: toFigures(),
  absent,
  problems: [...new Set(problems)],
};
const report = toReport(results);
mkdirSync(join(values.out, '..'), { recursive: true });
writeFileSync(`${values.out}.json`, `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(`${values.out}.md`, report);
process.stdout.write(report);
