// All consent sources at once, in their order.
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
import { type TcfOptions, toTcfSource } from './tcf.ts';
import { usercentricsSource } from './usercentrics.ts';
import { usercentrics2Source } from './usercentrics-2.ts';
import { vanillaCookieConsentSource } from './vanilla-cookieconsent.ts';
import { watchAll } from './watch-all.ts';
import { wpConsentApiSource } from './wp-consent-api.ts';

export interface ConsentManagersOptions extends ConsentOptions {
  /** Name of the one source that counts; the others are not even read. @default all that are on the page */
  source?: string;
  /** Id of our vendor in TCF's Global Vendor List: TCF grants only with its consent too. @default the purposes alone */
  tcfVendor?: TcfOptions['vendor'];
}

/** The shop's platform, then managers, then what others work through. */
export const toSources = (tcfVendor?: TcfOptions['vendor']): readonly ConsentSource[] => [
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
  toTcfSource(tcfVendor),
  googleConsentModeSource,
  gppSource,
];

/** Finds the page's consent managers and reports their decisions; any denial denies. */
export const consentManagers = ({ source, tcfVendor, ...options }: ConsentManagersOptions = {}): Integration =>
  watchAll(
    toSources(tcfVendor).filter(({ name }) => !source || name === source),
    options,
  );
