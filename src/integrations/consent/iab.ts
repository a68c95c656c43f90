// How the interfaces of the IAB are listened to: TCF 2 takes a version before its callback, GPP does not.

interface IabData {
  listenerId: number;
}

export type IabApi = (command: string, ...parameters: never[]) => void;

/** Calls back with each state from now on; returns undo. */
export const onIabData = <Data extends IabData>(
  api: IabApi,
  versions: 2[],
  listener: (data: Data) => void,
): (() => void) => {
  let listenerId = 0;
  const call = (command: string, callback: (data: Data) => void, parameter?: number) =>
    (api as (...parameters: unknown[]) => void)(command, ...versions, callback, parameter);
  call('addEventListener', (data) => {
    listenerId = data.listenerId;
    listener(data);
  });
  return () => call('removeEventListener', () => {}, listenerId);
};
