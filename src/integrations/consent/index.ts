// All consent sources at once, and the order in which they have their say.
import type { Integration } from '../../types.ts';
import { axeptioSource } from './axeptio.ts';
import { borlabsSource } from './borlabs.ts';
import { c15tSource } from './c15t.ts';
import { ccm19Source } from './ccm19.ts';
import { complianzSource } from './complianz.ts';
import { consentmanagerSource } from './consentmanager.ts';
import { cookiebotSource } from './cookiebot.ts';
import { cookieFirstSource } from './cookiefirst.ts';
import { cookieYesSource } from './cookieyes.ts';
import { didomiSource } from './didomi.ts';
import { googleConsentModeSource } from './google-consent-mode.ts';
import { gppSource } from './gpp.ts';
import { iubendaSource } from './iubenda.ts';
import { jtlSource } from './jtl.ts';
import { klaroSource } from './klaro.ts';
import { oneTrustSource } from './onetrust.ts';
import { osanoSource } from './osano.ts';
import { realCookieBannerSource } from './real-cookie-banner.ts';
import { shopifySource } from './shopify.ts';
import { shopwareSource } from './shopware.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { sourcepointSource } from './sourcepoint.ts';
import { tarteaucitronSource } from './tarteaucitron.ts';
import { tcfSource } from './tcf.ts';
import { usercentrics2Source, usercentricsSource } from './usercentrics.ts';
import { vanillaCookieConsentSource } from './vanilla-cookieconsent.ts';
import { consentIntegration } from './watch.ts';
import { wpConsentApiSource } from './wp-consent-api.ts';

export interface ConsentManagersOptions extends ConsentOptions {
  /** Name of the one source that counts; the others are not even read. @default all that are on the page */
  source?: string;
}

/** The shop's platform, then managers, then what others work through. */
const sources: readonly ConsentSource[] = [
  shopifySource,
  shopwareSource,
  jtlSource,
  klaroSource,
  vanillaCookieConsentSource,
  osanoSource,
  tarteaucitronSource,
  c15tSource,
  cookiebotSource,
  oneTrustSource,
  usercentricsSource,
  usercentrics2Source,
  cookieYesSource,
  cookieFirstSource,
  consentmanagerSource,
  didomiSource,
  sourcepointSource,
  axeptioSource,
  iubendaSource,
  borlabsSource,
  complianzSource,
  realCookieBannerSource,
  ccm19Source,
  wpConsentApiSource,
  tcfSource,
  googleConsentModeSource,
  gppSource,
];

/** Finds the page's consent managers and reports their decisions; any denial denies. */
export const consentManagers = ({ source, ...options }: ConsentManagersOptions = {}): Integration =>
  consentIntegration(source ? sources.filter(({ name }) => name === source) : sources, options);
