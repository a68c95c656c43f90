// How deep a value may nest. JSON.parse takes any depth, JSON.stringify overflows the stack at some thousands.

/** Whether `value` nests deeper than `limit` arrays or objects. Never recurses. */
export const isDeeperThan = (value: unknown, limit: number): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const inner = level.filter((entry) => typeof entry === 'object' && entry !== null);
    if (inner.length > 0 && depth >= limit) return true;
    level = inner.flatMap((entry) => Object.values(entry as object));
  }
  return false;
};
