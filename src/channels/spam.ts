// Referrer spam: visits that only want their address to be seen in a report.

/**
 * Whether a referrer (URL or host) is on a list of spamming domains or below one of them. The list is the caller's:
 * a kept one is https://github.com/matomo-org/referrer-spam-list (CC0).
 */
export function isSpamReferrer(referrer: string, domains: ReadonlySet<string>): boolean {
  const host = referrer
    .toLowerCase()
    .replace(/^[a-z-]*:?\/\//, '')
    .replace(/[/?#:].*/s, '');
  const labels = host.split('.');
  return labels.some((_, start) => domains.has(labels.slice(start).join('.')));
}
