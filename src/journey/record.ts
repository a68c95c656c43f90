// The visitor's record as it is stored, and whether a stored text is one.
import type { Touch } from '../types.ts';
import { createId } from '../wire/id.ts';
import { nextSession, type Session } from './session.ts';
import { nextVisitor, type Visitor } from './visitor.ts';

export interface JourneyRecord {
  visitor: Visitor;
  session: Session;
  path: readonly Touch[];
  /** Small values that integrations keep; anybody may have written them. */
  memory: Record<string, unknown>;
}

/** The same keys with the same kinds of values: whole numbers, ids, lists. */
const isLike = (value: unknown, model: unknown): boolean => {
  if (typeof model === 'number') return Number.isSafeInteger(value) && (value as number) >= 0;
  if (typeof model === 'string') return typeof value === 'string' && /^\w{2,64}$/.test(value);
  return (
    Object(value) === value &&
    Array.isArray(value) === Array.isArray(model) &&
    Object.entries(model as object).every(([key, part]) => isLike((value as Record<string, unknown>)[key], part))
  );
};

/** Longer than what is ever written. */
const maxTextLength = 2001;

const isTouch = ({ at, click, ...texts }: Touch): boolean =>
  isLike(at, 0) &&
  (click === undefined || /^\w{1,99}$/.test(click.name)) &&
  [...Object.values(texts), ...(click === undefined ? [] : [click.name, click.id])].every(
    (text) => typeof text === 'string' && text.length < maxTextLength,
  );

/** The record at a time: the same visitor and session while they live. */
export const nextRecord = (
  previous: JourneyRecord | undefined,
  at: number,
  sessionTimeoutMs?: number,
): JourneyRecord => {
  const visitor = nextVisitor(previous?.visitor, at, createId);
  const { session, path = [], memory = {} } = previous?.visitor === visitor ? previous : ({} as Partial<JourneyRecord>);
  const next = nextSession(session, at, createId, sessionTimeoutMs);
  if (next !== session) visitor.visits++;
  return { visitor, session: next, path, memory };
};

/** The text may be anybody's: another version's, another script's, a visitor's own. What is not like a record is none. */
export const parseRecord = (text: string | null | undefined): JourneyRecord | undefined => {
  try {
    // A throw at every page load costs milliseconds: Chromium looks up the source position of each frame.
    const record = text && JSON.parse(text);
    return isLike(record, nextRecord(undefined, 0)) && record.path.every(isTouch) ? record : undefined;
  } catch {
    return undefined;
  }
};
