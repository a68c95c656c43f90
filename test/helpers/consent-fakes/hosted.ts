// Fakes of the managers that only their vendors serve, after their documentation and other people's adapters.
import { broken, createSubscribers, type Decision, type FakeTraits } from './fake.ts';

/** Cookiebot: its object is there before its answers are; accept and decline fire for stored decisions as well. */
export const cookiebotFake: FakeTraits = {
  name: 'cookiebot',
  create({ globals, fire }) {
    const cookiebot: Record<string, unknown> = { hasResponse: false, consentID: '0' };
    const set = ({ analytics, marketing }: Decision) => {
      cookiebot.hasResponse = true;
      cookiebot.consentID = 'stamp-1';
      cookiebot.consent = { necessary: true, preferences: false, statistics: analytics, marketing, method: 'explicit' };
    };
    const announce = () => {
      const { statistics, marketing } = cookiebot.consent as Record<string, boolean>;
      fire('window', 'CookiebotOnConsentReady');
      fire('window', statistics || marketing ? 'CookiebotOnAccept' : 'CookiebotOnDecline');
    };
    return {
      load(stored) {
        globals.Cookiebot = cookiebot;
        cookiebot.consent = { necessary: true, statistics: false, marketing: false, method: null };
        if (!stored) return;
        set(stored);
        announce();
      },
      decide(decision) {
        set(decision);
        announce();
      },
      repeat: announce,
      break() {
        Object.defineProperty(cookiebot, 'hasResponse', { get: broken });
        announce();
      },
    };
  },
};

/** OneTrust: a bare object first; before the banner is closed, all groups may be active. */
export const oneTrustFake: FakeTraits = {
  name: 'onetrust',
  create({ globals, fire }) {
    let isClosed = false;
    const api = { IsAlertBoxClosed: () => isClosed };
    const set = ({ analytics, marketing }: Decision) => {
      isClosed = true;
      globals.OnetrustActiveGroups = `,C0001,${analytics ? 'C0002,' : ''}C0003,${marketing ? 'C0004,' : ''}`;
    };
    const announce = () => fire('window', 'OneTrustGroupsUpdated', `${globals.OnetrustActiveGroups}`.split(','));
    return {
      load(stored) {
        globals.OneTrust = { geolocationResponse: { countryCode: 'DE' } };
        fire('document', 'some-event-of-the-page');
        globals.OnetrustActiveGroups = ',C0001,C0002,C0003,C0004,';
        Object.assign(globals.OneTrust as object, api);
        if (stored) set(stored);
        announce();
      },
      decide(decision) {
        set(decision);
        announce();
        fire('window', 'OTConsentApplied');
      },
      repeat: announce,
      break() {
        (globals.OneTrust as typeof api).IsAlertBoxClosed = broken;
        announce();
      },
    };
  },
};

/** Usercentrics 2: services with a history, which begins with an implicit default. */
export const usercentrics2Fake: FakeTraits = {
  name: 'usercentrics-2',
  create({ globals, fire }) {
    const toService = (name: string) => ({
      id: `${name}-id`,
      name,
      consent: { status: true, history: [{ action: 'onInitialPageLoad', type: 'implicit', status: true }] },
    });
    const [analytics, marketing] = [toService('etappe'), toService('etappe-marketing')];
    const ui = {
      isInitialized: () => true,
      getServicesBaseInfo: () => [toService('Google Analytics'), analytics, marketing],
    };
    const set = (decision: Decision) => {
      for (const [{ consent }, status] of [
        [analytics, decision.analytics],
        [marketing, decision.marketing],
      ] as const) {
        consent.status = status;
        consent.history.push({ action: 'onUpdateServices', type: 'explicit', status });
      }
    };
    const announce = () => fire('window', 'UC_UI_CMP_EVENT', { source: 'SECOND_LAYER', type: 'SAVE' });
    return {
      load(stored) {
        if (stored) set(stored);
        globals.UC_UI = ui;
        fire('window', 'UC_UI_INITIALIZED');
      },
      decide(decision) {
        set(decision);
        announce();
      },
      repeat: announce,
      break() {
        ui.getServicesBaseInfo = broken;
        announce();
      },
    };
  },
};

