// The consent banner's settings, as Klaro's manual has them: nothing is on before somebody says so.
window.klaroConfig = {
  version: 1,
  default: false,
  mustConsent: false,
  acceptAll: true,
  hideDeclineAll: false,
  groupByPurpose: false,
  storageMethod: 'cookie',
  cookieName: 'klaro',
  cookieExpiresAfterDays: 180,
  styling: { theme: ['light', 'bottom', 'wide'] },
  translations: {
    de: {
      privacyPolicyUrl: '/de/datenschutz',
      consentNotice: {
        description:
          'Dürfen wir zählen, welche Wege durch den Shop führen? Das hilft uns, ihn besser zu machen. Ohne Ihr Ja geschieht nichts.',
      },
      purposes: { essential: 'Notwendig', analytics: 'Statistik', marketing: 'Marketing' },
    },
    en: {
      privacyPolicyUrl: '/en/privacy',
      consentNotice: {
        description:
          'May we count which ways lead through the shop? It helps us to make it better. Without your yes nothing happens.',
      },
      purposes: { essential: 'Essential', analytics: 'Statistics', marketing: 'Marketing' },
    },
  },
  services: [
    {
      name: 'cart',
      required: true,
      purposes: ['essential'],
      translations: {
        de: { title: 'Warenkorb', description: 'Merkt sich, was in Ihrem Warenkorb liegt.' },
        en: { title: 'Cart', description: 'Remembers what is in your cart.' },
      },
    },
    {
      name: 'etappe',
      purposes: ['analytics'],
      translations: {
        de: { title: 'etappe Statistik', description: 'Zählt, woher Besuche kommen und wie weit der Einkauf geht.' },
        en: { title: 'etappe statistics', description: 'Counts where visits come from and how far the purchase gets.' },
      },
    },
    {
      name: 'etappe-marketing',
      purposes: ['marketing'],
      translations: {
        de: { title: 'etappe Marketing', description: 'Verbindet Besuche mit der Anzeige, die Sie angeklickt haben.' },
        en: { title: 'etappe marketing', description: 'Links visits to the advertisement that you followed.' },
      },
    },
  ],
};
