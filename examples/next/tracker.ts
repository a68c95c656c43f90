// The one tracker of this shop. On the server it does nothing.
import { createTracker } from 'etappe';

export const tracker = createTracker({ endpoint: process.env.ETAPPE_ENDPOINT as string, site: 'feldweg-next' });