/** Usercentrics 3: everything is a promise; one event tells of the button, another one of what is stored then. */
export const usercentrics3Fake: FakeTraits = {
  name: 'usercentrics',
  withdrawal: 'later',
  create({ globals, fire }) {
    const toService = (name: string) => ({ name, consent: { given: true, type: 'IMPLICIT' } });
    const services = { s1: toService('Google Analytics'), s2: toService('etappe'), s3: toService('etappe-marketing') };
    const api = {
      getConsentDetails: async () => structuredClone({ consent: { type: 'IMPLICIT' }, services, categories: {} }),
    };
    const set = ({ analytics, marketing }: Decision) => {
      services.s2.consent = { given: analytics, type: 'EXPLICIT' };
      services.s3.consent = { given: marketing, type: 'EXPLICIT' };
    };
    const announce = () => fire('window', 'UC_CONSENT', { consent: { type: 'EXPLICIT' }, services, categories: {} });
    return {
      load(stored) {
        if (stored) set(stored);
        globals.__ucCmp = api;
        fire('window', 'UC_UI_INITIALIZED');
      },
      decide(decision) {
        fire('window', 'UC_UI_CMP_EVENT', { source: 'FIRST_LAYER', type: 'SAVE' });
        set(decision);
        announce();
      },
      repeat: announce,
      break() {
        api.getConsentDetails = async () => broken();
        announce();
      },
    };
  },
};

/** CookieYes: throws before its banner is there, and its state changes after its event. */
export const cookieYesFake: FakeTraits = {
  name: 'cookieyes',
  create({ globals, fire }) {
    let state: object | undefined;
    let next: object | undefined;
    const toState = ({ analytics, marketing }: Decision) => ({
      activeLaw: 'gdpr',
      categories: { necessary: true, functional: false, analytics, performance: false, advertisement: marketing },
      isUserActionCompleted: true,
      consentID: 'consent-1',
    });
    const toDetail = ({ analytics, marketing }: Decision) => {
      const all: [string, boolean][] = [
        ['analytics', analytics],
        ['advertisement', marketing],
      ];
      const names = (isAccepted: boolean) => all.filter(([, is]) => is === isAccepted).map(([name]) => name);
      return { accepted: ['necessary', ...names(true)], rejected: names(false) };
    };
    let detail: object = {};
    return {
      load(stored) {
        globals.getCkyConsent = () => state ?? broken();
        state = stored
          ? toState(stored)
          : { ...toState({ analytics: false, marketing: false }), isUserActionCompleted: false };
        fire('document', 'cookieyes_banner_load', state);
      },
      decide(decision) {
        next = toState(decision);
        detail = toDetail(decision);
        fire('document', 'cookieyes_consent_update', detail);
        state = next;
      },
      repeat: () => fire('document', 'cookieyes_consent_update', detail),
      break() {
        state = undefined;
        fire('document', 'cookieyes_consent_update', detail);
      },
    };
  },
};

/** CookieFirst: `null` while undecided. */
export const cookieFirstFake: FakeTraits = {
  name: 'cookiefirst',
  create({ globals, fire }) {
    const api: Record<string, unknown> = { consent: null };
    const toCategories = ({ analytics, marketing }: Decision) => ({
      necessary: true,
      functional: false,
      performance: analytics,
      advertising: marketing,
    });
    const announce = () => fire('window', 'cf_consent', api.consent);
    return {
      load(stored) {
        globals.CookieFirst = api;
        if (stored) api.consent = toCategories(stored);
        fire('window', 'cf_init');
      },
      decide(decision) {
        const categories = toCategories(decision);
        fire('window', 'cf_consent', categories);
        api.consent = categories;
      },
      repeat: announce,
      break() {
        Object.defineProperty(api, 'consent', { get: broken });
        fire('window', 'cf_init');
      },
    };
  },
};

