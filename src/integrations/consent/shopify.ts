// Shopify's Customer Privacy API: it combines settings, region and choice, so the choice itself is asked as well.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Shopify {
  customerPrivacy?: {
    /** `''`: nobody has chosen. */
    currentVisitorConsent(): Record<string, 'yes' | 'no' | ''>;
    analyticsProcessingAllowed(): boolean;
    marketingAllowed(): boolean;
  };
  loadFeatures(features: { name: string; version: string }[], done: () => void): void;
}

export const shopifySource: ConsentSource<Shopify> = {
  name: 'shopify',
  global: 'Shopify',
  keys: ['analytics', 'marketing'],
  events: 'visitorConsentCollected',
  read({ customerPrivacy: privacy }, key) {
    const choice = privacy?.currentVisitorConsent()[key];
    if (choice) {
      return choice === 'yes' && privacy?.[key === 'marketing' ? 'marketingAllowed' : 'analyticsProcessingAllowed']();
    }
  },
  subscribe(shop, tell) {
    if (!shop.customerPrivacy) shop.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], tell);
  },
};

export const shopify = (options?: ConsentOptions): Integration => consentIntegration(shopifySource, options);
