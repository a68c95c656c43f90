// How Nuxt builds this shop.
export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  telemetry: false,
  devtools: { enabled: false },
  sourcemap: false,
  css: ['~/style.css'],
  app: {
    head: {
      htmlAttrs: { lang: 'en' },
      titleTemplate: '%s – Feldweg',
      link: [{ rel: 'icon', href: 'data:,' }],
    },
  },
  // ETAPPE_ENDPOINT is the collector's address, at build time.
  vite: { envPrefix: ['VITE_', 'ETAPPE_'] },
});
