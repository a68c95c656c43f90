// npm entry `etappe/channels`: from a landing URL and a referrer to a channel, in Node, workers and browsers alike.
import { readCampaign } from '../page/campaign.ts';
import { readReferrer } from '../page/referrer.ts';
import { type Click, clickOf } from './clicks.ts';
import { type Site, siteOfHost, siteOfSource } from './lookup.ts';
import { type Channel, type Facts, rules } from './rules.ts';

export type { Kind } from './hosts.ts';
export { type Site, siteOfHost } from './lookup.ts';
export type { Channel } from './rules.ts';
export { isSpamReferrer } from './spam.ts';

export interface TouchFacts {
  /** The landing page's URL. */
  url: string;
  /** `document.referrer`, or the host that a touch keeps of it. */
  referrer?: string;
}

export interface ClassifiedTouch {
  channel: Channel;
  source: string;
  medium: string;
  campaign?: string;
}

const mediumOfKind: Partial<Record<NonNullable<Click['kind']>, string>> = {
  search: 'organic',
  email: 'email',
  ai: 'ai-assistant',
  affiliate: 'affiliate',
  sms: 'sms',
};

// GA4's expression for a paid medium.
const paidMedium = /cp|^(?:ppc|retargeting|paid.*)$/;

/** Who a tag such as fb-ads, google_ads or adwords names as the advertiser's platform. */
function advertiserOf(source: string): Site | undefined {
  const platform = /^adwords$/i.test(source) ? 'google' : /^(.+?)[-_ ]?ads?$/i.exec(source)?.[1];
  return platform ? siteOfSource(platform) : undefined;
}

/** A Google click id on a link that another search engine shows was copied along with the link. */
const isCopied = (click: Click, linked: Site | undefined): boolean =>
  click.source === 'google' && linked?.kind === 'search' && linked.name !== 'google';

/**
 * The channel of an arrival by GA4's names and rules. What the URL's tags say counts before the referrer,
 * and the referrer before a click id, except that an affiliate's or a mail's id says more than the page it stood on.
 * A referrer from the landing page's own site is none.
 */
export function classifyTouch({ url, referrer = '' }: TouchFacts): ClassifiedTouch {
  const { source, medium, campaign, click: clickId } = readCampaign(url) ?? {};
  const host = readReferrer(/^$|^[a-z-]+:\D/i.test(referrer) ? referrer : `https://${referrer}`, url) || undefined;
  if (!host && !source && !medium && !campaign && !clickId) {
    return { channel: 'Direct', source: '(direct)', medium: '(none)' };
  }

  const linked = host && !source ? siteOfHost(host) : undefined;
  const proof = clickId ? clickOf(clickId.name) : {};
  const click = isCopied(proof, linked) ? {} : proof;
  const advertiser = advertiserOf(source ?? '');
  const named = advertiser ?? siteOfSource(source ?? '');
  // A paid click from a page that nobody knows came from an ad network, whoever sold it.
  const kind =
    named?.kind ??
    (/^(?:affiliate|email|sms)$/.test(click.kind ?? '') ? click.kind : linked?.kind) ??
    (linked || (host && !source && click.isPaid) ? undefined : click.kind);

  const facts: Facts = {
    source: source?.toLowerCase() ?? '',
    medium: medium?.toLowerCase() ?? '',
    campaign: campaign?.toLowerCase() ?? '',
    kind,
    isPaid: paidMedium.test(medium?.toLowerCase() ?? '') || click.isPaid === true || advertiser !== undefined,
    hasReferrer: host !== undefined,
  };
  return {
    channel: rules.find(([, holds]) => holds(facts))?.[0] ?? 'Unassigned',
    source: source ?? linked?.name ?? host ?? click.source ?? '(not set)',
    medium: medium ?? (facts.isPaid ? 'cpc' : ((kind && mediumOfKind[kind]) ?? (host ? 'referral' : '(not set)'))),
    ...(campaign ? { campaign } : {}),
  };
}
