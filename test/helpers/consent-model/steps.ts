// What visitors, banners and collectors may do, in any order: the sequences that the model is run with.
import fc from 'fast-check';

/** A landing with a campaign and a click id, a page without, and one that loads where nobody looks. */
export type Opening = 'landing' | 'plain' | 'background';

export type Step = { tab: number } & (
  | { do: 'open'; opening: Opening }
  | {
      do: 'decide';
      source: string;
      analytics: boolean | undefined;
      marketing: boolean | undefined;
      /** How long ago it was decided; negative is a clock that is ahead, `undefined` says no time at all. */
      ageMs: number | undefined;
    }
  | { do: 'track'; name: string }
  | { do: 'close' | 'hide' | 'show' | 'click' | 'navigate' | 'remember' | 'ask' | 'flush' | 'stop' }
  /** What the collector answers from now on, and how long that takes. */
  | { do: 'answer'; status: number; delayMs: number }
  | { do: 'wait'; ms: number }
);

export interface Sequence {
  isAnonymous: boolean;
  isSignalling: boolean;
  /** Keeps the record in a cookie for the whole domain. */
  hasCookie: boolean;
  isBeaconOnly: boolean;
  /** Nothing can be stored, as in a private window: what is known of the visitor lives as long as the page. */
  isBlocked: boolean;
  steps: readonly Step[];
  /** By step: whether the next one comes in the same task, before anything that was begun is done. */
  isSwift: readonly boolean[];
}

const hourMs = 3_600_000;
export const monthMs = 30.5 * 24 * hourMs;

/** How long a step takes that is not a wait: its tasks are over, and no answer is due. */
export const stepMs = 2;

/** Mostly one tab: the others are there to hear of it. */
const tab = fc.constantFrom(0, 0, 0, 1, 1, 2);
const answer = fc.constantFrom(true, true, false, undefined);

const deciding = fc.record({
  tab,
  do: fc.constant('decide' as const),
  source: fc.constantFrom('banner', 'banner', 'platform', 'tcf'),
  analytics: answer,
  marketing: answer,
  ageMs: fc.constantFrom(undefined, undefined, undefined, 0, 5, 60_000, -60_000),
});

/** What a banner tells most of the time: without these, sequences with a grant and a withdrawal would be rare. */
const answering = (analytics: boolean) =>
  fc.record({
    tab,
    do: fc.constant('decide' as const),
    source: fc.constant('banner'),
    analytics: fc.constant(analytics),
    marketing: fc.boolean(),
    ageMs: fc.constant(undefined),
  });

/** @param quarrel how often several sources, late answers and wrong clocks come in */
const toStep = (quarrel: number): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 6, arbitrary: answering(true) },
    { weight: 3, arbitrary: answering(false) },
    { weight: quarrel, arbitrary: deciding },
    {
      weight: 3,
      arbitrary: fc.record({
        tab,
        do: fc.constant('open' as const),
        opening: fc.constantFrom<Opening>('landing', 'plain', 'background'),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        tab,
        do: fc.constant('track' as const),
        name: fc.constantFrom('search', 'add_to_cart', 'purchase', 'generate_lead'),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        tab,
        do: fc.constantFrom(
          ...(['close', 'hide', 'show', 'click', 'navigate', 'remember', 'ask', 'flush', 'flush', 'stop'] as const),
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        tab,
        do: fc.constant('answer' as const),
        status: fc.constantFrom(204, 503, 0),
        delayMs: fc.constantFrom(0, 8000),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        tab,
        do: fc.constant('wait' as const),
        ms: fc.constantFrom(1, 11_000, hourMs, monthMs, 7 * monthMs, 14 * monthMs),
      }),
    },
  );

const first: Step = { tab: 0, do: 'open', opening: 'landing' };

/** @param maxSteps longest sequence; the first step opens a landing page */
export const toSequences = (maxSteps: number, quarrel = 3): fc.Arbitrary<Sequence> =>
  fc.record({
    isAnonymous: fc.constantFrom(false, false, true),
    isSignalling: fc.constantFrom(false, false, false, true),
    hasCookie: fc.constantFrom(false, false, true),
    isBeaconOnly: fc.constantFrom(false, true),
    isBlocked: fc.constantFrom(false, false, false, true),
    steps: fc.array(toStep(quarrel), { maxLength: maxSteps, size: 'max' }).map((steps) => [first, ...steps]),
    isSwift: fc.array(fc.boolean(), { minLength: maxSteps, maxLength: maxSteps }),
  });
