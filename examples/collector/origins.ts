// Which pages may send: the allowed origins.

/**
 * Whether a request with this `Origin` header is taken. Requests without one do not come from a page of another origin.
 * @param allowed origins such as `https://shop.example`; `undefined` allows all but `null`, which any sandboxed frame,
 *   data: page or local file sends. List `null` to allow it too: Shopify's pixel sandbox needs that.
 */
export const isAllowedOrigin = (origin: string | undefined, allowed: readonly string[] | undefined): boolean =>
  origin === undefined || (allowed ? allowed.includes(origin) : origin !== 'null');

/**
 * A comma-separated list as origins; `undefined` when it is empty.
 * @throws when an entry is no origin, so that a typing mistake is seen at the start and not in missing data
 */
export const toOrigins = (text: string | undefined): readonly string[] | undefined => {
  const entries = (text ?? '').split(',').flatMap((entry) => entry.trim() || []);
  for (const entry of entries) {
    if (entry === 'null' || (URL.canParse(entry) && new URL(entry).origin === entry)) continue;
    throw new Error(`ALLOWED_ORIGINS: ${entry} is no origin; write it like https://shop.example, without a path.`);
  }
  return entries.length > 0 ? entries : undefined;
};
