// The collector's address.

/**
 * @param base the page's address: an endpoint may be a path on the shop's own origin
 * @returns `undefined` when there is none that could work: sendBeacon throws for anything but http(s)
 */
export const readEndpoint = (endpoint: unknown, base: string): URL | undefined => {
  try {
    const url = new URL(endpoint as string, base);
    return endpoint && typeof endpoint === 'string' && /^http/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
};
