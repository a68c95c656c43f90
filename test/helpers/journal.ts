// What arrived at the collecting server, in order, and waiting for more of it.
import { decodeBatch, type FlatEvent, type WireBatch } from '../../src/wire/index.ts';
import { listLines } from './matching.ts';
import type { LoggedRequest, OriginLog } from './origin.ts';
import { explainMissing, findWanted, type Wanted } from './wanted.ts';

export interface ReceivedBatch {
  request: LoggedRequest;
  /** The status it was answered with; 0 when the connection was cut. */
  status: number;
  /** The batch in the words of the wire format. */
  batch: WireBatch;
  events: readonly FlatEvent[];
}

export interface UnreadableBody {
  reason: string;
  body: string;
}

export interface WaitOptions {
  /** @default 10000 */
  timeoutMs?: number;
  /** Leave out so many events that came first. @default 0 */
  since?: number;
}

export interface Journal {
  /** Every request, in order of arrival. */
  requests(): readonly LoggedRequest[];
  /** Every batch that arrived, also those that were answered with an error. */
  batches(): readonly ReceivedBatch[];
  /** The events of all batches that were answered with 2xx, in order of arrival, doubles included. */
  events(): readonly FlatEvent[];
  /**
   * Resolves as soon as the predicate holds for the events, or each partial event has one of its own, in any order.
   * @returns the events that were waited for: one per partial, or all for a predicate
   */
  whenEvents(wanted: Wanted, options?: WaitOptions): Promise<readonly FlatEvent[]>;
  /** Resolves once no request is open and none has arrived for `quietMs` (default 300), counted from now. */
  whenQuiet(options?: { quietMs?: number; timeoutMs?: number }): Promise<void>;
  /** Hands over the bodies that `decodeBatch` refused. While there are any, everything else but `requests` throws. */
  takeUnreadable(): readonly UnreadableBody[];
}

export interface JournalWriter extends OriginLog {
  /** Files a body that was posted to the collector, with the status that it is about to be answered with. */
  collect(request: LoggedRequest, status: number): { isReadable: boolean };
  /** Throws when an unreadable body has come in. */
  assertReadable(): void;
}

export const createJournal = (): Journal & JournalWriter => {
  const requests: LoggedRequest[] = [];
  const batches: ReceivedBatch[] = [];
  let unreadable: UnreadableBody[] = [];
  let openRequests = 0;
  let lastActivityAt = 0;
  const waiting = new Set<() => void>();

  const assertReadable = () => {
    if (!unreadable.length) return;
    throw new Error(`decodeBatch refused what arrived at the collector:\n${listLines(unreadable)}`);
  };

  const listEvents = () => {
    assertReadable();
    return batches.flatMap(({ status, events }) => (status >= 200 && status < 300 ? events : []));
  };

  const describeRefused = () => {
    const refused = batches.filter(({ status }) => status < 200 || status > 299).map(({ status }) => status || 'cut');
    return refused.length ? `\n${refused.length} more batches were answered with ${refused.join(', ')}` : '';
  };

  const whenEvents: Journal['whenEvents'] = (wanted, { timeoutMs = 10_000, since = 0 } = {}) =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        waiting.delete(look);
        act();
      };
      const look = () => {
        try {
          const found = findWanted(listEvents().slice(since), wanted);
          if (found) settle(() => resolve(found));
        } catch (error) {
          settle(() => reject(error));
        }
      };
      const giveUp = () => {
        const explanation = explainMissing(listEvents().slice(since), wanted);
        settle(() => reject(new Error(`after ${timeoutMs} ms ${explanation}${describeRefused()}`)));
      };
      const timer = setTimeout(giveUp, timeoutMs);
      waiting.add(look);
      look();
    });

  const whenQuiet: Journal['whenQuiet'] = async ({ quietMs = 300, timeoutMs = 10_000 } = {}) => {
    const startedAt = Date.now();
    for (;;) {
      assertReadable();
      const now = Date.now();
      const quietSince = Math.max(startedAt, lastActivityAt);
      if (!openRequests && now - quietSince >= quietMs) return;
      if (now - startedAt > timeoutMs)
        throw new Error(`not quiet after ${timeoutMs} ms, ${openRequests} requests open`);
      await new Promise((resolve) => setTimeout(resolve, openRequests ? 20 : quietSince + quietMs - now));
    }
  };

  return {
    requests: () => [...requests],
    batches: () => {
      assertReadable();
      return [...batches];
    },
    events: listEvents,
    whenEvents,
    whenQuiet,
    takeUnreadable: () => {
      const taken = unreadable;
      unreadable = [];
      return taken;
    },
    assertReadable,
    asked: (request) => {
      requests.push(request);
      lastActivityAt = Date.now();
    },
    opened: () => {
      openRequests++;
    },
    answered: () => {
      openRequests--;
      lastActivityAt = Date.now();
    },
    collect: (request, status) => {
      const decoded = decodeBatch(request.body);
      if (decoded.ok) batches.push({ request, status, batch: decoded.batch, events: decoded.events });
      else unreadable.push({ reason: decoded.reason, body: request.body });
      for (const look of [...waiting]) look();
      return { isReadable: decoded.ok };
    },
  };
};
