// Usercentrics: decides per service, with defaults until it was asked; version 2 answers at once, version 3 later.
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
type Services = Service[] | Record<string, Service>;

const read = (services: Services, key: string) => {
  const service = Object.values(services).find(({ name }) => name === key);
  // The others are implicit: a default, or the visitor's region.
  if (/explicit/i.test(JSON.stringify(service))) return service?.consent.given ?? service?.consent.status;
};

const events = 'UC_UI_INITIALIZED UC_UI_CMP_EVENT';

export const usercentrics2Source: ConsentSource<{ getServicesBaseInfo(): Service[] }> = {
  name: 'usercentrics-2',
  global: 'UC_UI',
  events,
  read: (ui, key) => read(ui.getServicesBaseInfo(), key),
};

export const usercentricsSource: ConsentSource<
  { getConsentDetails(): Promise<{ services: Services } | undefined> },
  Services
> = {
  name: 'usercentrics',
  global: '__ucCmp',
  read: (_, key, services) => services && read(services, key),
  subscribe(cmp, tell) {
    const ask = async () => {
      try {
        tell((await cmp.getConsentDetails())?.services);
      } catch {
        tell();
      }
    };
    ask();
    return listen(window, events, ask);
  },
};

export const usercentrics = (options?: ConsentOptions): Integration =>
  consentIntegration([usercentricsSource, usercentrics2Source], options);
