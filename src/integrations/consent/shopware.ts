// Shopware 6's own cookie manager: a service is granted when the cookie that its plugin registered exists.
import type { Integration } from '../../types.ts';
import { readCookie } from './cookie.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

export const shopwareSource: ConsentSource = {
  name: 'shopware',
  // False where the shop uses another manager.
  global: 'useDefaultCookieConsent',
  // Its detail names only what changed, so the cookies are the state.
  events: 'CookieConfiguration_Update',
  read(_, key) {
    if (readCookie('cookie-preference')) return readCookie(key) === '1';
  },
  // Since 6.7.3: of the cookies that the shop has registered.
  evidence: () => ({ version: readCookie('cookie-config-hash') || undefined }),
};

export const shopware = (options?: ConsentOptions): Integration => consentIntegration(shopwareSource, options);
