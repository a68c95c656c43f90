// ETAPPE_ENDPOINT is the collector's address, known at build time; PORT is where the shop is served.
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const address = { port: Number(process.env.PORT ?? 4712), strictPort: true };

export default defineConfig({
  envPrefix: 'ETAPPE_',
  plugins: [vue()],
  server: address,
  preview: address,
});
