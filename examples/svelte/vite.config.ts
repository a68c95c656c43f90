// ETAPPE_ENDPOINT is the collector's address, known at build time; PORT is where the shop is served.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const address = { port: Number(process.env.PORT ?? 4713), strictPort: true };

export default defineConfig({
  envPrefix: 'ETAPPE_',
  plugins: [svelte()],
  server: address,
  preview: address,
});
