// The journey as it goes on: counts events, keeps the record of who, which visit and which touchpoints.
import type { TextStorage } from '../browser/storage.ts';
import type { Journey, Touch } from '../types.ts';
import type { WireIdentity } from '../wire/schema.ts';
import { stringify } from '../wire/stringify.ts';
import { shrinkRecord } from './fit.ts';
import { type JourneyRecord, nextRecord, parseRecord } from './record.ts';
import type { Session } from './session.ts';
import { journeyStage } from './stage.ts';
import { forgetClicks, isDirect, nextPath } from './touchpoints.ts';

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
  /** Whether what this page has kept is gone: somebody has withdrawn where nobody could tell us. */
  isGone(): boolean;
  forget(): void;
}

/** More different names than any shop has are somebody's accident. */
const maxNames = 40;

/** @param sessionTimeoutMs how long a visit lives without an event, half an hour by default */
export const createJourney = (storage: TextStorage, sessionTimeoutMs?: number): JourneyKeeper => {
  let record: JourneyRecord | undefined;
  let isSettling = false;
  let isKept = false;
  let hasMarketing = false;

  /** Tabs share the record: read when a task first needs it, written when the task is over, and let go. */
  const open = (): JourneyRecord | undefined => {
    record ??= parseRecord(storage.read());
    if (!hasMarketing) forgetClicks(record?.path);
    if (!isSettling) {
      isSettling = true;
      queueMicrotask(() => {
        isSettling = false;
        // What a full or forbidden storage did not keep has to live as long as the page.
        let next = record;
        while (next) {
          const text = stringify(next);
          storage.write(text);
          if (storage.read() === text) {
            isKept = true;
            record = undefined;
          }
          next = record && shrinkRecord(next);
        }
      });
    }
    return record;
  };

  return {
    count(name, at, touch, recoverTouch) {
      const previous = open();
      const current = nextRecord(previous, at, sessionTimeoutMs);
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
      const [last] = current.path.slice(-1);
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
      const wasAllowed = hasMarketing;
      hasMarketing = isAllowed;
      if (wasAllowed && !isAllowed) open();
    },
    remember(key, value) {
      const current = open();
      if (current) current.memory[`.${key}`] = value;
    },
    recall: (key) => open()?.memory[`.${key}`],
    isGone: () => isKept && !storage.read(),
    forget() {
      isKept = false;
      record = undefined;
      storage.write('');
    },
  };
};
