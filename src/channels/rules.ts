// GA4's default channel group as ordered data, the first rule that holds wins, with AI Assistant before the organic channels.
// https://support.google.com/analytics/answer/9756891
import type { Click } from './clicks.ts';

export type Channel =
  | 'Direct'
  | 'Cross-network'
  | 'Paid Shopping'
  | 'Paid Search'
  | 'Paid Social'
  | 'Paid Video'
  | 'Display'
  | 'Paid Other'
  | 'AI Assistant'
  | 'Organic Shopping'
  | 'Organic Social'
  | 'Organic Video'
  | 'Organic Search'
  | 'Email'
  | 'Affiliates'
  | 'Referral'
  | 'Audio'
  | 'SMS'
  | 'Mobile Push Notifications'
  | 'Unassigned';

/** What the rules look at; every text in lower case, empty when absent. */
export interface Facts {
  source: string;
  medium: string;
  campaign: string;
  /** What is known of the source, the referrer or the click id, in this order. */
  kind: Click['kind'] | undefined;
  isPaid: boolean;
  /** Somebody outside linked here. */
  hasReferrer: boolean;
}

const isShopping = ({ kind, campaign, source }: Facts): boolean =>
  kind === 'shopping' || source.includes('shopping') || /(?:[^a-df-z]|^)shop|shopping/.test(campaign);
const isEmail = (text: string): boolean => /^e[-_ ]?mail$|newsletter/.test(text);

export const rules: readonly (readonly [Channel, (facts: Facts) => boolean])[] = [
  ['Direct', ({ source, medium }) => source === '(direct)' && /^\((?:none|not set)\)$|^$/.test(medium)],
  ['Cross-network', ({ campaign }) => campaign.includes('cross-network')],
  ['Paid Shopping', (facts) => facts.isPaid && isShopping(facts)],
  ['Paid Search', ({ isPaid, kind }) => isPaid && kind === 'search'],
  ['Paid Social', ({ isPaid, kind }) => isPaid && kind === 'social'],
  ['Paid Video', ({ isPaid, kind }) => isPaid && kind === 'video'],
  ['Display', ({ medium }) => /^(?:display|banner|expandable|interstitial|cpm)$/.test(medium)],
  ['Paid Other', ({ isPaid, kind }) => isPaid || kind === 'paid'],
  ['AI Assistant', ({ kind, medium }) => kind === 'ai' || /^(?:ai[-_ ]?assistants?|chatbot)$/.test(medium)],
  ['Organic Shopping', isShopping],
  [
    'Organic Social',
    ({ kind, medium }) => kind === 'social' || /^(?:sm|social(?:[- ]?(?:network|media))?)$/.test(medium),
  ],
  ['Organic Video', ({ kind, medium }) => kind === 'video' || medium.includes('video')],
  ['Organic Search', ({ kind, medium }) => kind === 'search' || medium === 'organic'],
  ['Referral', ({ medium }) => /^(?:referral|app|link)$/.test(medium)],
  ['Email', ({ kind, source, medium }) => kind === 'email' || isEmail(source) || isEmail(medium)],
  ['Affiliates', ({ kind, medium }) => kind === 'affiliate' || /^(?:affiliates?|partnership)$/.test(medium)],
  ['Audio', ({ medium }) => medium === 'audio'],
  ['SMS', ({ kind, source, medium }) => kind === 'sms' || source === 'sms' || medium === 'sms'],
  [
    'Mobile Push Notifications',
    ({ source, medium }) => /push$|mobile|notification/.test(medium) || source === 'firebase',
  ],
  // Tags that no rule knows: a link is a link, and a source without a medium is one too.
  ['Referral', ({ hasReferrer, source, medium }) => hasReferrer || (source !== '' && medium === '')],
  ['Unassigned', () => true],
];
