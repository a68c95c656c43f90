// Axeptio: decides per vendor slug; replays its last decision to who listens late.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

type Choices = Record<string, boolean>;

interface Sdk {
  on(event: string, listener: (choices: Choices) => void, options: { replay: boolean }): void;
}

interface AxeptioPage {
  /** The SDK calls what is pushed, and goes on doing so once it has loaded. */
  _axcb?: ((sdk: Sdk) => void)[];
}

export const axeptioSource: ConsentSource<unknown, Choices> = {
  name: 'axeptio',
  global: 'axeptioSettings',
  read: (_, key, choices) => choices?.[key],
  subscribe(_, tell) {
    const page = window as AxeptioPage;
    page._axcb ??= [];
    page._axcb.push((sdk) => sdk.on('cookies:complete', tell, { replay: true }));
  },
};

export const axeptio = (options?: ConsentOptions): Integration => consentIntegration(axeptioSource, options);
