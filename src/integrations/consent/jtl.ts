// JTL-Shop 5: decides per item; its `getSettings` says false for "undecided" as well, its record does not.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface ConsentManager {
  /** `null` until a decision is stored; the shop's own template reads it too. */
  _getLocalData(): { settings: Record<string, boolean> } | null;
}

export const jtlSource: ConsentSource<ConsentManager> = {
  name: 'jtl',
  global: 'CM',
  events: 'consent.updated',
  read: (manager, key) => manager._getLocalData()?.settings[key],
};

export const jtl = (options?: ConsentOptions): Integration => consentIntegration(jtlSource, options);
