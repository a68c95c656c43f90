// Klaro: decides per service; a toggle changes `consents` at once, `savedConsents` only when it is saved.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

interface Manager {
  confirmed: boolean;
  savedConsents: Record<string, boolean>;
  watch(watcher: { update(): void }): void;
  unwatch(watcher: { update(): void }): void;
}

/** Throws while Klaro has no configuration. */
export const klaroSource: ConsentSource<{ getManager(): Manager }> = {
  name: 'klaro',
  global: 'klaro',
  read(klaro, key) {
    const manager = klaro.getManager();
    if (manager.confirmed) return manager.savedConsents[key];
  },
  subscribe(klaro, update) {
    const manager = klaro.getManager();
    const watcher = { update };
    manager.watch(watcher);
    return () => manager.unwatch(watcher);
  },
};

export const klaro = (options?: ConsentOptions): Integration => consentIntegration(klaroSource, options);
