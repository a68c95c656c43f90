// What was measured of a contestant so far: every single value, before anything is summed up.
import type { Calls } from './measures/calls.ts';
import type { Journey } from './measures/journey.ts';
import type { Load } from './measures/load.ts';
import type { Silence } from './measures/silence.ts';

export interface Measured {
  /** By slow-down of the CPU. */
  loads: Map<number, Load[]>;
  /** By the number of calls in a row. */
  calls: Map<number, Calls[]>;
  journeys: Journey[];
  /** By the ending: whether its last event arrived. */
  endings: Map<string, boolean[]>;
  silence?: Silence | undefined;
}

export const createMeasured = (): Measured => ({
  loads: new Map(),
  calls: new Map(),
  journeys: [],
  endings: new Map(),
});

/** Files one value more under its key; nothing when the measuring failed. */
export const keep = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value | undefined): void => {
  if (value !== undefined) map.set(key, [...(map.get(key) ?? []), value]);
};
