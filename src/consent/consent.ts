// What all decisions together allow: three states per purpose, one merge rule.
import type { ConsentDecision, ConsentState } from '../types.ts';

/** A decision with its source and its time filled in. */
export type DatedDecision = ConsentDecision & { source: string; at: number };

/** A TCF string names every vendor and may get long; the collector takes this much. */
const maxEvidenceLength = 4000;

/** The source of a withdrawal that was seen in another tab; it stands until a source here decides again. */
export const elsewhere = 'another-tab';

/** Whatever a page or a banner hands over, in the shape that every collector takes. A time to come is now. */
export const toDatedDecision = (decision: ConsentDecision | null | undefined, now: number): DatedDecision => {
  const { source, at, ...answers } = decision ?? {};
  return {
    ...answers,
    source: `${source || 'page'}`.slice(0, 99),
    at: Math.min(Math.round(Number(at)) || now, now),
  };
};

/** Each source's latest decision, oldest first. One that is older than what its source said before changes nothing. */
export const nextDecisions = (previous: readonly DatedDecision[], next: DatedDecision): readonly DatedDecision[] => {
  const isOutdated = ({ source, at }: DatedDecision) =>
    (source === next.source || source === elsewhere) && at <= next.at;
  const others = previous.filter((decision) => !isOutdated(decision));
  return others.some(({ source }) => source === next.source) ? previous : [...others, next].sort((a, b) => a.at - b.at);
};

/** Any denial denies; a grant needs one source that grants. The latest decision is the evidence. */
export const mergeDecisions = (decisions: readonly DatedDecision[]): ConsentState => {
  const merge = (purpose: 'analytics' | 'marketing') => {
    const answers = decisions.map((decision) => decision[purpose]).filter((answer) => typeof answer === 'boolean');
    return answers.length ? (answers.every(Boolean) ? 'granted' : 'denied') : 'undecided';
  };
  const { source, at, version, id } = decisions.slice(-1)[0] ?? {};
  const analytics = merge('analytics');
  return {
    analytics,
    marketing: merge('marketing'),
    source,
    at,
    version: version && `${version}`.slice(0, maxEvidenceLength),
    // A refusal must not be tied to a person: the id of its record stays at its source.
    id: id && analytics === 'granted' ? `${id}`.slice(0, maxEvidenceLength) : undefined,
  };
};

export interface Decisions {
  /** Takes what a page or a banner hands over. */
  add(decision: ConsentDecision | null | undefined): void;
  read(): ConsentState;
  /** Whether analytics was ever denied here, even if it is granted now. */
  wasDenied(): boolean;
}

export const createDecisions = (): Decisions => {
  let decisions: readonly DatedDecision[] = [];
  let wasDenied = false;
  const read = () => mergeDecisions(decisions);
  return {
    add(decision) {
      decisions = nextDecisions(decisions, toDatedDecision(decision, Date.now()));
      wasDenied ||= read().analytics === 'denied';
    },
    read,
    wasDenied: () => wasDenied,
  };
};
