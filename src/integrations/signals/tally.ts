// How a signal counts into what one page view has shown so far: counts, milliseconds and names, never values.
import type { Signals } from '../../types.ts';

/** The signals that are sums. */
type Sum = { [Key in keyof Signals]-?: Signals[Key] extends number | undefined ? Key : never }[keyof Signals];

export type Add = (name: Sum, amount?: number) => void;
