// JSON that an old framework cannot bend: Prototype.js gives arrays a toJSON of its own, which quotes them.

type Bent = { toJSON?: unknown };

/** https://github.com/prototypejs/prototype/issues/50 */
export const stringify = (value: unknown): string => {
  const prototype = Array.prototype as Bent;
  const { toJSON } = prototype;
  delete prototype.toJSON;
  try {
    return JSON.stringify(value);
  } finally {
    if (toJSON) prototype.toJSON = toJSON;
  }
};
