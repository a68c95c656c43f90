// OneTrust and CookiePro: a list of active groups, which holds the region's defaults until the banner is closed.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

declare const OnetrustActiveGroups: string;

export const oneTrustSource: ConsentSource<{ IsAlertBoxClosed(): boolean }> = {
  name: 'onetrust',
  // May first be an object with the visitor's country and nothing else.
  global: 'OneTrust',
  keys: ['C0002', 'C0004'],
  events: 'OneTrustGroupsUpdated',
  read(oneTrust, key) {
    if (oneTrust.IsAlertBoxClosed()) return OnetrustActiveGroups.split(',').includes(key);
  },
};

export const oneTrust = (options?: ConsentOptions): Integration => consentIntegration(oneTrustSource, options);
