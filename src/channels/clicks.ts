// What a click id proves about the click that carried it.
import type { Kind } from './hosts.ts';

export interface Click {
  source?: string;
  /** The kind of site that was clicked on, as far as the id says. */
  kind?: Kind | 'affiliate' | 'sms';
  /** An advertiser paid for this click. */
  isPaid?: true;
}

// Google: https://support.google.com/google-ads/answer/9744275 · Meta adds fbclid to every outbound link, paid or not.
const rules: readonly (readonly [RegExp, Click])[] = [
  [/^(?:gclid|gclsrc|gad_\w+|[gw]braid)$/, { source: 'google', kind: 'search', isPaid: true }],
  [/^dclid$/, { source: 'google', kind: 'paid', isPaid: true }],
  [/^srsltid$/, { source: 'google', kind: 'shopping' }],
  [/^msclkid$/, { source: 'bing', kind: 'search', isPaid: true }],
  [/^(?:yclid|ymclid)$/, { source: 'yandex', kind: 'search', isPaid: true }],
  [/^ysclid$/, { source: 'yandex', kind: 'search' }],
  [/^sznclid$/, { source: 'seznam', kind: 'search', isPaid: true }],
  [/^(?:s_kwcid|ef_id)$/, { kind: 'search', isPaid: true }],
  [/^fbclid$/, { source: 'facebook', kind: 'social' }],
  [/^igsh(?:id)?$/, { source: 'instagram', kind: 'social' }],
  [/^epik$/, { source: 'pinterest', kind: 'social' }],
  [/^ttclid$/, { source: 'tiktok', kind: 'social', isPaid: true }],
  [/^twclid$/, { source: 'twitter', kind: 'social', isPaid: true }],
  [/^li_fat_id$/, { source: 'linkedin', kind: 'social', isPaid: true }],
  [/^s(?:c?cid|clid)$/, { source: 'snapchat', kind: 'social', isPaid: true }],
  [/^rdt_cid$/, { source: 'reddit', kind: 'social', isPaid: true }],
  [/^qclid$/, { source: 'quora', kind: 'social', isPaid: true }],
  [/^ndclid$/, { source: 'nextdoor', kind: 'social', isPaid: true }],
  [/^(?:dicbo|obclid|ob_click_id)$/, { source: 'outbrain', kind: 'paid', isPaid: true }],
  [/^tblci$/, { source: 'taboola', kind: 'paid', isPaid: true }],
  [/^(?:vmcid|rtid|rb_clickid)$/, { kind: 'paid', isPaid: true }],
  [/^awc$/, { source: 'awin', kind: 'affiliate' }],
  [/^(?:irclickid|irclid|cjevent|zanpid|tduid|belboon|adcell_id|wgu|sscid|emid|clickref)$/, { kind: 'affiliate' }],
  [/^(?:soluteclid|billiger)$/, { source: 'billiger.de', kind: 'shopping' }],
  [/^idealoid$/, { source: 'idealo', kind: 'shopping' }],
  [/^sms_click$/, { kind: 'sms' }],
  [
    /^(?:mc_[ce]id|_k[ex]|_hs(?:enc|mi)|mkt_tok|vero_\w+|ml_subscriber\w*|_bta_\w+|dm_i|oly_\w+|bsft_\w+|et_rid|ss_email_id|trk_contact|_bhlid|__s)$/,
    { kind: 'email' },
  ],
];

/** What a click id's name proves; nothing for one that is not known. */
export const clickOf = (name: string): Click => rules.find(([rule]) => rule.test(name))?.[1] ?? {};
