// vanilla-cookieconsent 3: decides per category; as a module it has no interface on window, only events and a cookie.
import type { Integration } from '../../types.ts';
import { readCookie } from './cookie.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Choice {
  categories: string[];
  consentId: string;
  revision: number;
  lastConsentTimestamp: string;
}

interface VanillaPage {
  /** Cookiebot uses the same global for another object. */
  CookieConsent?: { validConsent?(): boolean; getCookie(): Choice };
}

/** Falsy while nothing is chosen, or while what was chosen is outdated, which shows as an open banner. */
const readChoice = ({ CookieConsent: library }: VanillaPage) =>
  library?.validConsent
    ? library.validConsent() && library.getCookie()
    : !document.querySelector('.show--consent') && (JSON.parse(readCookie('cc_cookie')) as Choice);

export const vanillaCookieConsentSource: ConsentSource = {
  name: 'vanilla-cookieconsent',
  global: '_ccRun',
  keys: ['analytics', 'marketing'],
  events: 'cc:onConsent cc:onChange',
  read(_, key) {
    const choice = readChoice(window as VanillaPage);
    if (choice) return choice.categories.includes(key);
  },
  evidence() {
    const choice = readChoice(window as VanillaPage);
    return (
      choice && {
        id: choice.consentId,
        version: `${choice.revision}`,
        at: Date.parse(choice.lastConsentTimestamp),
      }
    );
  },
};

export const vanillaCookieConsent = (options?: ConsentOptions): Integration =>
  consentIntegration([vanillaCookieConsentSource], options);
