// What one page view has shown so far: counts, milliseconds and names, never values.
import type { Signals } from '../../types.ts';

/** The signals that are sums. */
type Sum = { [Key in keyof Signals]-?: Signals[Key] extends number | undefined ? Key : never }[keyof Signals];

export type Add = (name: Sum, amount?: number) => void;
export type Note = (change: Signals) => void;

export const createTally = () => {
  let signals: Signals = {};
  const note: Note = (change) => {
    signals = { ...signals, ...change };
  };
  const add: Add = (name, amount = 1) => note({ [name]: (signals[name] ?? 0) + amount });
  return {
    add,
    note,
    /** What is absent is zero, or not known. */
    read: () => signals,
    /** Begin anew, for the next page view. */
    reset() {
      signals = {};
    },
  };
};