/** consentmanager.net: a stub that queues, replaced by the real thing; one flag says whether the visitor has chosen. */
export const consentmanagerFake: FakeTraits = {
  name: 'consentmanager',
  create({ globals }) {
    const listeners = createSubscribers<{ name: string; listener(name: string): void }>();
    let vendorConsents: Record<string, boolean> = { s1: true };
    let userChoiceExists = false;
    let getCmpData = () => ({
      cmpDataObject: true,
      consentExists: userChoiceExists,
      userChoiceExists,
      vendorConsents,
      purposeConsents: {},
      vendorsList: [
        { id: 's1', name: 'Google Analytics' },
        { id: 's20', name: 'etappe' },
        { id: 's21', name: 'etappe-marketing' },
      ],
    });
    const set = ({ analytics, marketing }: Decision) => {
      userChoiceExists = true;
      vendorConsents = { s1: true, ...(analytics && { s20: true }), ...(marketing && { s21: true }) };
    };
    const notify = (...names: string[]) => {
      for (const name of names) for (const each of listeners.all()) if (each.name === name) each.listener(name);
    };
    const cmp = (command: string, parameter?: [string, (name: string) => void, boolean]) => {
      if (command === 'getCMPData') return getCmpData();
      if (command === 'addEventListener' && parameter) listeners.add({ name: parameter[0], listener: parameter[1] });
      return undefined;
    };
    return {
      load(stored) {
        const queue: Parameters<typeof cmp>[] = [];
        globals.__cmp = (...call: Parameters<typeof cmp>) => {
          queue.push(call);
          return [];
        };
        if (stored) set(stored);
        globals.__cmp = cmp;
        for (const call of queue) cmp(...call);
        notify('init', 'settings');
      },
      decide(decision) {
        set(decision);
        notify('consent', decision.analytics && decision.marketing ? 'consentapproved' : 'consentcustom');
      },
      repeat: () => notify('consent', 'consentcustom'),
      break() {
        getCmpData = broken;
        notify('consent');
      },
    };
  },
};

/** Didomi: there before it is ready, when it calls who has asked for that. */
export const didomiFake: FakeTraits = {
  name: 'didomi',
  create({ globals }) {
    let isPartial = true;
    let vendors: Record<string, { enabled: boolean }> = {};
    let getCurrentUserStatus = (): object => broken();
    const set = ({ analytics, marketing }: Decision) => {
      isPartial = false;
      vendors = { etappe: { enabled: analytics }, 'etappe-marketing': { enabled: marketing } };
    };
    const announce = () => {
      for (const { event, listener } of (globals.didomiEventListeners ?? []) as { event: string; listener(): void }[])
        if (event === 'consent.changed') listener();
    };
    return {
      load(stored) {
        if (stored) set(stored);
        globals.Didomi = {
          isConsentRequired: () => true,
          isUserStatusPartial: () => isPartial,
          getCurrentUserStatus: () => getCurrentUserStatus(),
        };
        // Its configuration comes some time after its script.
        setTimeout(() => {
          getCurrentUserStatus = () => ({ purposes: { 'etappe-marketing': { enabled: true } }, vendors, user_id: 'u' });
          for (const call of (globals.didomiOnReady ?? []) as (() => void)[]) call();
          globals.didomiOnReady = { push: (call: () => void) => call() };
        }, 1);
      },
      decide(decision) {
        set(decision);
        announce();
      },
      repeat: announce,
      break() {
        getCurrentUserStatus = broken;
        announce();
      },
    };
  },
};

