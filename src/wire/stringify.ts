// JSON that every reader takes, and that an old framework cannot bend.

type Bent = { toJSON?: unknown };

/**
 * Prototype.js gives arrays a toJSON of its own, which quotes them: https://github.com/prototypejs/prototype/issues/50
 * Half a character, where a page or we have cut a text, would cost the batch: PHP and PostgreSQL refuse its escape.
 */
export const stringify = (value: unknown): string => {
  const prototype = Array.prototype as Bent;
  const { toJSON } = prototype;
  delete prototype.toJSON;
  try {
    return JSON.stringify(value).replace(/\\(\\|ud...)/g, (sign) => (sign[2] ? '\ufffd' : sign));
  } finally {
    if (toJSON) prototype.toJSON = toJSON;
  }
};
