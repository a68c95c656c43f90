// CookieYes: one answer per category; its update event may come before its own state has changed.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface State {
  isUserActionCompleted: boolean;
  categories: Record<string, boolean>;
  consentID: string;
}

export const cookieYesSource: ConsentSource<() => State, CustomEvent<{ rejected?: string[] }>> = {
  name: 'cookieyes',
  // Throws before the banner is there.
  global: 'getCkyConsent',
  keys: ['analytics', 'advertisement'],
  events: 'cookieyes_banner_load cookieyes_consent_update',
  read(getState, key, event) {
    const state = getState();
    if (state.isUserActionCompleted) return !event?.detail.rejected?.includes(key) && state.categories[key];
  },
  evidence: (getState) => ({ id: getState().consentID }),
};

export const cookieYes = (options?: ConsentOptions): Integration => consentIntegration(cookieYesSource, options);
