// The real consent managers that npm has, each set up on a page of its own as an owner would.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

export interface RealManager {
  title: string;
  /** The name of its source. */
  source: string;
  /** npm packages that it needs. */
  packages: readonly string[];
  /** Files of a package that are served at `/packages/<package>/`. */
  served?: readonly string[];
  /** Bundled for the page, and served at `/manager.js`. */
  bundle?: string;
  /** What the owner adds to our tag. */
  attributes?: string;
  /** Scripts that put it on the page; they run in the given order. `{ src }` or `{ text }`. */
  scripts: readonly { src?: string; text?: string; type?: string }[];
  /**
   * What the visitor does, as bodies of functions in the page. `withdraw` follows a grant; it returns a promise of what
   * was recorded in the manager's own event, where that comes later. `isReady` tells when the manager can be used.
   */
  isReady: string;
  grant: string;
  refuse: string;
  withdraw: string;
  /** Analytics only; left out where everything is one choice. */
  partial?: string;
  /** It only denies: a visitor who does not opt out is undecided for it. */
  onlyDenies?: true;
  /** It has no event for a withdrawal, so that the next click shows it. */
  isWithdrawalLate?: true;
}

const services = (type: string) => [
  { name: 'etappe', type },
  { name: 'etappe-marketing', type: 'ads' },
];

const vanillaConfig = `{
  hideFromBots: false,
  categories: { necessary: { enabled: true, readOnly: true }, analytics: {}, marketing: {} },
  language: { default: 'en', translations: { en: {
    consentModal: { title: 'Cookies', description: 'We ask.', acceptAllBtn: 'Yes', acceptNecessaryBtn: 'No' },
    preferencesModal: { title: 'Cookies', acceptAllBtn: 'Yes', acceptNecessaryBtn: 'No', savePreferencesBtn: 'Save', sections: [] },
  } } },
}`;

/** One vendor, which the owner may name. */
const gvl = `{
  gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 4, lastUpdated: '2025-01-01T00:00:00Z',
  purposes: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [i + 1, { id: i + 1, name: 'p', description: 'd', illustrations: [] }])),
  specialPurposes: {}, features: {}, specialFeatures: {}, stacks: {}, dataCategories: {},
  vendors: { 7: { id: 7, name: 'v', purposes: [1, 3, 4, 7, 8, 9], legIntPurposes: [], flexiblePurposes: [], specialPurposes: [], features: [], specialFeatures: [], policyUrl: '', usesCookies: true, cookieMaxAgeSeconds: 1, cookieRefresh: false, usesNonCookieAccess: true } },
}`;

/** The IAB's own packages, started by `start`; `decide` takes purposes and vendors. */
const tcfBundle = `import stub from '@iabtcf/stub';
      import { CmpApi } from '@iabtcf/cmpapi';
      import { GVL, TCModel, TCString } from '@iabtcf/core';
      stub();
      const start = () => {
        const api = new CmpApi(10, 1, true);
        const gvl = new GVL(${gvl});
        const encode = (purposes, vendors) => { const model = new TCModel(gvl); model.cmpId = 10; model.cmpVersion = 1; model.purposeConsents.set(purposes); model.vendorConsents.set(vendors); return TCString.encode(model); };
        const stored = localStorage.getItem('tc');
        window.tcf = { api, decide(purposes, vendors = []) { const text = encode(purposes, vendors); localStorage.setItem('tc', text); api.update(text, false); }, open() { api.update(encode([], []), true); } };
        setTimeout(() => stored ? api.update(stored, false) : tcf.open());
      };`;

const tcfLibrary = {
  source: 'tcf',
  packages: ['@iabtcf/stub', '@iabtcf/cmpapi', '@iabtcf/core'],
  bundle: `${tcfBundle} start();`,
  scripts: [{ src: '/manager.js' }],
  isReady: `return !!window.tcf`,
  grant: `tcf.decide([1, 3, 4, 7, 8, 9])`,
  refuse: `tcf.decide([])`,
  withdraw: `tcf.open(); tcf.decide([])`,
  partial: `tcf.decide([1, 8, 9])`,
} satisfies Omit<RealManager, 'title'>;

/** The library takes the stub's place once somebody listens there. */
const tcfBehindStub = `${tcfBundle}
      const stubbed = window.__tcfapi;
      window.__tcfapi = (...call) => { if (call[0] === 'addEventListener') setTimeout(start); return stubbed(...call); };`;

