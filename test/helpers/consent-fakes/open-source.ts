// Fakes of the managers whose real packages the browser tests run; here they are fast and can be broken.
import { broken, createSubscribers, type Decision, type FakePage, type FakeTraits } from './fake.ts';

/** Klaro: defaults before a decision, toggles that are not saved yet, watchers that must be objects. */
export const klaroFake: FakeTraits = {
  name: 'klaro',
  create({ globals }) {
    const watchers = createSubscribers<{ update(manager: unknown, name: string, data: unknown): void }>();
    const manager = {
      confirmed: false,
      consents: { etappe: true, 'etappe-marketing': true } as Record<string, boolean>,
      savedConsents: { etappe: true, 'etappe-marketing': true } as Record<string, boolean>,
      watch: watchers.add,
      unwatch: watchers.remove,
    };
    let getManager = (): typeof manager => broken();
    const notify = (name: string) => {
      for (const watcher of watchers.all()) watcher.update(manager, name, {});
    };
    const save = ({ analytics, marketing }: Decision) => {
      manager.consents = { etappe: analytics, 'etappe-marketing': marketing };
      notify('consents');
      manager.savedConsents = { ...manager.consents };
      manager.confirmed = true;
    };
    return {
      load(stored) {
        globals.klaro = { getManager: () => getManager() };
        getManager = () => manager;
        if (stored) save(stored);
      },
      decide(decision) {
        save(decision);
        notify('saveConsents');
        notify('applyConsents');
      },
      repeat: () => notify('applyConsents'),
      break() {
        getManager = broken;
        notify('applyConsents');
      },
      subscribers: watchers.count,
    };
  },
};

const createVanilla = ({ globals, fire, setCookie, cookie }: FakePage, isModule: boolean) => {
  const library = {
    validConsent: () => !!cookie('cc_cookie'),
    getCookie: () => JSON.parse(cookie('cc_cookie') ?? '{}') as object,
  };
  const store = ({ analytics, marketing }: Decision) =>
    setCookie(
      'cc_cookie',
      JSON.stringify({
        categories: ['necessary', ...(analytics ? ['analytics'] : []), ...(marketing ? ['marketing'] : [])],
        revision: 2,
        consentId: 'consent-1',
        consentTimestamp: '2025-01-02T03:04:05.000Z',
        lastConsentTimestamp: '2025-02-03T04:05:06.000Z',
      }),
    );
  const announce = (name: string) => fire('window', name, { cookie: library.getCookie() });
  return {
    load(stored?: Decision) {
      globals._ccRun = true;
      if (!isModule) globals.CookieConsent = library;
      document.documentElement.classList.toggle('show--consent', !stored);
      if (!stored) return;
      store(stored);
      announce('cc:onConsent');
    },
    decide(decision: Decision) {
      const isFirst = !cookie('cc_cookie');
      // Decided by script, the banner stays open.
      store(decision);
      announce(isFirst ? 'cc:onConsent' : 'cc:onChange');
    },
    repeat: () => announce('cc:onConsent'),
    break() {
      if (isModule) setCookie('cc_cookie', '{');
      else library.validConsent = broken;
      fire('window', 'cc:onChange', {});
    },
  };
};

/** vanilla-cookieconsent 3 as a classic script, with its global. */
export const vanillaFake: FakeTraits = {
  name: 'vanilla-cookieconsent',
  create: (page) => createVanilla(page, false),
};

/** The same as a module: no global, so only its cookie can be read. */
export const vanillaModuleFake: FakeTraits = {
  name: 'vanilla-cookieconsent',
  variant: 'vanilla-cookieconsent as a module',
  create: (page) => createVanilla(page, true),
};

/** Osano's open-source banner: a status in a cookie and no event at all; `hasConsented` would be true for `dismiss`. */
export const osanoFake: FakeTraits = {
  name: 'osano',
  isSilent: true,
  withdrawal: 'later',
  isAllOrNothing: true,
  create({ globals, cookie, setCookie }) {
    const utils = { getCookie: cookie as (name: string) => string | undefined };
    const store = ({ analytics }: Decision) => setCookie('cookieconsent_status', analytics ? 'allow' : 'deny');
    return {
      load(stored) {
        if (stored) store(stored);
        globals.cookieconsent = { initialise() {}, utils, hasConsented: () => true };
      },
      decide: store,
      repeat() {},
      break() {
        utils.getCookie = broken;
      },
    };
  },
};

/** tarteaucitron: announces a service as loaded before its state is set. */
export const tarteaucitronFake: FakeTraits = {
  name: 'tarteaucitron',
  create({ globals, fire }) {
    const state: Record<string, boolean> = {};
    const library: Record<string, unknown> = { state };
    const set = ({ analytics, marketing }: Decision) =>
      Object.assign(state, { etappe: analytics, 'etappe-marketing': marketing });
    const announce = () => fire('document', 'tac.consent_updated');
    return {
      load(stored) {
        globals.tarteaucitron = library;
        if (stored) set(stored);
        announce();
      },
      decide(decision) {
        fire('document', `etappe_${decision.analytics ? 'loaded' : 'consentModeKo'}`);
        set(decision);
        announce();
        fire('document', `etappe_${decision.analytics ? 'allowed' : 'disallowed'}`);
      },
      repeat: announce,
      break() {
        Object.defineProperty(library, 'state', { get: broken });
        announce();
      },
    };
  },
};

/** c15t: a store; its listeners hear of everything, decisions or not. */
export const c15tFake: FakeTraits = {
  name: 'c15t',
  create({ globals }) {
    const listeners = createSubscribers<(state: object) => void>();
    let isDecided = false;
    let consents = { necessary: true, measurement: false, marketing: false };
    const state = {
      hasConsented: () => isDecided,
      get consents() {
        return consents;
      },
      get consentInfo() {
        return isDecided
          ? { time: 1_738_555_506_000, subjectId: 'subject-1', materialPolicyFingerprint: 'policy-1' }
          : null;
      },
    };
    const store = {
      getState: () => state,
      subscribe: (listener: (state: object) => void) => {
        listeners.add(listener);
        return () => listeners.remove(listener);
      },
    };
    const set = ({ analytics, marketing }: Decision) => {
      consents = { necessary: true, measurement: analytics, marketing };
      isDecided = true;
    };
    const announce = () => {
      for (const listener of listeners.all()) listener(state);
    };
    return {
      load(stored) {
        if (stored) set(stored);
        globals.c15tStore = store;
      },
      decide(decision) {
        set(decision);
        announce();
      },
      repeat: announce,
      break() {
        store.getState = broken;
        announce();
      },
      subscribers: listeners.count,
    };
  },
};
