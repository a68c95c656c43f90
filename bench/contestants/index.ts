// Who takes part, and who cannot and why.
import type { Contestant } from './contestant.ts';
import { etappeCore, etappeShop } from './etappe.ts';
import { handWritten } from './hand-written.ts';
import { plausible } from './plausible.ts';
import { posthog } from './posthog.ts';
import { rudderStack } from './rudderstack.ts';
import { segment } from './segment.ts';
import { snowplow } from './snowplow.ts';
import { umami } from './umami.ts';
import { walkerOs } from './walkeros.ts';

const loaders: Record<string, () => Promise<Contestant>> = {
  core: etappeCore,
  shop: etappeShop,
  beacon: handWritten,
  umami,
  plausible,
  walkeros: walkerOs,
  snowplow,
  posthog,
  rudderstack: rudderStack,
  segment,
};

export interface Field {
  contestants: Contestant[];
  absent: { name: string; reason: string }[];
}

/** @param only short names; all without it */
export const loadContestants = async (only: readonly string[] = Object.keys(loaders)): Promise<Field> => {
  const field: Field = {
    contestants: [],
    // Its matomo.js comes with the server's PHP, not by npm.
    absent: [{ name: 'Matomo', reason: 'its tracker is not on npm' }],
  };
  for (const name of only) {
    const load = loaders[name];
    if (!load) throw new Error(`no contestant ${name}: there are ${Object.keys(loaders).join(', ')}`);
    try {
      field.contestants.push(await load());
    } catch (error) {
      field.absent.push({ name, reason: (error as Error).message.split('\n')[0] ?? '' });
    }
  }
  return field;
};
