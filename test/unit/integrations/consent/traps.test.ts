// What looks like a consent and is none, manager by manager. Undecided is never reported.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consentManagers } from '../../../../src/integrations/consent/index.ts';
import { tcf } from '../../../../src/integrations/consent/tcf.ts';
import { createFakePage, type FakePage } from '../../../helpers/consent-fakes/index.ts';
import { type Recorder, record, toShort } from '../../../helpers/consent-fakes/recorder.ts';
import { installWpConsentApi } from '../../../helpers/consent-fakes/wordpress.ts';

let page: FakePage;
let recorder: Recorder | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  page = createFakePage();
});

afterEach(() => {
  recorder?.stop();
  recorder = undefined;
  document.documentElement.className = '';
  page.clear();
  vi.useRealTimers();
});

const watch = async (globals: Record<string, unknown> = {}) => {
  Object.assign(page.globals, globals);
  recorder = record(consentManagers());
  await vi.advanceTimersByTimeAsync(1);
  return recorder.decisions;
};

const settle = async () => {
  await vi.advanceTimersByTimeAsync(1);
  return recorder?.decisions.map(toShort);
};

/** TCF's data for everybody who listens, as often as it is called. */
const installTcf = (data: Record<string, unknown>) => {
  let call: ((data: object, isSuccess: boolean) => void) | undefined;
  page.globals.__tcfapi = (command: string, _: number, callback: typeof call) => {
    if (command !== 'addEventListener') return;
    call = callback;
    call?.({ listenerId: 1, ...data }, true);
  };
  return (next: Record<string, unknown>) => call?.({ listenerId: 1, ...next }, true);
};

const allPurposes = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [index + 1, true]));

describe('no consent of Shopify', () => {
  const privacy = (choice: string, isAllowed = true) => ({
    Shopify: {
      customerPrivacy: {
        currentVisitorConsent: () => ({ analytics: choice, marketing: choice }),
        analyticsProcessingAllowed: () => isAllowed,
        marketingAllowed: () => isAllowed,
      },
    },
  });

  it('is being allowed where nobody has chosen', async () => {
    expect(await watch(privacy(''))).toEqual([]);
  });

  it('is a choice that settings or region do not allow', async () => {
    expect(toShort((await watch(privacy('yes', false)))[0] ?? {})).toBe('A-M-');
  });

  it('is a refusal that settings would allow', async () => {
    expect(toShort((await watch(privacy('no')))[0] ?? {})).toBe('A-M-');
  });
});

describe('no consent of Shopware', () => {
  it('is a cookie of ours before the banner was answered, nor one with another value', async () => {
    page.setCookie('etappe', '1');
    expect(await watch({ useDefaultCookieConsent: true })).toEqual([]);
    page.setCookie('cookie-preference', '1');
    page.setCookie('etappe', '0');
    page.fire('document', 'CookieConfiguration_Update', { etappe: true });
    expect(recorder?.decisions.map(toShort)).toEqual(['A-M-']);
  });

  it('is read where the shop uses another manager', async () => {
    page.setCookie('cookie-preference', '1');
    page.setCookie('etappe', '1');
    expect(await watch({ useDefaultCookieConsent: false })).toEqual([]);
  });
});

describe('no consent of JTL-Shop', () => {
  it('is a refusal for a visitor who has not decided: its settings say false then', async () => {
    expect(await watch({ CM: { getSettings: () => false, _getLocalData: () => null } })).toEqual([]);
  });

  it('is a permission for one time, which it announces and does not keep', async () => {
    const settings = { etappe: false, 'etappe-marketing': false };
    await watch({ CM: { getSettings: () => false, _getLocalData: () => ({ settings }) } });
    page.fire('document', 'consent.updated', { ...settings, etappe: true });
    expect(await settle()).toEqual(['A-M-']);
  });
});

