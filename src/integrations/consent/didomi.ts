// Didomi: decides per vendor or purpose; outside of regions that require consent its status is a default.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Statuses {
  [id: string]: { enabled: boolean };
}

interface Didomi {
  isConsentRequired(): boolean;
  isUserStatusPartial(): boolean;
  getCurrentUserStatus(): { purposes: Statuses; vendors: Statuses };
}

interface DidomiPage {
  didomiOnReady?: (() => void)[];
  didomiEventListeners?: { event: string; listener(): void }[];
}

/** Throws until it is ready. */
export const didomiSource: ConsentSource<Didomi> = {
  name: 'didomi',
  global: 'Didomi',
  read(didomi, key) {
    const { vendors, purposes } = didomi.getCurrentUserStatus();
    if (didomi.isConsentRequired() && !didomi.isUserStatusPartial()) return (vendors[key] ?? purposes[key])?.enabled;
  },
  subscribe(_, listener) {
    const page = window as DidomiPage;
    page.didomiOnReady ??= [];
    page.didomiOnReady.push(listener);
    page.didomiEventListeners ??= [];
    page.didomiEventListeners.push({ event: 'consent.changed', listener });
  },
};

export const didomi = (options?: ConsentOptions): Integration => consentIntegration(didomiSource, options);
