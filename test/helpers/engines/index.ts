// The engines found on this machine, for `describe.each(engines)`, and those that were not.
import { createChromium } from './chromium.ts';
import type { Engine, EngineName } from './engine.ts';
import { findEngines } from './find.ts';
import { createFirefox } from './firefox.ts';
import { createWebKit } from './webkit.ts';

export { type Desk, findDesk, openDesk } from './desk.ts';
export type {
  Engine,
  EngineName,
  OpenOptions,
  PageHandle,
  PageMessage,
  Session,
  StartedBrowser,
  StartOptions,
} from './engine.ts';
export { createTemporaryDirectory } from './processes.ts';

const { chromium, firefox, webkit } = await findEngines();

export const engines: readonly Engine[] = [
  ...('where' in chromium ? [createChromium(chromium.where)] : []),
  ...('where' in firefox ? [createFirefox(firefox.where)] : []),
  ...('where' in webkit ? [createWebKit(webkit.where)] : []),
];

/** What is not on this machine, and why. `npm test` prints it, and tries to install it, before the tests begin. */
export const skippedEngines: readonly { name: EngineName; reason: string }[] = Object.entries({
  chromium,
  firefox,
  webkit,
}).flatMap(([name, found]) => ('missing' in found ? [{ name: name as EngineName, reason: found.missing }] : []));