describe('no consent of Klaro', () => {
  it('is a default, nor a toggle that is not saved', async () => {
    const services = { etappe: true, 'etappe-marketing': true };
    let update = () => {};
    const manager = {
      confirmed: false,
      consents: services,
      savedConsents: services,
      watch: (watcher: { update(): void }) => {
        update = () => watcher.update();
      },
      unwatch() {},
    };
    expect(await watch({ klaro: { getManager: () => manager } })).toEqual([]);
    update();
    expect(await settle()).toEqual([]);
  });

  it('is left when its choice is reset', async () => {
    let update = () => {};
    const manager = {
      confirmed: true,
      savedConsents: { etappe: true, 'etappe-marketing': true },
      watch: (watcher: { update(): void }) => {
        update = () => watcher.update();
      },
      unwatch() {},
    };
    await watch({ klaro: { getManager: () => manager } });
    manager.confirmed = false;
    update();
    expect(recorder?.decisions.map(toShort)).toEqual(['A+M+', 'A-M-']);
  });

  it('comes from a library that has no configuration yet, which throws', async () => {
    const getManager = () => {
      throw new TypeError("Cannot read properties of undefined (reading 'storageName')");
    };
    expect(await watch({ klaro: { getManager } })).toEqual([]);
  });

  it('is for a service that it does not know', async () => {
    const manager = { confirmed: true, savedConsents: { matomo: true }, watch() {}, unwatch() {} };
    expect(await watch({ klaro: { getManager: () => manager } })).toEqual([]);
  });
});

describe('no consent of vanilla-cookieconsent', () => {
  it('is a stored choice whose revision is outdated, which shows as an open banner', async () => {
    page.setCookie('cc_cookie', JSON.stringify({ categories: ['analytics', 'marketing'], revision: 1 }));
    document.documentElement.classList.add('show--consent');
    expect(await watch({ _ccRun: true })).toEqual([]);
  });

  it('is what its library no longer holds valid', async () => {
    page.setCookie('cc_cookie', JSON.stringify({ categories: ['analytics'], revision: 1 }));
    const library = { validConsent: () => false, getCookie: () => ({ categories: ['analytics'] }) };
    expect(await watch({ _ccRun: true, CookieConsent: library })).toEqual([]);
  });

  it('is taken back silently by a reset: the next click shows it', async () => {
    let isValid = true;
    const library = { validConsent: () => isValid, getCookie: () => ({ categories: ['analytics', 'marketing'] }) };
    await watch({ _ccRun: true, CookieConsent: library });
    isValid = false;
    document.body.click();
    expect(await settle()).toEqual(['A+M+', 'A-M-']);
  });
});

describe('no consent of Osano', () => {
  it('is a banner that was closed, although the library says that it has consent', async () => {
    const utils = { getCookie: () => 'dismiss' };
    const [decision] = await watch({ cookieconsent: { initialise() {}, utils, hasConsented: () => true } });
    expect(toShort(decision ?? {})).toBe('A-M-');
  });
});

describe('no consent of Cookiebot', () => {
  const toCookiebot = (more: object) => ({
    hasResponse: true,
    consent: { statistics: true, marketing: true, ...more },
  });

  it.each([
    { title: 'implied by scrolling on', cookiebot: toCookiebot({ method: 'implied' }) },
    { title: 'without a method', cookiebot: toCookiebot({ method: null }) },
    { title: 'a default', cookiebot: { ...toCookiebot({ method: 'explicit' }), hasResponse: false } },
    { title: 'an object that has no answers yet', cookiebot: { hasResponse: true } },
  ])('is $title', async ({ cookiebot }) => {
    expect(await watch({ Cookiebot: cookiebot, CookieConsent: cookiebot })).toEqual([]);
  });
});

