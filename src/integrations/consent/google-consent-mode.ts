// Google Consent Mode v2: what pages and managers push into the data layer; a default is no decision, an update is.
import type { Integration } from '../../types.ts';
import { onPush } from '../pushes.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

type Settings = Record<string, unknown>;

/** What `gtag('consent', 'update', {…})` pushes: its arguments, or an array of the same. */
type Entry = { readonly [index: number]: unknown } | null | undefined;

export const googleConsentModeSource: ConsentSource<Entry[], Settings> = {
  name: 'google-consent-mode',
  global: 'dataLayer',
  keys: ['analytics_storage', 'ad_storage ad_user_data'],
  isShared: true,
  read(_, key, settings) {
    if (settings) return key.split(' ').every((name) => settings[name] === 'granted');
  },
  subscribe(layer, tell) {
    // Tag Manager trims the layer, and an update may name some keys only: what was said is kept here.
    let settings: Settings | undefined;
    const take = (entry: Entry) => {
      try {
        if (entry?.[0] === 'consent' && entry[1] === 'update') {
          settings = { ...settings, ...(entry[2] as Settings) };
          tell(settings);
        }
      } catch {}
    };
    layer.map(take);
    return onPush(layer, (entries) => entries.map(take));
  },
};

export const googleConsentMode = (options?: ConsentOptions): Integration =>
  consentIntegration(googleConsentModeSource, options);
