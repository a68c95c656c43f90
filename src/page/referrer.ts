// Who linked here: an outside host, or another page of the same site.

export interface Referrer {
  /** Lower case, without `www.` and port; for `android-app://` the package name. */
  host: string;
  /** The whole address, unredacted; present exactly when it belongs to the same site. */
  url?: string;
}

const toHost = (url: string): string =>
  /^[a-z-]+:\/\/([^/?#]*@)?(www\.)?([^/?#:]*)/i.exec(url)?.[3]?.toLowerCase() ?? '';

/**
 * The referring host, with `url` when it is internal; `undefined` without a usable referrer.
 * Same site means, `www.` aside: the same host, or one is a sub-domain of the other. Two siblings
 * (`a.shop.example`, `b.shop.example`) are strangers: without a public suffix list they could be two owners' shops.
 */
export function readReferrer(referrer: string, pageUrl: string): Referrer | undefined {
  const host = toHost(referrer);
  const own = toHost(pageUrl);
  if (!host) return undefined;
  return `.${host}`.endsWith(`.${own}`) || own.endsWith(`.${host}`) ? { host, url: referrer } : { host };
}