describe('no consent of OneTrust', () => {
  const groups = { OnetrustActiveGroups: ',C0001,C0002,C0004,' };

  it.each([
    { title: 'a group that is active before the banner is closed', OneTrust: { IsAlertBoxClosed: () => false } },
    { title: 'anything while its object only knows the country', OneTrust: { geolocationResponse: {} } },
  ])('is $title', async ({ OneTrust }) => {
    expect(await watch({ ...groups, OneTrust })).toEqual([]);
  });

  it('is read from the list under its former name, beside an interface that asks nobody', async () => {
    const OneTrust = { IsAlertBoxClosed: () => true };
    expect(await watch({ OneTrust, OptanonActiveGroups: groups.OnetrustActiveGroups })).toEqual([]);
  });

  it('is a group whose id begins like ours', async () => {
    const [decision] = await watch({
      OnetrustActiveGroups: ',C0001,C00021,SC0004,',
      OneTrust: { IsAlertBoxClosed: () => true },
    });
    expect(toShort(decision ?? {})).toBe('A-M-');
  });
});

describe('no consent of Usercentrics', () => {
  const toService = (type: string) => ({
    id: 'a',
    name: 'etappe',
    consent: { status: true, history: [{ action: 'onNonEURegion', type }] },
  });

  it('is an implicit one, of version 2', async () => {
    expect(await watch({ UC_UI: { getServicesBaseInfo: () => [toService('implicit')] } })).toEqual([]);
  });

  it('is an implicit one, of version 3, nor one for another service', async () => {
    const services = {
      a: { name: 'etappe', consent: { given: true, type: 'IMPLICIT' } },
      b: { name: 'etappe 2', consent: { given: true, type: 'EXPLICIT' } },
    };
    expect(await watch({ __ucCmp: { getConsentDetails: async () => ({ services }) } })).toEqual([]);
  });

  it('is that of version 3 until it has answered, and while it cannot', async () => {
    const rejections = vi.fn();
    window.addEventListener('unhandledrejection', rejections);
    const getConsentDetails = () => Promise.reject(new Error('not ready'));
    expect(await watch({ __ucCmp: { getConsentDetails } })).toEqual([]);
    page.fire('window', 'UC_UI_INITIALIZED');
    expect(await settle()).toEqual([]);
    expect(rejections).not.toHaveBeenCalled();
    window.removeEventListener('unhandledrejection', rejections);
  });
});

describe('no consent of CookieYes', () => {
  it('is a category that the law of California switches on by default', async () => {
    const state = {
      activeLaw: 'ccpa',
      isUserActionCompleted: false,
      categories: { analytics: true, advertisement: true },
    };
    expect(await watch({ getCkyConsent: () => state })).toEqual([]);
  });
});

describe('no consent of consentmanager', () => {
  it('is what another vendor answers under the same name', async () => {
    expect(await watch({ __cmp: () => undefined })).toEqual([]);
  });

  it('is a consent by region, without a choice', async () => {
    const data = {
      consentExists: true,
      userChoiceExists: false,
      vendorConsents: { s1: true },
      vendorsList: [{ id: 's1', name: 'etappe' }],
    };
    expect(await watch({ __cmp: () => data })).toEqual([]);
  });
});

describe('no consent of Didomi', () => {
  const status = { purposes: {}, vendors: { etappe: { enabled: true }, 'etappe-marketing': { enabled: true } } };
  const toDidomi = (isRequired: boolean, isPartial: boolean) => ({
    Didomi: {
      isConsentRequired: () => isRequired,
      isUserStatusPartial: () => isPartial,
      getCurrentUserStatus: () => status,
    },
  });

  it('is a status where none is required, nor a partial one', async () => {
    expect(await watch(toDidomi(false, false))).toEqual([]);
    recorder?.stop();
    expect(await watch(toDidomi(true, true))).toEqual([]);
  });
});

describe('no consent of Sourcepoint', () => {
  it('is a grant for a visitor who is new', async () => {
    const grants = { etappe: { vendorGrant: true } };
    const tcData = { listenerId: 1, eventStatus: 'tcloaded', gdprApplies: true, purpose: { consents: allPurposes } };
    const tcf = (command: string, _: number, callback: (data: object, isSuccess: boolean) => void) =>
      callback(command === 'addEventListener' ? tcData : { newUser: true, grants }, true);
    expect(await watch({ _sp_: {}, __tcfapi: tcf })).toEqual([]);
  });
});

