// The script-tag entry for shops: the snippet with every consent manager and every shop system.
import { installTracker } from './browser/script-tag.ts';
import { consentManagers } from './integrations/consent/index.ts';
import { shopSystems } from './integrations/shops/index.ts';
import { createTracker } from './tracker.ts';

installTracker(createTracker, (tracker, { consent, consentKey, consentMarketingKey }) => {
  tracker.use(
    consentManagers({
      ...(consent && { source: consent }),
      ...(consentKey && { key: consentKey }),
      ...(consentMarketingKey && { marketingKey: consentMarketingKey }),
    }),
  );
  tracker.use(shopSystems());
});
