// IAB TCF 2.2 and 2.3: the purposes that a visitor agreed to.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface TcfData {
  listenerId: number;
  /** `cmpuishown` is an open dialog: no decision, and no withdrawal either. */
  eventStatus: 'tcloaded' | 'cmpuishown' | 'useractioncomplete';
  gdprApplies?: boolean;
  tcfPolicyVersion: number;
  purpose: { consents: Record<string, boolean> };
}

/** A stub first, which is replaced. */
declare const __tcfapi: (
  command: string,
  version: 2,
  callback: (data: TcfData | null) => void,
  listenerId?: number,
) => void;

/** Calls back with each state that is not just an open dialog; returns undo. */
export const onTcfData = (listener: (data?: TcfData | null) => void) => {
  let listenerId: number | undefined;
  __tcfapi('addEventListener', 2, (data) => {
    listenerId = data?.listenerId;
    if (data?.eventStatus !== 'cmpuishown') listener(data);
  });
  return () => __tcfapi('removeEventListener', 2, () => {}, listenerId);
};

export const tcfSource: ConsentSource<unknown, TcfData> = {
  name: 'tcf',
  global: '__tcfapi',
  // 1 storage, 3 and 4 ad profiles, 7 and 8 measurement, 9 audience statistics.
  // https://iabeurope.eu/iab-europe-transparency-consent-framework-policies/ appendix A
  keys: ['1 8 9', '1 3 4 7'],
  isShared: true,
  read(_, key, data) {
    // Outside of the GDPR nobody was asked, nor while it is still being found out whether it applies.
    if (data?.gdprApplies && data.eventStatus) return key.split(' ').every((id) => data.purpose.consents[id]);
  },
  subscribe: (_, tell) => onTcfData(tell),
  evidence: (_, data) => data && { version: `${data.tcfPolicyVersion}` },
};

export const tcf = (options?: ConsentOptions): Integration => consentIntegration([tcfSource], options);
