// Usercentrics 3: decides per service, with defaults until it was asked; answers by promise.
import { listen } from '../../browser/listen.ts';
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Service {
  name: string;
  /** Version 3: `given` and `type`; version 2: `status` and `history`. */
  consent: { given?: boolean; status?: boolean };
}

/** By id in version 3. */
export type Services = Service[] | Record<string, Service>;

export const readService = (services: Services, key: string) => {
  const service = Object.values(services).find(({ name }) => name === key);
  // The others are implicit: a default, or the visitor's region.
  if (/explicit/i.test(JSON.stringify(service))) return service?.consent.given ?? service?.consent.status;
};

export const usercentricsSource: ConsentSource<
  { getConsentDetails(): Promise<{ services: Services } | undefined> },
  Services
> = {
  name: 'usercentrics',
  global: '__ucCmp',
  read: (_, key, services) => services && readService(services, key),
  subscribe(cmp, tell) {
    const ask = async () => {
      let details: Awaited<ReturnType<typeof cmp.getConsentDetails>>;
      try {
        details = await cmp.getConsentDetails();
      } catch {}
      tell(details?.services);
    };
    ask();
    // The second tells of buttons, the third of changed consents: https://usercentrics.com/beta-docs/consent-status
    return listen(window, 'UC_UI_INITIALIZED UC_UI_CMP_EVENT UC_CONSENT', ask);
  },
};

export const usercentrics = (options?: ConsentOptions): Integration => consentIntegration(usercentricsSource, options);
