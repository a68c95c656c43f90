// Real Cookie Banner: decides per service; one that it does not know looks opted in, so it must know ours.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface ConsentApi {
  /** Only the real interface has it; a stub stands in before. */
  wrapFn?: unknown;
  consentSync(service: string): { cookie: object | null; consentGiven: boolean; cookieOptIn: boolean };
}

export const realCookieBannerSource: ConsentSource<ConsentApi> = {
  name: 'real-cookie-banner',
  global: 'consentApi',
  events: 'consentApi RCB/OptIn RCB/OptIn/All RCB/OptOut RCB/OptOut/All',
  read(api, key) {
    const found = api.consentSync(key);
    if (api.wrapFn && found.cookie && found.consentGiven) return found.cookieOptIn;
  },
};

export const realCookieBanner = (options?: ConsentOptions): Integration =>
  consentIntegration(realCookieBannerSource, options);
