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

/** Falsy while nothing is chosen. */
const readChoice = ({ CookieConsent: library }: VanillaPage, event: unknown) =>
  library?.validConsent
    ? library.validConsent() && library.getCookie()
    : // Until it says so, an open banner means that a stored choice is outdated. A choice by script leaves it open.
      (event || !document.querySelector('.show--consent')) && (JSON.parse(readCookie('cc_cookie')) as Choice);

export const vanillaCookieConsentSource: ConsentSource = {
  name: 'vanilla-cookieconsent',
  global: '_ccRun',
  keys: ['analytics', 'marketing'],
  events: 'cc:onConsent cc:onChange',
  read(_, key, event) {
    const choice = readChoice(window as VanillaPage, event);
    if (choice) return choice.categories.includes(key);
  },
  evidence(_, event) {
    const choice = readChoice(window as VanillaPage, event);
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
