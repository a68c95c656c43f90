// WordPress' Consent API: the answers that a manager stored there; `wp_has_consent` is true where there is none.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

declare const consent_api: { cookie_prefix: string };

export const wpConsentApiSource: ConsentSource<(name: string) => string> = {
  name: 'wp-consent-api',
  global: 'consent_api_get_cookie',
  keys: ['statistics', 'marketing'],
  // Its detail names only what changed.
  events: 'wp_listen_for_consent_change',
  isShared: true,
  read(readStored, key) {
    const answer = readStored(`${consent_api.cookie_prefix}_${key}`);
    return answer && answer === 'allow';
  },
};

export const wpConsentApi = (options?: ConsentOptions): Integration => consentIntegration(wpConsentApiSource, options);
