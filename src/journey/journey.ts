// The visitor's record: who, which visit, which touchpoints, and what integrations asked to remember.
import type { TextStorage } from '../browser/storage.ts';
import type { Journey, Touch } from '../types.ts';
import { createId } from '../wire/id.ts';
import type { WireIdentity } from '../wire/schema.ts';
import { stringify } from '../wire/stringify.ts';
import { nextSession, type Session } from './session.ts';
import { journeyStage } from './stage.ts';
import { forgetClicks, isDirect, nextPath } from './touchpoints.ts';
import { nextVisitor, type Visitor } from './visitor.ts';

interface JourneyRecord {
  visitor: Visitor;
  session: Session;
  path: readonly Touch[];
  /** Small values that integrations keep; anybody may have written them. */
  memory: Record<string, unknown>;
}

export interface JourneyKeeper {
  /**
   * Counts an event at its time and returns whose it is.
   * @param touch the arrival that its page view may be
   * @param recoverTouch asked when a visitor's very first event came from nowhere
   */
  count(name: string, at: number, touch: Touch | undefined, recoverTouch: () => Touch | undefined): WireIdentity;
  session(): Session | undefined;
  journey(): Journey;
  allowMarketing(isAllowed: boolean): void;
  remember(key: string, value: unknown): void;
  recall(key: string): unknown;
  forget(): void;
}

/** More different names than any shop has are somebody's accident. */
const maxNames = 40;

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
  [...Object.values(texts), click?.id ?? ''].every((text) => typeof text === 'string' && text.length < maxTextLength);

const nextRecord = (previous: JourneyRecord | undefined, at: number): JourneyRecord => {
  const visitor = nextVisitor(previous?.visitor, at, createId);
  const { session, path = [], memory = {} } = previous?.visitor === visitor ? previous : ({} as Partial<JourneyRecord>);
  const next = nextSession(session, at, createId);
  if (next !== session) visitor.visits++;
  return { visitor, session: next, path, memory };
};

/** The text may be anybody's: another version's, another script's, a visitor's own. What is not like a record is none. */
const parseRecord = (text: string | null | undefined): JourneyRecord | undefined => {
  try {
    const record = JSON.parse(text as string);
    return isLike(record, nextRecord(undefined, 0)) && record.path.every(isTouch) ? record : undefined;
  } catch {
    return undefined;
  }
};

export const createJourney = (storage: TextStorage): JourneyKeeper => {
  let record: JourneyRecord | undefined;
  let isSettling = false;
  let hasMarketing = false;

  /** Tabs share the record: read when a task first needs it, written when the task is over, and let go. */
  const open = (): JourneyRecord | undefined => {
    record ??= parseRecord(storage.read());
    if (!hasMarketing) forgetClicks(record?.path);
    if (!isSettling) {
      isSettling = true;
      queueMicrotask(() => {
        isSettling = false;
        if (!record) return;
        const text = stringify(record);
        storage.write(text);
        // What a full or forbidden storage did not keep has to live as long as the page.
        if (storage.read() === text) record = undefined;
      });
    }
    return record;
  };

  return {
    count(name, at, touch, recoverTouch) {
      const previous = open();
      const current = nextRecord(previous, at);
      const { visitor, session } = current;
      const { names } = session;
      const arrival = !previous && touch && isDirect(touch) ? (recoverTouch() ?? touch) : touch;
      if (arrival) {
        if (!hasMarketing) forgetClicks([arrival]);
        current.path = nextPath(current.path, arrival, session);
      }
      if (!names.includes(name) && names.length < maxNames) names.push(name);
      if (name === 'page_view') session.views++;
      if (name === 'purchase') visitor.purchases++;
      if (/checkout|add_.*_info/.test(name)) session.checkout_at = at;
      session.seen_at = Math.max(session.seen_at, at);
      record = current;
      const [first] = current.path;
      const last = current.path.at(-1);
      const { id, started_at } = session;
      return {
        visitor: { ...visitor },
        session: { id, started_at },
        source: first && { first, last: last === first ? undefined : last },
      };
    },
    session: () => open()?.session,
    journey() {
      const { visitor, session, path = [] } = open() ?? {};
      const { visits = 0, purchases = 0 } = visitor ?? {};
      const events = session?.names.map((name) => ({ name }));
      return {
        stage: events && journeyStage(events, { visits, purchases }),
        touchpoints: [...path],
        visits,
        purchases,
      };
    },
    allowMarketing(isAllowed) {
      hasMarketing = isAllowed;
      open();
    },
    remember(key, value) {
      const current = open();
      if (current) current.memory[`.${key}`] = value;
    },
    recall: (key) => open()?.memory[`.${key}`],
    forget() {
      record = undefined;
      storage.write('');
    },
  };
};
