// Do this, expect these payloads, refute those.
import type { FlatEvent } from '../../src/wire/index.ts';
import type { CollectingServer } from './collecting-server.ts';
import { type Expected, fits, listLines } from './matching.ts';

export interface Expectation {
  /** What the visitor or the page does. Only events that arrive after its start count. */
  action: () => unknown;
  /** Partial events that must arrive, each one of its own, in any order. */
  expected: readonly Expected<FlatEvent>[];
  /** Partial events that must not have arrived when the server has become quiet. */
  refuted?: readonly Expected<FlatEvent>[];
  /** Longest wait for what is expected. @default 10000 */
  timeoutMs?: number;
  /** How long nothing may arrive before `refuted` is checked. @default 300 */
  quietMs?: number;
}

/**
 * Does the action and checks what arrives; a failure prints what is missing, what was refuted, and all that arrived.
 * What a tracker still holds in its queue can't be refuted: let the action end with what sends it, such as `hide()`.
 * @returns the events that were expected, in the order of `expected`
 */
export const expectPayloads = async (
  server: Pick<CollectingServer, 'events' | 'whenEvents' | 'whenQuiet'>,
  { action, expected, refuted = [], timeoutMs = 10_000, quietMs = 300 }: Expectation,
): Promise<readonly FlatEvent[]> => {
  const since = server.events().length;
  const findRefuted = () =>
    server
      .events()
      .slice(since)
      .filter((event) => refuted.some((partial) => fits(event, partial)));
  await action();
  const found = await server.whenEvents(expected, { since, timeoutMs }).catch((error: Error) => {
    const culprits = findRefuted();
    throw culprits.length ? new Error(`${error.message}\nand refuted:\n${listLines(culprits)}`) : error;
  });
  if (!refuted.length) return found;
  await server.whenQuiet({ quietMs });
  const culprits = findRefuted();
  if (culprits.length) {
    const arrived = listLines(server.events().slice(since));
    throw new Error(`refuted, but arrived:\n${listLines(culprits)}\narrived:\n${arrived}`);
  }
  return found;
};
