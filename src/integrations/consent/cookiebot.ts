// Cookiebot: one answer per category; its accept event also fires for a partial decision, and for stored ones.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Cookiebot {
  hasResponse: boolean;
  /** May come later than its object. */
  consent: Record<string, unknown> & { method: 'explicit' | 'implied' | null };
  consentID: string;
}

export const cookiebotSource: ConsentSource<Cookiebot> = {
  name: 'cookiebot',
  global: 'Cookiebot',
  keys: ['statistics', 'marketing'],
  events: 'CookiebotOnConsentReady CookiebotOnDecline',
  read(cookiebot, key) {
    // Scrolling on is "implied" there, and no consent in the EU.
    if (cookiebot.hasResponse && cookiebot.consent.method === 'explicit') return cookiebot.consent[key];
  },
  evidence: (cookiebot) => ({ id: cookiebot.consentID }),
};

export const cookiebot = (options?: ConsentOptions): Integration => consentIntegration(cookiebotSource, options);
