// How Astro builds and serves this shop.
import { defineConfig, envField } from 'astro/config';

// Astro asks for it when a command begins, after this file was read.
process.env.ASTRO_TELEMETRY_DISABLED = '1';

export default defineConfig({
  env: {
    schema: {
      // The collector's address, at build time. The default is the one of `npm run demo`.
      ETAPPE_ENDPOINT: envField.string({ context: 'client', access: 'public', default: 'http://127.0.0.1:4600/e' }),
    },
  },
  server: { port: Number(process.env.PORT ?? 4321) },
  devToolbar: { enabled: false },
});
