// Ids of visitors, sessions, pages and batches.

/** 64 random bits as base 36. `randomUUID` exists only in secure contexts, and many a shop's test system is not one. */
export const createId = (): string =>
  [...crypto.getRandomValues(new Uint32Array(2))].map((word) => word.toString(36)).join('');