export const realManagers: readonly RealManager[] = [
  {
    title: 'Klaro',
    source: 'klaro',
    packages: ['klaro'],
    served: ['klaro'],
    scripts: [
      {
        text: `window.klaroConfig = {
          default: true,
          services: ${JSON.stringify(services('x').map(({ name }) => ({ name, purposes: ['analytics'] })))},
          translations: { en: { purposes: { analytics: 'Analytics' } } },
        };`,
      },
      { src: '/packages/klaro/dist/klaro-no-css.js' },
    ],
    isReady: `return !!document.querySelector('.klaro')`,
    grant: `document.querySelector('.cm-btn-success').click()`,
    refuse: `document.querySelector('.cm-btn-danger, .cn-decline').click()`,
    withdraw: `const manager = klaro.getManager(); manager.changeAll(false); manager.saveAndApplyConsents()`,
    partial: `const manager = klaro.getManager(); manager.updateConsent('etappe', true); manager.updateConsent('etappe-marketing', false); manager.saveAndApplyConsents()`,
  },
  {
    title: 'vanilla-cookieconsent as a classic script',
    source: 'vanilla-cookieconsent',
    packages: ['vanilla-cookieconsent'],
    served: ['vanilla-cookieconsent'],
    scripts: [
      { src: '/packages/vanilla-cookieconsent/dist/cookieconsent.umd.js' },
      { text: `CookieConsent.run(${vanillaConfig});` },
    ],
    isReady: `return !!document.querySelector('#cc-main') || !!document.cookie`,
    grant: `CookieConsent.acceptCategory('all')`,
    refuse: `CookieConsent.acceptCategory([])`,
    withdraw: `CookieConsent.acceptCategory([])`,
    partial: `CookieConsent.acceptCategory(['analytics'])`,
  },
  {
    title: 'vanilla-cookieconsent as a module',
    source: 'vanilla-cookieconsent',
    packages: ['vanilla-cookieconsent'],
    served: ['vanilla-cookieconsent'],
    scripts: [
      {
        type: 'module',
        text: `import * as library from '/packages/vanilla-cookieconsent/dist/cookieconsent.esm.js';
          window.accept = library.acceptCategory; library.run(${vanillaConfig});`,
      },
    ],
    isReady: `return !!window.accept && (!!document.querySelector('#cc-main') || !!document.cookie)`,
    grant: `accept('all')`,
    refuse: `accept([])`,
    withdraw: `accept([])`,
    partial: `accept(['analytics'])`,
  },
  {
    title: "Osano's open-source banner",
    source: 'osano',
    packages: ['cookieconsent'],
    served: ['cookieconsent'],
    scripts: [
      { src: '/packages/cookieconsent/build/cookieconsent.min.js' },
      {
        text: `addEventListener('DOMContentLoaded', () => start()); if (document.readyState !== 'loading') setTimeout(() => start());
          function start() { if (!window.popup) cookieconsent.initialise({ type: 'opt-in', cookie: { domain: '' }, revokable: true }, (popup) => { window.popup = popup; }); }`,
      },
    ],
    isReady: `return !!window.popup`,
    grant: `document.querySelector('.cc-allow').click()`,
    refuse: `document.querySelector('.cc-deny').click()`,
    withdraw: `popup.revokeChoice(); document.querySelector('.cc-deny').click()`,
    isWithdrawalLate: true,
  },
  {
    title: 'tarteaucitron',
    source: 'tarteaucitron',
    packages: ['tarteaucitronjs'],
    served: ['tarteaucitronjs'],
    scripts: [
      { src: '/packages/tarteaucitronjs/tarteaucitron.js' },
      {
        text: `tarteaucitron.init({ hashtag: '#tac', cookieName: 'tarteaucitron', orientation: 'middle', showAlertSmall: false, cookieslist: false, highPrivacy: true, AcceptAllCta: true, DenyAllCta: true, handleBrowserDNTRequest: false, removeCredit: true, useExternalCss: true, serviceDefaultState: 'wait', googleConsentMode: false, bingConsentMode: false });
          for (const [key, type] of [['etappe', 'analytic'], ['etappe-marketing', 'ads']]) {
            tarteaucitron.services[key] = { key, type, name: key, uri: '/', needConsent: true, cookies: [], js() {}, fallback() {} };
            (tarteaucitron.job = tarteaucitron.job || []).push(key);
          }`,
      },
    ],
    isReady: `return !!document.querySelector('#tarteaucitronRoot') && typeof tarteaucitron.userInterface.respondAll === 'function' && !!document.getElementById('etappeAllowed')`,
    grant: `tarteaucitron.userInterface.respondAll(true)`,
    refuse: `tarteaucitron.userInterface.respondAll(false)`,
    withdraw: `tarteaucitron.userInterface.respondAll(false)`,
    partial: `tarteaucitron.userInterface.respond(document.getElementById('etappeAllowed'), true); tarteaucitron.userInterface.respond(document.getElementById('etappe-marketingDenied'), false)`,
  },
  {
    title: 'c15t',
    source: 'c15t',
    packages: ['c15t'],
    bundle: `import { getOrCreateConsentRuntime } from 'c15t';
      window.runtime = getOrCreateConsentRuntime({ mode: 'offline', consentCategories: ['necessary', 'measurement', 'marketing'], reloadOnConsentRevoked: false });`,
    scripts: [{ src: '/manager.js' }],
    isReady: `return !!window.c15tStore && !c15tStore.getState().isLoadingConsentInfo`,
    grant: `c15tStore.getState().saveConsents('all')`,
    refuse: `c15tStore.getState().saveConsents('necessary')`,
    // Its own listeners hear of it in this order, ours before this one.
    withdraw: `return new Promise((resolve) => {
      c15tStore.subscribe((state) => { if (!state.has('measurement')) resolve([...states]); });
      c15tStore.getState().saveConsents('necessary');
    })`,
    partial: `const state = c15tStore.getState(); state.setSelectedConsent('measurement', true); state.setSelectedConsent('marketing', false); state.saveConsents('custom')`,
  },
  {
    title: "the IAB's TCF library",
    ...tcfLibrary,
  },
  {
    title: "the IAB's TCF library behind its stub",
    ...tcfLibrary,
    bundle: tcfBehindStub,
  },
  {
    title: "the IAB's TCF library, with a vendor that the owner names",
    ...tcfLibrary,
    attributes: 'data-tcf-vendor="7"',
    grant: `tcf.decide([1, 3, 4, 7, 8, 9], [7])`,
    // All purposes, and not the vendor.
    refuse: `tcf.decide([1, 3, 4, 7, 8, 9], [])`,
    withdraw: `tcf.open(); tcf.decide([1, 3, 4, 7, 8, 9], [])`,
    partial: `tcf.decide([1, 8, 9], [7])`,
  },
  {
    title: "the IAB's GPP library",
    source: 'gpp',
    packages: ['@iabgpp/cmpapi'],
    bundle: `import { CmpApi, CmpStatus, SignalStatus } from '@iabgpp/cmpapi';
      const api = new CmpApi(1, 1);
      api.setApplicableSections([7]);
      api.setCmpStatus('loaded');
      window.gpp = { api, decide(value) {
        api.setSignalStatus('not ready');
        for (const name of ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut']) api.setFieldValueBySectionId(7, name, value);
        localStorage.setItem('gpp', value);
        api.fireSectionChange('usnat');
        api.setSignalStatus('ready');
      } };
      if (localStorage.getItem('gpp')) gpp.decide(+localStorage.getItem('gpp'));`,
    scripts: [{ src: '/manager.js' }],
    isReady: `return !!window.gpp`,
    grant: `gpp.decide(2)`,
    refuse: `gpp.decide(1)`,
    withdraw: `gpp.decide(1)`,
    onlyDenies: true,
  },
];

const require = createRequire(import.meta.url);

/** Where a package lies, also one whose `exports` hide its package.json. */
export const findPackage = (name: string): string | undefined =>
  (require.resolve.paths(name) ?? []).map((path) => join(path, name)).find((path) => existsSync(path));

export const missingPackages = ({ packages }: RealManager): readonly string[] =>
  packages.filter((name) => !findPackage(name));

/** The bundle of a manager that has no build for script tags. */
export const bundleManager = async ({ bundle = '', packages }: RealManager): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: bundle, resolveDir: dirname(findPackage(packages[0] as string) as string) },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'error',
  });
  return outputFiles?.[0]?.text ?? '';
};
