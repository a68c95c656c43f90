// From single values to the figures of the tables: medians and ranges, less what the page costs without a tracker.
import type { Contestant } from './contestants/contestant.ts';
import type { Measured } from './measured.ts';
import { measureBytes } from './measures/bytes.ts';
import { endings } from './measures/ending.ts';
import type { Load } from './measures/load.ts';
import type { Figures, LoadFigures, Results } from './report.ts';
import { summarise } from './statistics.ts';

/** How much slower than it is the CPU is made for page loads. */
export const slowdowns = [1, 4, 6];
/** Calls in a row. */
export const rows = [1000, 10_000];

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

/** @param bare the page without a tracker */
export const toFigures = ({ name, version, code }: Contestant, own: Measured, bare: Measured): Figures => ({
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
});

/** CPU milliseconds of the page without a tracker, by slow-down. */
export const toBareFigures = (bare: Measured): Results['bare'] =>
  byKey(slowdowns, (slowdown) => summarise((bare.loads.get(slowdown) ?? []).map(({ load }) => load.scriptMs)));
