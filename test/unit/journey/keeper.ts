// A journey keeper over a storage that a test can look into, and tasks that end when the test says so.
import { createJourney, type JourneyKeeper } from '../../../src/journey/journey.ts';
import type { Touch } from '../../../src/types.ts';

export const now = 1_763_750_000_000;
export const minuteMs = 60_000;

export interface FakeStorage {
  text: string;
  reads: number;
  writes: string[];
  read(): string;
  write(text: string): void;
}

export const createFakeStorage = (text = ''): FakeStorage => {
  const storage: FakeStorage = {
    text,
    reads: 0,
    writes: [],
    read() {
      storage.reads++;
      return storage.text;
    },
    write(next) {
      storage.writes.push(next);
      storage.text = next;
    },
  };
  return storage;
};

/** Resolves when everything that waits for the end of this task has run. */
export const endTask = async (): Promise<void> => {
  await Promise.resolve();
};

export const never = (): undefined => undefined;

/** Counts a page view as one whole task. */
export const view = async (keeper: JourneyKeeper, at = now, touch?: Touch) => {
  const identity = keeper.count('page_view', at, touch, never);
  await endTask();
  return identity;
};

export const campaign = (name: string, at = now): Touch => ({ at, landing: '/', source: 'newsletter', campaign: name });
export const clicked = (at = now): Touch => ({
  at,
  landing: '/',
  source: 'google',
  click: { name: 'gclid', id: 'click-1' },
});
export const direct = (at = now): Touch => ({ at, landing: '/' });

/** A keeper with marketing as given, and a storage of its own unless another one is shared. */
export const createKeeper = ({ storage = createFakeStorage(), hasMarketing = true } = {}) => {
  const keeper = createJourney(storage);
  keeper.allowMarketing(hasMarketing);
  return { keeper, storage };
};
