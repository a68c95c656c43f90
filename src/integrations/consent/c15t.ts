// c15t 2: a store on window that holds one answer per category.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Store {
  getState(): {
    hasConsented(): boolean;
    consents: Record<string, boolean>;
    consentInfo: { time: number; subjectId?: string; materialPolicyFingerprint?: string } | null;
  };
  subscribe(listener: () => void): () => void;
}

export const c15tSource: ConsentSource<Store> = {
  name: 'c15t',
  global: 'c15tStore',
  keys: ['measurement', 'marketing'],
  read(store, key) {
    const state = store.getState();
    if (state.hasConsented()) return state.consents[key];
  },
  subscribe: (store, tell) => store.subscribe(tell),
  evidence(store) {
    const info = store.getState().consentInfo;
    return info && { id: info.subjectId, version: info.materialPolicyFingerprint, at: info.time };
  },
};

export const c15t = (options?: ConsentOptions): Integration => consentIntegration(c15tSource, options);
