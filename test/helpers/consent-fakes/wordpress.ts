// Fakes of the consent managers of WordPress, and of the interface that its plugins share.
import { broken, type Decision, type FakePage, type FakeTraits } from './fake.ts';

/** Borlabs Cookie: services per group in a cookie; its interface throws before it has started. */
export const borlabsFake: FakeTraits = {
  name: 'borlabs',
  create({ globals, fire, setCookie }) {
    const store = ({ analytics, marketing }: Decision) =>
      setCookie(
        'borlabs-cookie',
        JSON.stringify({
          consents: {
            essential: ['borlabs-cookie'],
            statistics: analytics ? ['etappe'] : [],
            ...(marketing && { marketing: ['etappe-marketing'] }),
          },
          uid: 'anonymous',
          version: '2',
        }),
      );
    const announce = () => fire('document', 'borlabs-cookie-consent-saved');
    return {
      load(stored) {
        if (stored) store(stored);
        globals.BorlabsCookie = { Consents: { hasConsentForServiceGroup: broken } };
        fire('window', 'borlabs-cookie-after-init');
      },
      decide(decision) {
        store(decision);
        announce();
      },
      repeat: announce,
      break() {
        setCookie('borlabs-cookie', '{');
        announce();
      },
    };
  },
};

/** Complianz 7: says yes to bots and wherever opting out is the rule; the banner's status says whether somebody acted. */
export const complianzFake: FakeTraits = {
  name: 'complianz',
  isStepwise: true,
  create({ globals, fire, setCookie, cookie }) {
    const store = ({ analytics, marketing }: Decision, onChange: (category: string, value: string) => void) => {
      const answers: [string, boolean][] = [
        ['statistics', analytics],
        ['marketing', marketing],
      ];
      for (const [category, isAllowed] of answers) {
        const value = isAllowed ? 'allow' : 'deny';
        if (cookie(`cmplz_${category}`) === value) continue;
        setCookie(`cmplz_${category}`, value);
        onChange(category, value);
      }
      setCookie('cmplz_policy_id', '7');
      setCookie('cmplz_banner-status', 'dismissed');
    };
    const announce = () => fire('document', 'cmplz_fire_categories', { categories: [] });
    return {
      load(stored) {
        globals.complianz = { prefix: 'cmplz_', consenttype: 'optin', forceEnableStats: '' };
        globals.cmplz_get_cookie = (name: string) => cookie(`cmplz_${name}`) ?? '';
        globals.cmplz_has_consent = () => true;
        if (stored) store(stored, () => {});
        announce();
      },
      decide(decision) {
        store(decision, (category, value) => fire('document', 'cmplz_status_change', { category, value }));
        announce();
      },
      repeat: announce,
      break() {
        globals.cmplz_get_cookie = broken;
        announce();
      },
    };
  },
};

/** Real Cookie Banner: a stub that knows no service, then the real interface, which finds unknown services opted in. */
export const realCookieBannerFake: FakeTraits = {
  name: 'real-cookie-banner',
  create({ globals, fire }) {
    const unknown = { cookie: null, consentGiven: false, cookieOptIn: true };
    let decision: Decision | undefined;
    const api = {
      wrapFn() {},
      consentSync(service: string) {
        const answers: Record<string, boolean | undefined> = {
          etappe: decision?.analytics,
          'etappe-marketing': decision?.marketing,
        };
        if (!(service in answers)) return unknown;
        return { cookie: { id: 1 }, consentGiven: !!decision, cookieOptIn: !!answers[service] };
      },
    };
    const announce = () => {
      fire('document', `RCB/Opt${decision?.analytics ? 'In' : 'Out'}`);
      fire('document', 'RCB/OptIn/All');
    };
    return {
      load(stored) {
        globals.consentApi = { consent: () => new Promise(() => {}), consentSync: () => unknown };
        fire('document', 'some-event-of-the-page');
        decision = stored;
        globals.consentApi = api;
        fire('window', 'consentApi');
        fire('document', 'RCB/OptIn/All');
      },
      decide(next) {
        decision = next;
        announce();
      },
      repeat: announce,
      break() {
        api.consentSync = broken;
        announce();
      },
    };
  },
};

/** WP Consent API 2: without a consent type it says yes to everything; the event's detail is an array with string keys. */
export const installWpConsentApi = ({ globals, cookie, setCookie, fire }: FakePage) => {
  const prefix = 'wp_consent';
  const getCookie = (name: string) => cookie(name) ?? '';
  Object.assign(globals, {
    consent_api: { cookie_prefix: prefix, cookie_expiration: 30 },
    wp_fallback_consent_type: '',
    consent_api_get_cookie: getCookie,
    wp_has_consent(category: string) {
      const type = `${globals.wp_consent_type ?? globals.wp_fallback_consent_type}`;
      const value = getCookie(`${prefix}_${category}`);
      return !type || (type.includes('optout') && !value) || value === 'allow';
    },
    wp_set_consent(category: string, value: 'allow' | 'deny') {
      const before = getCookie(`${prefix}_${category}`);
      setCookie(`${prefix}_${category}`, value);
      if (before !== value) fire('document', 'wp_listen_for_consent_change', Object.assign([], { [category]: value }));
    },
  });
};

export const wpConsentApiFake: FakeTraits = {
  name: 'wp-consent-api',
  isStepwise: true,
  create(page) {
    const { globals, fire } = page;
    const set = ({ analytics, marketing }: Decision) => {
      const call = globals.wp_set_consent as (category: string, value: string) => void;
      call('statistics', analytics ? 'allow' : 'deny');
      call('marketing', marketing ? 'allow' : 'deny');
    };
    const announce = () => fire('document', 'wp_listen_for_consent_change', []);
    return {
      load(stored) {
        installWpConsentApi(page);
        if (stored) set(stored);
        globals.wp_consent_type = 'optin';
        fire('document', 'wp_consent_type_defined');
      },
      decide: set,
      repeat: announce,
      break() {
        globals.consent_api_get_cookie = broken;
        announce();
      },
    };
  },
};
