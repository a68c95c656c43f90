// tarteaucitron: decides per service; one that nobody has decided about has no state.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

export const tarteaucitronSource: ConsentSource<{ state: Record<string, boolean> }> = {
  name: 'tarteaucitron',
  global: 'tarteaucitron',
  events: 'tac.consent_updated',
  read: ({ state }, key) => state[key],
};

export const tarteaucitron = (options?: ConsentOptions): Integration =>
  consentIntegration(tarteaucitronSource, options);
