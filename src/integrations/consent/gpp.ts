// IAB GPP: the sections of the United States, where visitors opt out; it can deny, and never grants.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface GppEvent {
  listenerId: number;
  pingData?: {
    signalStatus: string;
    /** By prefix (`usnat`, `usca`); the reference library has an object where the standard says array. */
    parsedSections: Record<string, unknown>;
  };
}

/** Fields of the sections of single states and of `usnat`, and that of the older `uspv1`. */
const optOut = /OptOut":1|Gpc":true|OptOutSale":"Y/;

/** A stub first, which is replaced. */
declare const __gpp: (command: string, callback: (event: GppEvent) => void, listenerId?: number) => void;

export const gppSource: ConsentSource<unknown, GppEvent> = {
  name: 'gpp',
  global: '__gpp',
  read(_, __, event) {
    // A change is always announced as "not ready" first.
    if (event?.pingData?.signalStatus === 'ready' && optOut.test(JSON.stringify(event))) return false;
  },
  subscribe(_, tell) {
    let listenerId: number | undefined;
    __gpp('addEventListener', (event) => {
      listenerId = event?.listenerId;
      tell(event);
    });
    return () => __gpp('removeEventListener', () => {}, listenerId);
  },
};

export const gpp = (options?: ConsentOptions): Integration => consentIntegration(gppSource, options);