/** Axeptio: calls what is pushed into its queue, and replays the last event to who asks for it. */
export const axeptioFake: FakeTraits = {
  name: 'axeptio',
  create({ globals }) {
    const listeners = createSubscribers<(choices: Record<string, boolean>) => void>();
    let choices: Record<string, boolean> | undefined;
    const toChoices = ({ analytics, marketing }: Decision) => ({ etappe: analytics, 'etappe-marketing': marketing });
    const sdk = {
      on(_event: string, listener: (choices: Record<string, boolean>) => void, options?: { replay?: boolean }) {
        listeners.add(listener);
        if (choices && options?.replay) listener(choices);
      },
    };
    const announce = () => {
      if (choices) for (const listener of listeners.all()) listener(choices);
    };
    return {
      load(stored) {
        if (stored) choices = toChoices(stored);
        globals.axeptioSettings = { clientId: '1', cookiesVersion: 'shop' };
        const queue = (globals._axcb ?? []) as ((api: typeof sdk) => void)[];
        globals._axcb = { push: (call: (api: typeof sdk) => void) => call(sdk) };
        for (const call of queue) call(sdk);
      },
      decide(decision) {
        choices = toChoices(decision);
        announce();
      },
      repeat: announce,
      break() {
        choices = new Proxy({}, { get: broken });
        announce();
      },
    };
  },
};

/** iubenda: purposes by number; only its configuration's callback tells of a decision. */
export const iubendaFake: FakeTraits = {
  name: 'iubenda',
  create({ globals }) {
    let isExpressed = false;
    const cs: Record<string, unknown> = { api: { isPreferenceExpressed: () => isExpressed }, consent: {} };
    const iubenda = { cs, csConfiguration: { perPurposeConsent: true } as Record<string, unknown> };
    const set = ({ analytics, marketing }: Decision) => {
      isExpressed = true;
      cs.consent = {
        purposes: { 1: true, 2: false, 3: false, 4: analytics, 5: marketing },
        id: 'consent-1',
        version: '1.108.0',
        timestamp: '2025-02-03T04:05:06.000Z',
      };
    };
    const announce = () => {
      const { callback } = iubenda.csConfiguration as { callback?: Record<string, (preference: unknown) => void> };
      callback?.onPreferenceExpressedOrNotNeeded?.(cs.consent);
    };
    return {
      load(stored) {
        if (stored) set(stored);
        globals._iub = iubenda;
      },
      decide(decision) {
        set(decision);
        announce();
      },
      repeat: announce,
      break() {
        cs.api = { isPreferenceExpressed: broken };
        announce();
      },
      subscribers: () =>
        (iubenda.csConfiguration as { callback?: Record<string, unknown> }).callback?.onPreferenceExpressedOrNotNeeded
          ? 1
          : 0,
    };
  },
};

/** CCM19: the embeddings that were accepted, and whether any settings were saved, which a refusal is too. */
export const ccm19Fake: FakeTraits = {
  name: 'ccm19',
  create({ globals, fire }) {
    const api = {
      consent: false,
      fullConsentGiven: false,
      acceptedEmbeddings: [] as { id: string; name: string }[],
      ucid: null as string | null,
    };
    const set = ({ analytics, marketing }: Decision) => {
      api.consent = true;
      api.ucid = 'u-1';
      api.acceptedEmbeddings = [
        ...(analytics ? [{ id: 'e1', name: 'etappe' }] : []),
        ...(marketing ? [{ id: 'e2', name: 'etappe-marketing' }] : []),
      ];
    };
    const announce = () => {
      for (const { name } of api.acceptedEmbeddings) fire('window', 'ccm19EmbeddingAccepted', { name });
      fire('window', 'ccm19WidgetClosed');
    };
    return {
      load(stored) {
        if (stored) set(stored);
        globals.CCM = api;
        fire('window', 'ccm19WidgetLoaded');
      },
      decide(decision) {
        set(decision);
        announce();
      },
      repeat: announce,
      break() {
        Object.defineProperty(api, 'consent', { get: broken });
        fire('window', 'ccm19WidgetClosed');
      },
    };
  },
};
