// Axeptio: decides per vendor slug; replays its last decision to who listens late.
import type { Integration } from '../../types.ts';
import type { ConsentOptions, ConsentSource } from './source.ts';
import { consentIntegration } from './watch.ts';

type Choices = Record<string, boolean>;

interface Sdk {
  on(event: string, listener: (choices: Choices) => void, options: { replay: boolean }): void;
}

export const axeptioSource: ConsentSource<((sdk: Sdk) => void)[], Choices> = {
  name: 'axeptio',
  // The SDK calls what is pushed, and goes on doing so once it has loaded.
  global: '_axcb',
  read: (_, key, choices) => choices?.[key],
  subscribe(queue, tell) {
    queue.push((sdk) => sdk.on('cookies:complete', tell, { replay: true }));
  },
};

export const axeptio = (options?: ConsentOptions): Integration => consentIntegration([axeptioSource], options);
