// Whether a value fits a partial description of it, and which of several values fit which of several descriptions.

/** Part of a value: keys left out may be anything, `undefined` means absent, a RegExp describes a string. */
export type Expected<Value> = Value extends string
  ? Value | RegExp
  : Value extends readonly (infer Item)[]
    ? readonly Expected<Item>[]
    : Value extends object
      ? { [Key in keyof Value]?: Expected<Value[Key]> | undefined }
      : Value;

/** Vitest's `expect.any(…)` and its like. */
const isMatcher = (value: object): value is { asymmetricMatch(actual: unknown): boolean } =>
  'asymmetricMatch' in value && typeof value.asymmetricMatch === 'function';

/** Arrays must have the same length; their items are partial like everything else. */
export const fits = (actual: unknown, expected: unknown): boolean => {
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual);
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (isMatcher(expected)) return expected.asymmetricMatch(actual);
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(expected) && !(Array.isArray(actual) && actual.length === expected.length)) return false;
  return Object.entries(expected).every(([key, value]) => fits((actual as Record<string, unknown>)[key], value));
};

/**
 * Gives every description a value of its own, in any order, as many as possible (augmenting paths).
 * @returns per description the index of its value, or `undefined` when none is left for it
 */
export const assign = (actuals: readonly unknown[], expecteds: readonly unknown[]): (number | undefined)[] => {
  const ownerOf = new Map<number, number>();
  const claim = (expected: number, tried: Set<number>): boolean =>
    actuals.some((actual, index) => {
      if (tried.has(index) || !fits(actual, expecteds[expected])) return false;
      tried.add(index);
      const owner = ownerOf.get(index);
      if (owner !== undefined && !claim(owner, tried)) return false;
      ownerOf.set(index, expected);
      return true;
    });
  for (const expected of expecteds.keys()) claim(expected, new Set());
  const indexOf = new Map([...ownerOf].map(([index, expected]) => [expected, index]));
  return expecteds.map((_, expected) => indexOf.get(expected));
};

const toText = (value: unknown): string =>
  JSON.stringify(value, (_, part) => {
    if (part instanceof RegExp || typeof part === 'bigint') return String(part);
    return part === undefined ? '(absent)' : part;
  });

/** One line per value, for failure messages. */
export const listLines = (values: readonly unknown[]): string =>
  values.length ? values.map((value, index) => `  ${index + 1}. ${toText(value)}`).join('\n') : '  (nothing)';
