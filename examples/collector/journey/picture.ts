// Everything the journey map shows, in one answer.
import type { Store } from '../store.ts';
import { type Counts, readCounts } from './counts.ts';
import { type Flow, readFlow } from './flow.ts';
import { type BreakOff, type FunnelStep, readBreakOffs, readFunnel } from './funnel.ts';
import { type ConsentCount, type Quality, readConsents, readQuality } from './quality.ts';
import { presentMs, type Scope } from './scope.ts';
import { readVisits, type Visit } from './visits.ts';

export interface Picture {
  site: string | null;
  /** Every shop that has sent something, the most recently heard of first. */
  sites: string[];
  presentMs: number;
  counts: Counts;
  funnel: FunnelStep[];
  breakOffs: BreakOff[];
  flow: Flow;
  visits: Visit[];
  quality: Quality;
  consents: ConsentCount[];
}

/** The picture of one shop, or of all together when `site` is left out. */
export const readPicture = async (store: Store, scope: Scope): Promise<Picture> => {
  const sites = await store.read<{ site: string }>(
    'SELECT site FROM batch GROUP BY site ORDER BY max(received_at) DESC LIMIT 50',
  );
  return {
    site: scope.site ?? null,
    sites: sites.map(({ site }) => site),
    presentMs,
    counts: await readCounts(store, scope),
    funnel: await readFunnel(store, scope),
    breakOffs: await readBreakOffs(store, scope),
    flow: await readFlow(store, scope),
    visits: await readVisits(store, scope),
    quality: await readQuality(store, scope),
    consents: await readConsents(store, scope),
  };
};