describe('no consent of iubenda', () => {
  const toIubenda = (isExpressed: boolean, consent: object) => ({
    _iub: { csConfiguration: {}, cs: { api: { isPreferenceExpressed: () => isExpressed }, consent } },
  });

  it('is one that is not needed', async () => {
    const iubenda = toIubenda(false, { purposes: { 4: true, 5: true } });
    expect(await watch(iubenda)).toEqual([]);
    const { callback } = iubenda._iub.csConfiguration as { callback: Record<string, (preference: null) => void> };
    callback.onPreferenceExpressedOrNotNeeded?.(null);
    expect(await settle()).toEqual([]);
  });

  it('is a yes to everything without purposes', async () => {
    expect(await watch(toIubenda(true, { consent: true }))).toEqual([]);
  });

  it('is mistaken between measurement, which is 4, and marketing, which is 5', async () => {
    const [decision] = await watch(toIubenda(true, { purposes: { 1: true, 4: true, 5: false } }));
    expect(toShort(decision ?? {})).toBe('A+M-');
  });

  it('goes missing for a callback that the owner had set', async () => {
    const theirs = vi.fn();
    const iubenda = toIubenda(false, {});
    Object.assign(iubenda._iub.csConfiguration, { callback: { onPreferenceExpressedOrNotNeeded: theirs } });
    await watch(iubenda);
    const { callback } = iubenda._iub.csConfiguration as { callback: Record<string, (preference: null) => void> };
    callback.onPreferenceExpressedOrNotNeeded?.(null);
    expect(theirs).toHaveBeenCalledWith(null);
    recorder?.stop();
    expect(callback.onPreferenceExpressedOrNotNeeded).toBe(theirs);
  });
});

describe('no consent of Borlabs', () => {
  it('is what its interface says without a cookie, nor an empty group', async () => {
    const BorlabsCookie = { Consents: { hasConsentForServiceGroup: () => true } };
    expect(await watch({ BorlabsCookie })).toEqual([]);
    page.setCookie('borlabs-cookie', JSON.stringify({ consents: { essential: ['borlabs-cookie'], statistics: [] } }));
    page.fire('document', 'borlabs-cookie-consent-saved');
    expect(await settle()).toEqual(['A-M-']);
  });
});

describe('no consent of Complianz', () => {
  const install = (cookies: Record<string, string>, more: object = {}) => ({
    complianz: { prefix: 'cmplz_', ...more },
    cmplz_get_cookie: (name: string) => cookies[name] ?? '',
    cmplz_has_consent: () => true,
  });

  it('is a yes for bots and for regions where opting out is the rule', async () => {
    expect(await watch(install({}))).toEqual([]);
  });

  it('is what it allows by itself where it asks nobody', async () => {
    expect(await watch(install({ statistics: 'allow', marketing: 'allow' }))).toEqual([]);
  });

  it('is a statistics category that the owner forces, even when the rest was answered', async () => {
    const cookies = { statistics: 'allow', marketing: 'deny', 'banner-status': 'dismissed' };
    const [decision] = await watch(install(cookies, { forceEnableStats: '1' }));
    expect(toShort(decision ?? {})).toBe('A?M-');
  });

  it('is lost when the visitor opens the banner once more', async () => {
    const cookies = { statistics: 'allow', marketing: 'allow', 'banner-status': 'dismissed' };
    await watch(install(cookies));
    cookies['banner-status'] = 'show';
    page.fire('document', 'cmplz_fire_categories');
    expect(await settle()).toEqual(['A+M+']);
  });
});

describe('no consent of Real Cookie Banner', () => {
  const unknown = () => ({ cookie: null, consentGiven: true, cookieOptIn: true });

  it.each([
    { title: 'a service that it does not know, which looks opted in', api: { wrapFn() {}, consentSync: unknown } },
    {
      title: 'what its stub says',
      api: { consentSync: () => ({ cookie: {}, consentGiven: true, cookieOptIn: true }) },
    },
    {
      title: 'an opt-in before a decision',
      api: { wrapFn() {}, consentSync: () => ({ cookie: {}, consentGiven: false, cookieOptIn: true }) },
    },
  ])('is $title', async ({ api }) => {
    expect(await watch({ consentApi: api })).toEqual([]);
  });
});

