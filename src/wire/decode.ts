// From a request's body to self-contained events, or to the reason why not. For collectors.

import schema from './schema.json' with { type: 'json' };
import type { WireBatch, WireConsent, WireDevice, WirePage, WireSession, WireSource, WireVisitor } from './schema.ts';
import { findProblem } from './validate.ts';

/** One event with everything that its batch knew about it. */
export interface FlatEvent {
  /** `page + n`, joined by a dot: the event's identity within its site. */
  id: string;
  site: string;
  batch: string;
  sent_at: number;
  n: number;
  name: string;
  at: number;
  params: Record<string, unknown>;
  page: WirePage & { id: string };
  consent: WireConsent;
  device: WireDevice;
  visitor?: WireVisitor;
  session?: WireSession;
  source?: WireSource;
}

export type Decoded = { ok: true; batch: WireBatch; events: FlatEvent[] } | { ok: false; reason: string };

/**
 * Reads one request body.
 * @param body the text as it arrived, or the value already parsed from it
 * @returns the batch as sent and its events made self-contained, or the first thing wrong as `path: reason`; never throws
 */
export const decodeBatch = (body: unknown): Decoded => {
  let batch: WireBatch;
  try {
    batch = typeof body === 'string' ? JSON.parse(body) : body;
  } catch {
    return { ok: false, reason: 'batch: is not JSON' };
  }
  const reason = findProblem(batch, schema) ?? findOrphan(batch);
  return reason ? { ok: false, reason } : { ok: true, batch, events: flatten(batch) };
};

const findOrphan = ({ events, pages }: WireBatch): string | undefined => {
  const index = events.findIndex(({ page }) => !Object.hasOwn(pages, page));
  return index < 0 ? undefined : `batch.events.${index}.page: is not among the pages`;
};

const flatten = ({
  site,
  batch,
  sent_at,
  consent,
  device,
  visitor,
  session,
  source,
  pages,
  events,
}: WireBatch): FlatEvent[] => {
  // Once each, not once per event: a page may come with as many keys as its sender likes.
  const known = new Map(Object.entries(pages).map(([id, page]) => [id, { ...page, id }]));
  return events.map(({ n, page, name, at, params }) => ({
    id: `${page}.${n}`,
    site,
    batch,
    sent_at,
    n,
    name,
    at,
    params: params ?? {},
    page: known.get(page) as FlatEvent['page'],
    consent,
    device,
    ...(visitor && { visitor }),
    ...(session && { session }),
    ...(source && { source }),
  }));
};
