// Who linked here from outside: hosts, and which of them belong to the same site.

/** Lower case, without `www.` and port; for `android-app://` the package name. */
const toHost = (url: string): string =>
  /^[a-z-]+:\/\/([^/?#]*@)?(www\.)?([^/?#:]*)/i.exec(url)?.[3]?.toLowerCase() ?? '';

/**
 * The host that linked here, or the empty text without a usable referrer, and from the same site.
 * Same site means, `www.` aside: the same host, or one is a sub-domain of the other. Two siblings
 * (`a.shop.example`, `b.shop.example`) are strangers: without a public suffix list they could be two owners' shops.
 */
export function readReferrer(referrer: string, pageUrl: string): string {
  const host = toHost(referrer);
  const own = toHost(pageUrl);
  return `.${host}`.endsWith(`.${own}`) || own.endsWith(`.${host}`) ? '' : host;
}