describe('no consent of the WP Consent API', () => {
  it('is its yes to everything without a consent type', async () => {
    installWpConsentApi(page);
    expect((page.globals.wp_has_consent as (category: string) => boolean)('statistics')).toBe(true);
    expect(await watch()).toEqual([]);
  });

  it('is its yes where opting out is the rule', async () => {
    installWpConsentApi(page);
    page.globals.wp_consent_type = 'optout';
    expect((page.globals.wp_has_consent as (category: string) => boolean)('statistics')).toBe(true);
    expect(await watch()).toEqual([]);
  });

  it('is statistics without a name, which Complianz allows on a refusal too', async () => {
    installWpConsentApi(page);
    page.globals.wp_consent_type = 'optin';
    page.setCookie('wp_consent_statistics-anonymous', 'allow');
    page.setCookie('wp_consent_statistics', 'deny');
    expect((await watch()).map(toShort)).toEqual(['A-M?']);
  });
});

describe('no consent of TCF', () => {
  it.each([
    {
      title: 'an open dialog',
      data: { gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: allPurposes } },
    },
    {
      title: 'a visitor outside of the GDPR, whatever status is left over',
      data: { gdprApplies: false, eventStatus: 'useractioncomplete', purpose: { consents: allPurposes } },
    },
    {
      title: 'a manager that is still finding out',
      data: { gdprApplies: undefined, eventStatus: 'tcloaded', purpose: { consents: allPurposes } },
    },
    { title: 'a manager that is still loading', data: { gdprApplies: true, purpose: { consents: {} } } },
  ])('is $title', async ({ data }) => {
    installTcf(data);
    expect(await watch()).toEqual([]);
  });

  it('is a purpose less than what is needed, nor a legitimate interest', async () => {
    const { 8: _, 7: __, ...consents } = allPurposes;
    const purpose = { consents, legitimateInterests: allPurposes };
    installTcf({ gdprApplies: true, eventStatus: 'tcloaded', purpose });
    expect((await watch()).map(toShort)).toEqual(['A-M-']);
  });

  it('is taken away by a dialog that is opened again', async () => {
    const tell = installTcf({ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: allPurposes } });
    await watch();
    tell({ gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: {} } });
    expect(await settle()).toEqual(['A+M+']);
    tell({ gdprApplies: true, eventStatus: 'useractioncomplete', purpose: { consents: {} } });
    expect(recorder?.decisions.map(toShort)).toEqual(['A+M+', 'A-M-']);
  });

  it('stays when it turns out that the GDPR does not apply', async () => {
    const tell = installTcf({ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: allPurposes } });
    await watch();
    tell({ gdprApplies: false, eventStatus: 'tcloaded' });
    expect(recorder?.decisions.map(toShort)).toEqual(['A+M+', 'A-M-']);
  });

  it('is storage that nobody was asked about, where purpose 1 has a law of its own', async () => {
    const { 1: _, ...consents } = allPurposes;
    installTcf({ gdprApplies: true, purposeOneTreatment: true, eventStatus: 'tcloaded', purpose: { consents } });
    expect((await watch()).map(toShort)).toEqual(['A-M-']);
  });

  it('comes from a manager that answers with an error', async () => {
    page.globals.__tcfapi = (_: string, __: number, callback: (data: null, isSuccess: boolean) => void) =>
      callback(null, false);
    expect(await watch()).toEqual([]);
  });
});

