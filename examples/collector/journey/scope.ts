// Which part of the data a question is about, as SQL.

export interface Scope {
  /** The shop's key; all shops when left out. */
  site?: string | undefined;
  /** Epoch milliseconds of this machine. */
  now: number;
}

/** A visit that was heard of so lately is still going on: it has not left yet. */
export const presentMs = 3 * 60_000;

/** The condition that every question carries, for a table or view with a `site` column. */
export const inScope = '($site IS NULL OR site = $site)';

export const toBindings = ({ site }: Scope) => ({ site: site ?? null });
export const toTimedBindings = (scope: Scope) => ({ ...toBindings(scope), present_since: scope.now - presentMs });
