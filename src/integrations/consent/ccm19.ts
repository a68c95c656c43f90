// CCM19: decides per embedding. https://docs.ccm19.com/api/javascript-apis/
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Ccm {
  /** Whether the visitor has saved any settings; a refusal of everything is one too. */
  consent: boolean;
  acceptedEmbeddings: { name: string }[];
  /** Of the consent record, once there is one. */
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
