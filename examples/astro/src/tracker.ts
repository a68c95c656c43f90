// The one tracker of this shop.
import { ETAPPE_ENDPOINT } from 'astro:env/client';
import { createTracker } from 'etappe';

export const tracker = createTracker({ endpoint: ETAPPE_ENDPOINT, site: 'feldweg-astro' });
