// ETAPPE_ENDPOINT is the collector's address, known at build time; PORT is where the shop is served.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const address = { port: Number(process.env.PORT ?? 4711), strictPort: true };

export default defineConfig({
  envPrefix: 'ETAPPE_',
  plugins: [react()],
  server: address,
  preview: address,
});
