// IAB TCF 2.2 and 2.3: the purposes that a visitor agreed to.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { onTcfData, type TcfData } from './tcf-data.ts';
import { consentIntegration } from './watch.ts';

export interface TcfOptions extends ConsentOptions {
  /** Id in the Global Vendor List: a grant counts only if this vendor has consent too. @default the purposes alone */
  vendor?: number | string | undefined;
}

export const toTcfSource = (vendor?: number | string): ConsentSource<unknown, TcfData> => ({
  name: 'tcf',
  global: '__tcfapi',
  // 1 storage, 3 and 4 ad profiles, 7 and 8 measurement, 9 audience statistics.
  // https://iabeurope.eu/iab-europe-transparency-consent-framework-policies/ appendix A
  keys: ['1 8 9', '1 3 4 7'],
  isShared: true,
  read(_, key, data) {
    // Outside of the GDPR nobody was asked, nor while it is still being found out whether it applies.
    if (data?.gdprApplies && data.eventStatus) {
      const hasVendor = vendor === undefined || data.vendor.consents[vendor] === true;
      return key.split(' ').every((id) => hasVendor && data.purpose.consents[id] === true);
    }
  },
  subscribe: onTcfData,
  evidence: (_, data) => ({ version: data?.tcfPolicyVersion }),
});

export const tcf = (options?: TcfOptions): Integration => consentIntegration(toTcfSource(options?.vendor), options);
