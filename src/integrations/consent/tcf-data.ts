// What the TCF's interface on a page tells of: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework

export interface TcfData {
  listenerId: number;
  /** `cmpuishown` is an open dialog: no decision, and no withdrawal either. */
  eventStatus: 'tcloaded' | 'cmpuishown' | 'useractioncomplete';
  gdprApplies?: boolean;
  tcfPolicyVersion: number;
  purpose: { consents: Record<string, boolean> };
  vendor: { consents: Record<string, boolean> };
}

/** A stub first, which is replaced. */
declare const __tcfapi: (
  command: string,
  version: 2,
  callback: (data: TcfData | null) => void,
  listenerId?: number,
) => void;

/** Calls back with each state that is not just an open dialog; returns undo. */
export const onTcfData = (_: unknown, listener: (data?: TcfData | null) => void) => {
  let listenerId: number | undefined;
  __tcfapi('addEventListener', 2, (data) => {
    listenerId = data?.listenerId;
    if (data?.eventStatus !== 'cmpuishown') listener(data);
  });
  return () => __tcfapi('removeEventListener', 2, () => {}, listenerId);
};
