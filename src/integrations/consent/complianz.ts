// Complianz: its stored answers, because `cmplz_has_consent` is true for bots and wherever opting out is the rule.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface ComplianzPage {
  /** Statistics are stored as allowed without asking, where the owner says that none is needed. */
  complianz?: { forceEnableStats?: string | number };
}

export const complianzSource: ConsentSource<(name: string) => string> = {
  name: 'complianz',
  global: 'cmplz_get_cookie',
  keys: ['statistics', 'marketing'],
  events: 'cmplz_status_change cmplz_fire_categories',
  read(readStored, key) {
    const answer = readStored(key);
    const isForced = key === 'statistics' && Number((window as ComplianzPage).complianz?.forceEnableStats);
    // Where it asks nobody, it stores `allow` by itself, and the banner has no status.
    if (answer && readStored('banner-status') && !isForced) return answer === 'allow';
  },
  evidence: (readStored) => ({ version: readStored('policy_id') }),
};

export const complianz = (options?: ConsentOptions): Integration => consentIntegration(complianzSource, options);
