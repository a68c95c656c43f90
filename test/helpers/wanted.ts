// Whether the events that a test waits for are among those that arrived, and the words for it when they are not.
import type { FlatEvent } from '../../src/wire/index.ts';
import { assign, type Expected, listLines } from './matching.ts';

/** A predicate over all events, or partial events of which each needs one of its own, in any order. */
export type Wanted = ((events: readonly FlatEvent[]) => boolean) | readonly Expected<FlatEvent>[];

/** One event per partial, or all for a predicate; `undefined` while something is missing. */
export const findWanted = (events: readonly FlatEvent[], wanted: Wanted): readonly FlatEvent[] | undefined => {
  if (typeof wanted === 'function') return wanted(events) ? events : undefined;
  const found = assign(events, wanted).flatMap((index) => events[index ?? -1] ?? []);
  return found.length === wanted.length ? found : undefined;
};

export const explainMissing = (events: readonly FlatEvent[], wanted: Wanted): string => {
  const arrived = `arrived:\n${listLines(events)}`;
  if (typeof wanted === 'function') return `no events for which ${wanted}\n${arrived}`;
  const indexes = assign(events, wanted);
  return `missing:\n${listLines(wanted.filter((_, index) => indexes[index] === undefined))}\n${arrived}`;
};
