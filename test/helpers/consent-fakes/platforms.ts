// Fakes of the consent managers that shop platforms bring along.
import { broken, type Decision, type FakeTraits } from './fake.ts';

const yesOrNo = (answer: boolean) => (answer ? 'yes' : 'no');

/** Shopify Customer Privacy: loaded on demand; its `…Allowed` say yes where nobody has chosen and the region allows it. */
export const shopifyFake: FakeTraits = {
  name: 'shopify',
  create({ globals, fire }) {
    let choice = { analytics: '', marketing: '', preferences: '', sale_of_data: '' };
    const choose = ({ analytics, marketing }: Decision) => {
      choice = { ...choice, analytics: yesOrNo(analytics), marketing: yesOrNo(marketing) };
    };
    const customerPrivacy = {
      currentVisitorConsent: () => ({ ...choice }),
      analyticsProcessingAllowed: () => choice.analytics !== 'no',
      marketingAllowed: () => choice.marketing !== 'no',
    };
    const shop: Record<string, unknown> = {
      loadFeatures(features: { name: string }[], done: () => void) {
        if (features[0]?.name !== 'consent-tracking-api') return;
        shop.customerPrivacy = customerPrivacy;
        done();
      },
    };
    const announce = () =>
      fire('document', 'visitorConsentCollected', {
        analyticsAllowed: choice.analytics === 'yes',
        marketingAllowed: choice.marketing === 'yes',
      });
    return {
      load(stored) {
        if (stored) choose(stored);
        globals.Shopify = shop;
      },
      decide(decision) {
        choose(decision);
        announce();
      },
      repeat: announce,
      break() {
        customerPrivacy.currentVisitorConsent = broken;
        announce();
      },
    };
  },
};

/** Shopware 6: a granted service is a cookie, a refused one is none; the event names only what has changed. */
export const shopwareFake: FakeTraits = {
  name: 'shopware',
  create({ globals, fire, setCookie, cookie }) {
    const store = (decision: Decision) => {
      const changed: Record<string, boolean> = {};
      const services: [string, boolean][] = [
        ['etappe', decision.analytics],
        ['etappe-marketing', decision.marketing],
      ];
      for (const [name, isGranted] of services) {
        if ((cookie(name) === '1') === isGranted) continue;
        setCookie(name, isGranted ? '1' : undefined);
        changed[name] = isGranted;
      }
      setCookie('cookie-preference', '1');
      return changed;
    };
    return {
      load(stored) {
        if (stored) store(stored);
        globals.useDefaultCookieConsent = true;
      },
      decide: (decision) => fire('document', 'CookieConfiguration_Update', store(decision)),
      repeat: () => fire('document', 'CookieConfiguration_Update', {}),
      break() {
        // Another script breaks the encoding of a cookie of the same name.
        // biome-ignore lint/suspicious/noDocumentCookie: written as it must not be
        document.cookie = 'cookie-preference=%E0%A4%A; path=/';
        fire('document', 'CookieConfiguration_Update', {});
      },
    };
  },
};

/** JTL-Shop 5: `consent.ready` comes out of the constructor, before the global is set; `getSettings` has no third answer. */
export const jtlFake: FakeTraits = {
  name: 'jtl',
  create({ globals, fire }) {
    let data: { version: number; settings: Record<string, boolean> } | null = null;
    const store = ({ analytics, marketing }: Decision) => {
      data = { version: 1, settings: { etappe: analytics, 'etappe-marketing': marketing } };
    };
    const announce = () => fire('document', 'consent.updated', data?.settings);
    const manager = {
      getSettings: (key: string) => data?.settings[key] ?? false,
      _getLocalData: () => data,
    };
    return {
      load(stored) {
        if (stored) store(stored);
        fire('document', 'consent.ready', data?.settings ?? false);
        globals.CM = manager;
      },
      decide(decision) {
        store(decision);
        announce();
      },
      repeat: announce,
      break() {
        manager._getLocalData = broken;
        announce();
      },
    };
  },
};
