// CCM19: decides per embedding; a refusal is not told apart from "nobody was asked", and both mean no.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Ccm {
  consent: boolean;
  acceptedEmbeddings: { name: string }[];
  /** Of the consent record. */
  ucid: string;
}

export const ccm19Source: ConsentSource<Ccm> = {
  name: 'ccm19',
  global: 'CCM',
  events: 'ccm19WidgetLoaded ccm19WidgetClosed',
  read(ccm, key) {
    if (ccm.consent) return ccm.acceptedEmbeddings.some(({ name }) => name === key);
  },
  evidence: ({ ucid }) => ({ id: ucid }),
};

export const ccm19 = (options?: ConsentOptions): Integration => consentIntegration(ccm19Source, options);