describe('a vendor that the owner names for TCF', () => {
  const toData = (vendor: unknown) => ({
    gdprApplies: true,
    eventStatus: 'tcloaded',
    purpose: { consents: allPurposes },
    vendor,
  });
  const watchVendor = async (vendor: number | string, data: Record<string, unknown>) => {
    const tell = installTcf(data);
    const all: string[][] = [];
    for (const integration of [consentManagers({ tcfVendor: vendor }), tcf({ vendor })]) {
      recorder = record(integration);
      await vi.advanceTimersByTimeAsync(1);
      all.push(recorder.decisions.map(toShort));
      recorder.stop();
    }
    expect(all[0]).toEqual(all[1]);
    return { tell, decisions: all[0] };
  };

  it.each([
    { title: 'its consent', vendor: 755, consents: { 755: true }, expected: ['A+M+'] },
    { title: 'its consent, named in an attribute', vendor: '755', consents: { 755: true }, expected: ['A+M+'] },
    { title: 'its refusal', vendor: 755, consents: { 755: false, 7: true }, expected: ['A-M-'] },
    { title: "no vendor's consent", vendor: 755, consents: {}, expected: ['A-M-'] },
    { title: 'an attribute that says nothing', vendor: '', consents: { 755: true }, expected: ['A-M-'] },
    { title: 'a name instead of an id', vendor: 'etappe', consents: { 755: true }, expected: ['A-M-'] },
    { title: 'a number that no vendor has', vendor: 0, consents: { 755: true }, expected: ['A-M-'] },
    { title: 'a prototype key', vendor: 'constructor', consents: { 755: true }, expected: ['A-M-'] },
  ])('makes $expected of all purposes and $title', async ({ vendor, consents, expected }) => {
    expect((await watchVendor(vendor, toData({ consents }))).decisions).toEqual(expected);
  });

  it('leaves everything undecided where the manager says nothing of vendors', async () => {
    expect((await watchVendor(755, toData(undefined))).decisions).toEqual([]);
  });

  it('grants no purpose that was refused', async () => {
    const data = toData({ consents: { 755: true } });
    expect((await watchVendor(755, { ...data, purpose: { consents: { 1: true } } })).decisions).toEqual(['A-M-']);
  });

  it('takes the grant with it', async () => {
    const tell = installTcf(toData({ consents: { 755: true } }));
    recorder = record(tcf({ vendor: 755 }));
    tell(toData({ consents: {} }));
    expect(recorder.decisions.map(toShort)).toEqual(['A+M+', 'A-M-']);
  });
});

describe('a GPP signal', () => {
  const install = (pingData: object) => {
    page.globals.__gpp = (command: string, callback: (event: object) => void) => {
      if (command === 'addEventListener') callback({ eventName: 'listenerRegistered', listenerId: 1, pingData });
    };
  };
  const usnat = {
    Version: 1,
    SaleOptOut: 2,
    SharingOptOut: 0,
    TargetedAdvertisingOptOut: 2,
    SaleOptOutNotice: 1,
    Gpc: false,
  };

  it.each([
    { title: 'an opt-out of sale', sections: { usnat: { ...usnat, SaleOptOut: 1 } } },
    {
      title: 'an opt-out of targeted advertising, in segments',
      sections: { usca: [usnat, { TargetedAdvertisingOptOut: 1 }] },
    },
    { title: 'Global Privacy Control', sections: { usnat: [{ ...usnat }, { SubsectionType: 1, Gpc: true }] } },
    { title: 'an opt-out of the older section', sections: { uspv1: { Version: 1, Notice: 'Y', OptOutSale: 'Y' } } },
  ])('denies for $title', async ({ sections }) => {
    install({ signalStatus: 'ready', applicableSections: [7], parsedSections: sections });
    expect((await watch()).map(toShort)).toEqual(['A-M-']);
  });

  it.each([
    { title: 'no opt-out', signalStatus: 'ready', sections: { usnat } },
    { title: 'one that is not ready', signalStatus: 'not ready', sections: { usnat: { ...usnat, SaleOptOut: 1 } } },
    { title: 'a European section', signalStatus: 'ready', sections: { tcfeuv2: [{ PurposeConsents: [1, 2, 3] }] } },
  ])('says nothing for $title', async ({ signalStatus, sections }) => {
    install({ signalStatus, applicableSections: [7], parsedSections: sections });
    expect(await watch()).toEqual([]);
  });
});

