// Recorded visits, told again as if by ever new visitors: same pages, same events, fresh ids.
import { readFileSync } from 'node:fs';
import type { WireBatch } from 'etappe/wire';

export const journeysFile = new URL('journeys.jsonl', import.meta.url);

export interface ReplayedBatch {
  id: string;
  body: string;
  eventCount: number;
}

/** Batches of the recorded visits, one visit after the other, in the order in which they were sent. */
export const readJourneys = (): WireBatch[][] =>
  readFileSync(journeysFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WireBatch[]);

// No recorded text holds this sign, so that the places of ids are found again in the JSON.
const mark = '\u2063';

interface Template {
  /** Texts between the ids; one more than there are ids. */
  texts: string[];
  ids: string[];
  batch: string;
  eventCount: number;
}

const markIds = (batch: WireBatch): WireBatch => {
  const marked = (id: string) => `${mark}${id}${mark}`;
  return {
    ...batch,
    batch: marked(batch.batch),
    ...(batch.visitor && { visitor: { ...batch.visitor, id: marked(batch.visitor.id) } }),
    ...(batch.session && { session: { ...batch.session, id: marked(batch.session.id) } }),
    pages: Object.fromEntries(Object.entries(batch.pages).map(([id, page]) => [marked(id), page])),
    events: batch.events.map((event) => ({
      ...event,
      page: marked(event.page),
      ...(typeof event.params?.transaction_id === 'string' && {
        params: { ...event.params, transaction_id: marked(event.params.transaction_id) },
      }),
    })),
  };
};

const toTemplate = (batch: WireBatch): Template => {
  const parts = JSON.stringify(markIds(batch)).split(mark);
  return {
    texts: parts.filter((_, index) => index % 2 === 0),
    ids: parts.filter((_, index) => index % 2 === 1),
    batch: batch.batch,
    eventCount: batch.events.length,
  };
};

/**
 * An endless row of batches. Ids of one visit stay the same through its batches.
 * @param run goes into every id, so that two runs into one store do not meet
 */
export const createReplay = (journeys: readonly (readonly WireBatch[])[], run: string): (() => ReplayedBatch) => {
  const templates = journeys.map((batches) => batches.map(toTemplate));
  let visit = 0;
  let position = 0;
  return () => {
    let batches = templates[visit % templates.length] ?? [];
    if (position >= batches.length) {
      visit += 1;
      position = 0;
      batches = templates[visit % templates.length] ?? [];
    }
    const template = batches[position];
    if (!template) throw new Error('A recorded visit without batches; record anew.');
    position += 1;
    // The recorded id stays in front: what differs within a visit goes on to differ.
    const renew = (id: string) => `${id.slice(0, 40)}-${run}-${visit}`;
    const body = template.texts
      .map((text, index) => text + (index in template.ids ? renew(template.ids[index] ?? '') : ''))
      .join('');
    return { id: renew(template.batch), body, eventCount: template.eventCount };
  };
};
