// From the log into the store: many messages, one insert, and only then their acknowledgements.
import { batchColumns, eventColumns, toRecord } from '../rows.ts';
import type { ColumnStore, StoreRecord } from './column-store.ts';
import { fromMessage } from './message.ts';
import { batchTable, eventTable } from './tables.ts';

/** A message as the log hands it out. */
export interface Taken {
  sequence: number;
  text: string;
  /** It is in the store: never hand it out again. */
  acknowledge(): void;
  /** Hand it out again, `afterMs` from now. */
  giveBack(afterMs: number): void;
  /** It will never fit: do not hand it out again. It stays in the log, under its number, until it is too old. */
  refuse(): void;
}

export interface PumpOutcome {
  stored: number;
  events: number;
  refused: readonly number[];
  /** Given back, because the store failed. */
  returned: number;
}

interface Load {
  taken: Taken;
  batch: StoreRecord;
  events: readonly StoreRecord[];
}

/** `undefined` for a message that no collector wrote. */
const toLoad = (taken: Taken): Load | undefined => {
  const read = fromMessage(taken.text);
  if (!read) return undefined;
  const { arrival, receipt } = read;
  return {
    taken,
    batch: toRecord(batchColumns, { batch: arrival.batch, isRepeated: false }, receipt),
    events: arrival.events.map((event) => toRecord(eventColumns, event, receipt)),
  };
};

const halves = <Entry>(list: readonly Entry[]) => {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)] as const;
};

/**
 * Stores what was taken, and tells each message its fate. An insert whose answer was lost is done again, which the
 * store's identity of rows makes harmless.
 * What the store cannot read is looked for by halves, and refused only when its neighbours went in without it: when
 * nothing goes in, the fault is not the message's.
 */
export const pump = async (store: ColumnStore, messages: readonly Taken[], returnMs: number): Promise<PumpOutcome> => {
  const loads: Load[] = [];
  const stored: Load[] = [];
  const unreadable: Load[] = [];
  const returned: Load[] = [];
  const refused: Taken[] = [];
  for (const taken of messages) {
    const load = toLoad(taken);
    if (load) loads.push(load);
    else refused.push(taken);
  }

  const insert = async (part: readonly Load[]): Promise<void> => {
    if (part.length === 0) return;
    try {
      const rows = part.flatMap(({ events }) => events);
      if (rows.length > 0) await store.insert(eventTable.name, rows);
      const batches = part.map(({ batch }) => batch);
      await store.insert(batchTable.name, batches);
    } catch (error) {
      if (!store.isUnreadable(error)) returned.push(...part);
      else if (part.length === 1) unreadable.push(...part);
      else for (const half of halves(part)) await insert(half);
      return;
    }
    for (const { taken } of part) taken.acknowledge();
    stored.push(...part);
  };

  await insert(loads);
  if (stored.length > 0) refused.push(...unreadable.map(({ taken }) => taken));
  else returned.push(...unreadable);
  for (const taken of refused) taken.refuse();
  for (const { taken } of returned) taken.giveBack(returnMs);
  return {
    stored: stored.length,
    events: stored.reduce((sum, { events }) => sum + events.length, 0),
    refused: refused.map(({ sequence }) => sequence),
    returned: returned.length,
  };
};