describe('no consent of Google Consent Mode', () => {
  const granted = { analytics_storage: 'granted', ad_storage: 'granted', ad_user_data: 'granted' };

  it.each([
    { title: 'a default', entry: ['consent', 'default', granted] },
    { title: 'a default for a region', entry: ['consent', 'default', { ...granted, region: ['US'] }] },
    { title: 'another command', entry: ['config', 'update', granted] },
    { title: 'an event of the same name', entry: { event: 'consent', ...granted } },
    { title: 'nothing', entry: undefined },
  ])('is $title', async ({ entry }) => {
    expect(await watch({ dataLayer: [entry] })).toEqual([]);
  });

  it('is advertising without the consent for user data', async () => {
    const update = ['consent', 'update', { analytics_storage: 'granted', ad_storage: 'granted' }];
    expect((await watch({ dataLayer: [update] })).map(toShort)).toEqual(['A+M-']);
  });

  it('is forgotten when Tag Manager trims its layer, or when an update names other keys', async () => {
    const dataLayer: unknown[] = [['consent', 'update', granted]];
    await watch({ dataLayer });
    dataLayer.splice(0);
    dataLayer.push(['consent', 'update', { functionality_storage: 'denied' }]);
    document.body.click();
    expect(await settle()).toEqual(['A+M+']);
    dataLayer.push(['consent', 'update', { analytics_storage: 'denied' }]);
    expect(recorder?.decisions.map(toShort)).toEqual(['A+M+', 'A-M+']);
  });

  it('is overheard in a layer that replaces the first one', async () => {
    await watch({ dataLayer: [['consent', 'update', granted]] });
    const dataLayer: unknown[] = [];
    page.globals.dataLayer = dataLayer;
    document.body.click();
    await settle();
    dataLayer.push(['consent', 'update', { analytics_storage: 'denied' }]);
    expect(recorder?.decisions.map(toShort).at(-1)).toMatch(/^A-/);
  });

  it('is a reason to break a push that somebody has wrapped after us', async () => {
    const dataLayer: unknown[] = [];
    await watch({ dataLayer });
    const ours = dataLayer.push;
    const theirs = vi.fn((...entries: unknown[]) => ours.apply(dataLayer, entries));
    dataLayer.push = theirs;
    recorder?.stop();
    expect(dataLayer.push).toBe(theirs);
    expect(dataLayer.push(['consent', 'update', granted], 'more')).toBe(2);
    expect(recorder?.decisions).toEqual([]);
  });
});

describe('no consent of Axeptio', () => {
  it('is for a vendor with another slug', async () => {
    const _axcb = {
      push: (call: (sdk: object) => void) =>
        call({ on: (_: string, listener: (choices: object) => void) => listener({ Etappe: true }) }),
    };
    expect(await watch({ axeptioSettings: {}, _axcb })).toEqual([]);
  });
});

describe('no consent of c15t', () => {
  it('is what it allows without having asked', async () => {
    const state = { hasConsented: () => false, consents: { measurement: true, marketing: true }, consentInfo: null };
    expect(await watch({ c15tStore: { getState: () => state, subscribe: () => () => {} } })).toEqual([]);
  });
});

describe('an element of the page', () => {
  it('holds back no other source because of its id', async () => {
    const dataLayer = [['consent', 'update', { analytics_storage: 'granted' }]];
    const decisions = await watch({ cookieconsent: document.createElement('div'), dataLayer });
    expect(decisions.map(toShort)).toEqual(['A+M-']);
  });

  it('is no manager because of its id, and harms nothing', async () => {
    const errors = vi.fn();
    window.addEventListener('error', errors);
    const element = document.createElement('div');
    expect(await watch({ cookieconsent: element, klaro: element, CM: element, CCM: element })).toEqual([]);
    expect(errors).not.toHaveBeenCalled();
    window.removeEventListener('error', errors);
  });
});
