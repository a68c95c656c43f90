// What many measurements of one thing come to.

export interface Summary {
  median: number;
  min: number;
  max: number;
  /** How many measurements. */
  n: number;
}

/** @returns `undefined` of nothing */
export const summarise = (values: readonly number[]): Summary | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  const [min] = sorted;
  if (min === undefined) return undefined;
  const at = (index: number) => sorted[Math.floor(index)] as number;
  const middle = (sorted.length - 1) / 2;
  return { median: (at(middle) + at(middle + 0.5)) / 2, min, max: at(sorted.length - 1), n: sorted.length };
};
