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

/** Nothing while nothing is chosen; throws where there is neither an interface nor a cookie. */
const readChoice = (event: unknown) => {
  const { CookieConsent: library } = window as VanillaPage;
  if (library?.validConsent) return library.validConsent() ? library.getCookie() : undefined;
  // Until it says so, an open banner means that a stored choice is outdated. A choice by script leaves it open.
  if (event || !document.querySelector('.show--consent')) return JSON.parse(readCookie('cc_cookie')) as Choice;
};

export const vanillaCookieConsentSource: ConsentSource = {
  name: 'vanilla-cookieconsent',
  global: '_ccRun',
  keys: ['analytics', 'marketing'],
  events: 'cc:onConsent cc:onChange',
  read: (_, key, event) => readChoice(event)?.categories.includes(key),
  evidence(_, event) {
    const { consentId, revision, lastConsentTimestamp } = readChoice(event) as Choice;
    return { id: consentId, version: `${revision}`, at: Date.parse(lastConsentTimestamp) };
  },
};

export const vanillaCookieConsent = (options?: ConsentOptions): Integration =>
  consentIntegration(vanillaCookieConsentSource, options);
