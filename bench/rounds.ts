// The order of the measuring: all contestants in turn, round by round, so that a drift of the machine hits all alike.
import type { Browser } from 'playwright-core';
import type { Contestant } from './contestants/contestant.ts';
import { rows, slowdowns } from './figures.ts';
import { createMeasured, keep, type Measured } from './measured.ts';
import { type Calls, measureCalls } from './measures/calls.ts';
import { endings, measureEnding } from './measures/ending.ts';
import { measureJourney } from './measures/journey.ts';
import { measureLoad } from './measures/load.ts';
import { measureSilence } from './measures/silence.ts';
import type { Stage } from './stage/server.ts';

/** Visits at a time, in measures where time plays no part. */
const sideBySide = 4;

export interface Rounds {
  parts: Readonly<Record<string, () => Promise<void>>>;
  /** In the order of the contestants. */
  measured: readonly Measured[];
  /** The page without a tracker. */
  bare: Measured;
  /** What failed, in words. */
  problems: readonly string[];
}

/** Each round begins with another one, so that a drift of the machine hits all alike. */
const inTurn = async (round: number, count: number, measure: (index: number) => Promise<void>) => {
  for (let step = 0; step < count; step++) await measure((round * 3 + step) % count);
};

/** @param rounds page loads of each contestant at each speed; the other measures follow from it */
export const createRounds = (
  browser: Browser,
  stage: Stage,
  contestants: readonly Contestant[],
  rounds: number,
  say: (text: string) => void,
): Rounds => {
  const bare = createMeasured();
  const measured = contestants.map(createMeasured);
  const problems: string[] = [];

  const attempt = async <Result>(what: string, measure: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await measure();
    } catch (error) {
      problems.push(`${what}: ${(error as Error).message.split('\n')[0]}`);
      return undefined;
    }
  };

  const measureLoads = async () => {
    for (let round = 0; round < rounds; round++) {
      // The last place is the page without a tracker.
      await inTurn(round, contestants.length + 1, async (index) => {
        const contestant = contestants[index];
        for (const slowdown of slowdowns) {
          const load = await attempt(`${contestant?.name}, page load`, () =>
            measureLoad(browser, stage, contestant, slowdown),
          );
          keep((measured[index] ?? bare).loads, slowdown, load);
        }
      });
      say(`page loads, round ${round + 1} of ${rounds}`);
    }
  };

  const measureAllCalls = async () => {
    for (const count of rows) {
      for (let round = 0; round < Math.ceil(rounds / 2); round++) {
        await inTurn(round, contestants.length, async (index) => {
          const contestant = contestants[index];
          // Who was cut off once is not asked again: it takes seconds and says the same.
          const isSlow = (measured[index]?.calls.get(count)?.at(-1)?.made ?? count) < count;
          if (!contestant || isSlow) return;
          const calls = await attempt(`${contestant.name}, ${count} calls`, () =>
            measureCalls(browser, stage, contestant, count),
          );
          keep(measured[index]?.calls as Map<number, Calls[]>, count, calls);
        });
      }
      say(`${count} calls`);
    }
  };

  const measureVisits = async () => {
    const tasks: (() => Promise<void>)[] = [];
    for (const [index, contestant] of contestants.entries()) {
      const own = measured[index] as Measured;
      tasks.push(async () => {
        own.silence = await attempt(`${contestant.name}, before consent`, () =>
          measureSilence(browser, stage, contestant),
        );
      });
      for (let round = 0; round < 2; round++)
        tasks.push(async () => {
          const journey = await attempt(`${contestant.name}, journey`, () =>
            measureJourney(browser, stage, contestant),
          );
          if (journey) own.journeys.push(journey);
          problems.push(...(journey?.problems ?? []));
        });
    }
    for (let round = 0; round < 2 * rounds; round++)
      for (const [index, contestant] of contestants.entries())
        for (const ending of endings)
          tasks.push(async () => {
            const arrived = await attempt(`${contestant.name}, ${ending}`, () =>
              measureEnding(browser, stage, contestant, ending),
            );
            keep((measured[index] as Measured).endings, ending, arrived);
          });
    const work = async () => {
      for (let task = tasks.shift(); task; task = tasks.shift()) await task();
    };
    await Promise.all(Array.from({ length: sideBySide }, work));
    say('journeys and endings');
  };

  return { parts: { load: measureLoads, calls: measureAllCalls, visits: measureVisits }, measured, bare, problems };
};
