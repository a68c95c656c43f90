// iubenda: decides per purpose (1 necessary, 2 functionality, 3 experience, 4 measurement, 5 marketing).
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Preference {
  purposes: Record<string, boolean>;
  id: string;
  version: string;
  timestamp: string;
}

interface Iubenda {
  cs: { consent: Preference; api: { isPreferenceExpressed(): boolean } };
  csConfiguration: { callback?: Record<string, ((preference: Preference) => void) | undefined> };
}

const callbackName = 'onPreferenceExpressedOrNotNeeded';

export const iubendaSource: ConsentSource<Iubenda> = {
  name: 'iubenda',
  global: '_iub',
  keys: ['4', '5'],
  read({ cs }, key) {
    // Where consent is "not needed", nobody was asked.
    if (cs.api.isPreferenceExpressed()) return cs.consent.purposes[key];
  },
  subscribe({ csConfiguration }, tell) {
    csConfiguration.callback ??= {};
    const { callback } = csConfiguration;
    const theirs = callback[callbackName];
    callback[callbackName] = (preference) => {
      theirs?.(preference);
      tell();
    };
    return () => {
      callback[callbackName] = theirs;
    };
  },
  evidence({ cs }) {
    const { id, version, timestamp } = cs.consent;
    return { id, version, at: Date.parse(timestamp) };
  },
};

export const iubenda = (options?: ConsentOptions): Integration => consentIntegration(iubendaSource, options);
