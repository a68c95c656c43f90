// What a landing URL says about its campaign: tagged parameters and click ids.
import type { Touch } from '../wire/schema.ts';
import { campaignKey, redactText } from './redact.ts';

export type Campaign = Pick<
  Touch,
  'source' | 'medium' | 'campaign' | 'term' | 'content' | 'id' | 'source_platform' | 'click'
>;

type Field = Exclude<keyof Campaign, 'click'>;

// A name that ends in clid, clkid, clickid or click_id says so itself; the others are vendors' own.
// Left out: linkers and visitor ids (_gl, _ga, __hs…), which prove no click, and names too common to prove one (bid, spm).
const clickId =
  /cl(ic)?k?_?id$|^([gw]braid|gclsrc|gad_\w+|srsltid|igsh(id)?|li_fat_id|epik|(mc_|rdt_|s\w*|vm)cid|dicbo|tblci|rtid|ef_id|cjevent|awc|zanpid|tduid|belboon|adcell_id|wgu|emid|clickref|billiger|idealoid|mc_eid|_k[ex]|_hs\w+|mkt_tok|vero_\w+|ml_sub\w+|_bta_\w+|dm_i|oly_\w+|bsft_\w+|et_rid|ss_email_id|trk_contact|sms_click|_bhlid|__s)$/i;

/**
 * The campaign that a landing URL names in its query or fragment, or `undefined`.
 * The last value of a field wins, `ref` only stands in for a missing source,
 * and of several click ids the longest is the click (`gad_source=1` stands beside a `gclid`).
 */
const maxClickLength = 500;

export function readCampaign(url: string): Campaign | undefined {
  const campaign: Campaign = {};
  const query = new URLSearchParams(url.replace(/^[^?#]*/, '').replace(/[?#]/g, '&'));
  for (const [key, value] of query) {
    const name = key.toLowerCase();
    const field = campaignKey.exec(name)?.[2];
    if (!value) continue;
    if (field) campaign[(field[0] === 'k' ? 'term' : field.replace('cid', 'id')) as Field] = redactText(value);
    else if (clickId.test(name) && value.length > (campaign.click?.id.length ?? 0))
      campaign.click = { name, id: value.slice(0, maxClickLength) };
  }
  const ref = query.get('ref');
  if (ref) campaign.source ??= redactText(ref);
  return Object.keys(campaign)[0] ? campaign : undefined;
}
