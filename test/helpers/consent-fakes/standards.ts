// Fakes of the standards that managers work through: TCF 2, Sourcepoint's addition to it, GPP and Google Consent Mode.
import { broken, type Decision, type FakePage, type FakeTraits } from './fake.ts';

type TcfCallback = (data: object | null, isSuccess: boolean) => void;

/** TCF 2.2 after its reference library: a queueing stub, then the real function; late listeners are called at once. */
const createTcf = ({ globals }: FakePage, moreCommands: Record<string, (callback: TcfCallback) => void> = {}) => {
  const listeners = new Map<number, TcfCallback>();
  let nextId = 1;
  let data: Record<string, unknown> = { gdprApplies: undefined };
  const call = (command: string, _version: number, callback: TcfCallback, parameter?: number) => {
    if (command === 'addEventListener') {
      const listenerId = nextId++;
      listeners.set(listenerId, callback);
      if (data.eventStatus) callback({ ...data, listenerId }, true);
    } else if (command === 'removeEventListener') callback(null, listeners.delete(parameter as number));
    else if (moreCommands[command]) moreCommands[command](callback);
    else callback(null, false);
  };
  const announce = () => {
    for (const [listenerId, callback] of [...listeners]) callback({ ...data, listenerId }, true);
  };
  const show = (eventStatus: string, consents: Record<number, boolean> = {}) => {
    data = { gdprApplies: true, tcfPolicyVersion: 5, tcString: 'tc', eventStatus, purpose: { consents }, vendor: {} };
    announce();
  };
  return {
    load() {
      const queue: Parameters<typeof call>[] = [];
      globals.__tcfapi = (...parameters: Parameters<typeof call>) => void queue.push(parameters);
      globals.__tcfapi = call;
      for (const parameters of queue) call(...parameters);
    },
    show,
    set: (next: Record<string, unknown>) => {
      data = next;
      announce();
    },
    announce,
    count: () => listeners.size,
  };
};

const toConsents = ({ analytics, marketing }: Decision) => {
  const granted = [...(analytics ? [1, 8, 9] : []), ...(marketing ? [1, 3, 4, 7] : [])];
  return Object.fromEntries(granted.map((id) => [id, true]));
};

export const tcfFake: FakeTraits = {
  name: 'tcf',
  create(page) {
    const tcf = createTcf(page);
    return {
      load(stored) {
        tcf.load();
        if (stored) tcf.show('tcloaded', toConsents(stored));
        else tcf.show('cmpuishown');
      },
      decide(decision) {
        tcf.show('cmpuishown');
        tcf.show('useractioncomplete', toConsents(decision));
      },
      repeat: tcf.announce,
      // A library that forgets the purposes.
      break: () => tcf.set({ gdprApplies: true, eventStatus: 'useractioncomplete' }),
      subscribers: tcf.count,
    };
  },
};

/** Sourcepoint: custom vendors beside TCF, each with a grant of its own. */
export const sourcepointFake: FakeTraits = {
  name: 'sourcepoint',
  create(page) {
    let decision: Decision | undefined;
    let isBroken = false;
    const tcf = createTcf(page, {
      getCustomVendorConsents(callback) {
        if (isBroken) return callback(null, false);
        const toGrant = (vendorGrant: boolean | undefined) => ({ vendorGrant: !!vendorGrant, purposeGrants: {} });
        callback(
          {
            newUser: !decision,
            grants: { etappe: toGrant(decision?.analytics), 'etappe-marketing': toGrant(decision?.marketing) },
          },
          true,
        );
      },
    });
    return {
      load(stored) {
        page.globals._sp_ = { config: {} };
        decision = stored;
        tcf.load();
        tcf.show(stored ? 'tcloaded' : 'cmpuishown', stored && toConsents(stored));
      },
      decide(next) {
        decision = next;
        tcf.show('useractioncomplete', toConsents(next));
      },
      repeat: tcf.announce,
      break() {
        isBroken = true;
        tcf.announce();
      },
      subscribers: tcf.count,
    };
  },
};

/** GPP 1.1: changes are announced as "not ready" first. */
export const gppFake: FakeTraits = {
  name: 'gpp',
  onlyDenies: true,
  create({ globals }) {
    const listeners = new Map<number, (event: object) => void>();
    let nextId = 1;
    let signalStatus = 'not ready';
    let optOut = 0;
    const toEvent = (eventName: string, listenerId: number) => ({
      eventName,
      listenerId,
      pingData: {
        signalStatus,
        applicableSections: [7],
        parsedSections: {
          usnat: { Version: 1, SaleOptOut: optOut, SharingOptOut: optOut, SaleOptOutNotice: 1, Gpc: false },
        },
      },
    });
    const announce = () => {
      for (const [listenerId, listener] of [...listeners]) listener(toEvent('signalStatus', listenerId));
    };
    const set = ({ marketing }: Decision) => {
      signalStatus = 'not ready';
      announce();
      optOut = marketing ? 2 : 1;
      signalStatus = 'ready';
      announce();
    };
    return {
      load(stored) {
        globals.__gpp = (command: string, callback: (event: object) => void, parameter?: number) => {
          if (command === 'removeEventListener') listeners.delete(parameter as number);
          if (command !== 'addEventListener') return;
          const listenerId = nextId++;
          listeners.set(listenerId, callback);
          callback(toEvent('listenerRegistered', listenerId));
        };
        if (stored) set(stored);
      },
      decide: set,
      repeat: announce,
      break() {
        for (const listener of listeners.values()) listener({ eventName: 'error', data: 'broken' });
      },
      subscribers: () => listeners.size,
    };
  },
};

/** Google Consent Mode: `gtag` pushes its arguments object; the default comes before anybody was asked. */
export const googleConsentModeFake: FakeTraits = {
  name: 'google-consent-mode',
  isPassive: true,
  create({ globals }) {
    const originalPush = Array.prototype.push;
    function gtag(..._: unknown[]) {
      // biome-ignore lint/complexity/noArguments: that is what gtag pushes
      (globals.dataLayer as unknown[]).push(arguments);
    }
    const toSettings = ({ analytics, marketing }: Decision) => {
      const ads = marketing ? 'granted' : 'denied';
      return { analytics_storage: analytics ? 'granted' : 'denied', ad_storage: ads, ad_user_data: ads };
    };
    let last: Decision | undefined;
    const set = (decision: Decision) => {
      last = decision;
      gtag('consent', 'update', toSettings(decision));
    };
    return {
      load(stored) {
        globals.dataLayer ??= [];
        gtag('js', new Date(0));
        gtag('consent', 'default', { ...toSettings({ analytics: true, marketing: true }), wait_for_update: 500 });
        if (stored) set(stored);
      },
      decide: set,
      repeat: () => last && set(last),
      break: () => gtag('consent', 'update', new Proxy({}, { ownKeys: broken })),
      subscribers: () => ((globals.dataLayer as unknown[])?.push === originalPush ? 0 : 1),
    };
  },
};
