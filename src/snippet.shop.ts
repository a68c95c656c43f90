// The script-tag entry for shops: the snippet with every consent manager, every shop system, signals and forms.
import { installTracker } from './browser/script-tag.ts';
import { consentManagers } from './integrations/consent/index.ts';
import { forms } from './integrations/forms.ts';
import { shopSystems } from './integrations/shops/index.ts';
import { signals } from './integrations/signals.ts';
import { createTracker } from './tracker.ts';

installTracker(createTracker, (tracker, { consent, consentKey, consentMarketingKey, tcfVendor }) => {
  tracker.use(
    consentManagers({
      ...(consent && { source: consent }),
      ...(consentKey && { key: consentKey }),
      ...(consentMarketingKey && { marketingKey: consentMarketingKey }),
      tcfVendor,
    }),
  );
  tracker.use(shopSystems());
  tracker.use(signals());
  tracker.use(forms());
});
