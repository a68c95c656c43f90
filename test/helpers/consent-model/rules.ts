// What a tab may do after the decisions that it has heard: the rules in their plainest form, written apart from src.

export interface ToldDecision {
  analytics?: boolean;
  marketing?: boolean;
  source: string;
  /** Epoch milliseconds. @default when it is told */
  at?: number;
}

export type Purpose = 'analytics' | 'marketing';

export interface Rules {
  tell(decision: ToldDecision, now: number): void;
  /** Another tab has deleted what the tabs share: a denial that stands until somebody decides anew. */
  overhear(now: number): void;
  permission(purpose: Purpose): 'undecided' | 'granted' | 'denied';
  has(purpose: Purpose): boolean;
}

/** @param isSignalling the browser sends Global Privacy Control, which denies marketing for good */
export const createRules = (isSignalling = false): Rules => {
  const latest = new Map<string, ToldDecision & { at: number }>();
  let overheardAt: number | undefined;

  const permission = (purpose: Purpose) => {
    if (overheardAt !== undefined || (isSignalling && purpose === 'marketing')) return 'denied';
    const answers = [...latest.values()].map((decision) => decision[purpose]);
    if (answers.includes(false)) return 'denied';
    return answers.includes(true) ? 'granted' : 'undecided';
  };

  return {
    tell(decision, now) {
      // Nobody can have decided in the future.
      const at = Math.min(decision.at ?? now, now);
      if ((latest.get(decision.source)?.at ?? 0) > at) return;
      latest.set(decision.source, { ...decision, at });
      if (overheardAt !== undefined && overheardAt <= at) overheardAt = undefined;
    },
    overhear(now) {
      overheardAt = now;
    },
    permission,
    has: (purpose) => permission(purpose) === 'granted',
  };
};
