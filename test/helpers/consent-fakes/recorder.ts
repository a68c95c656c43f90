// A tracker that records decisions, and what they allow after each of them: any denial denies.
import type { ConsentDecision, Integration, Tracker } from '../../../src/types.ts';

export interface Recorder {
  /** What was reported; purposes that were left out are not there. */
  decisions: ConsentDecision[];
  /** What all sources together allowed after each report, in short. */
  states: string[];
  stop(): void;
}

const toSign = (answer: boolean | undefined) => (answer === undefined ? '?' : answer ? '+' : '-');

/** `A+M-`: analytics granted, marketing denied; `?` is undecided. */
export const toShort = ({ analytics, marketing }: ConsentDecision): string =>
  `A${toSign(analytics)}M${toSign(marketing)}`;

const merge = (decisions: readonly ConsentDecision[]): ConsentDecision => {
  const latest = new Map(decisions.map((decision) => [decision.source, decision]));
  const answerTo = (purpose: 'analytics' | 'marketing') => {
    const answers = [...latest.values()].flatMap((decision) => decision[purpose] ?? []);
    return answers.length ? { [purpose]: answers.every(Boolean) } : {};
  };
  return { ...answerTo('analytics'), ...answerTo('marketing') };
};

/** @param only lists the decisions of this source alone */
export const record = (integration: Integration, only?: string): Recorder => {
  const decisions: ConsentDecision[] = [];
  const all: ConsentDecision[] = [];
  const states: string[] = [];
  const tracker = {
    consent(decision: ConsentDecision) {
      const known = Object.fromEntries(Object.entries(decision).filter(([, value]) => value !== undefined));
      if (!only || known.source === only) decisions.push(known);
      all.push(known);
      states.push(toShort(merge(all)));
    },
  };
  const cleanup = integration(tracker as unknown as Tracker);
  return { decisions, states, stop: () => cleanup?.() };
};
