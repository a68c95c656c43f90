// consentmanager.net: decides per vendor.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface CmpData {
  userChoiceExists: boolean;
  /** By id; holds the vendors that were agreed to. */
  vendorConsents: Record<string, boolean>;
  vendorsList: { id: string; name: string }[];
}

/** Also the name of other vendors' TCF 1 interface, which answers in a callback only. */
type Cmp = (command: string, parameter?: unknown, callback?: unknown) => CmpData;

export const consentmanagerSource: ConsentSource<Cmp> = {
  name: 'consentmanager',
  global: '__cmp',
  read(cmp, key) {
    const data = cmp('getCMPData');
    const vendor = data.vendorsList.find(({ name }) => name === key);
    if (data.userChoiceExists && vendor) return data.vendorConsents[vendor.id] === true;
  },
  subscribe(cmp, tell) {
    for (const name of ['settings', 'consent']) cmp('addEventListener', [name, tell, false], null);
  },
};

export const consentmanager = (options?: ConsentOptions): Integration =>
  consentIntegration(consentmanagerSource, options);
