// The one tracker of this shop.
import { createTracker } from 'etappe';

export const tracker = createTracker({
  // vite.config.ts lets this variable through; without it the journey goes to the demo's collector.
  endpoint: import.meta.env.ETAPPE_ENDPOINT ?? 'http://127.0.0.1:4600/e',
  site: 'feldweg-svelte',
});
