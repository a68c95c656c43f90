// Who came: an id that lives 13 months from its creation, and no visit prolongs it.

export interface Visitor {
  id: string;
  /** Epoch milliseconds of creation. */
  since: number;
  visits: number;
  purchases: number;
}

/** As the CNIL allows for audience measurement: https://www.cnil.fr/en/sheet-ndeg16-use-analytics-your-websites-and-applications */
const maxAgeMs = 395 * 24 * 3600e3;

/** The same visitor while the id lives. */
export const nextVisitor = (previous: Visitor | undefined, now: number, createId: () => string): Visitor =>
  previous && now - previous.since < maxAgeMs ? previous : { id: createId(), since: now, visits: 0, purchases: 0 };

/** Whether this id belongs to the sampled share; the same id always does or never. */
export const isSampled = (id: string, sampleRate: number): boolean =>
  Number.parseInt(id.slice(-3), 36) / 36 ** 3 < sampleRate;
