// What is kept of a visitor, behind the gate, and what each decision does to it.
import { createDatabase } from './browser/database.ts';
import type { Undo } from './browser/listen.ts';
import { createTextStorage, onStorageChange } from './browser/storage.ts';
import { createDecisions, elsewhere } from './consent/consent.ts';
import { createGate } from './consent/gate.ts';
import { createOutbox, type Outbox } from './delivery/outbox.ts';
import { createJourney, type JourneyKeeper } from './journey/journey.ts';
import type { Moment } from './stamp.ts';
import type { ConsentDecision, ConsentState, DropReason, TrackerOptions } from './types.ts';

const storageName = 'etappe';

export interface Keeping {
  decide(decision: ConsentDecision): void;
  readConsent(): ConsentState;
  isGranted(): boolean;
  /** Whether nothing may be recorded, not even without identifiers. */
  isForbidden(): boolean;
  /** Whether analytics was ever denied here, even if it is granted now. */
  wasDenied(): boolean;
  pass(moment: Moment): void;
  /** The page is in sight, maybe again: out of the back/forward cache, where it has heard of nothing. */
  see(): void;
  /** Withdraws here what another tab withdraws. */
  follow(): Undo;
  journey: JourneyKeeper;
  outbox: Outbox;
}

/**
 * @param stamp takes what may go on
 * @param onWithdrawn a grant was taken back, and nothing is kept any more
 * @param onDecided after each decision, when all is done that it asks for
 */
export const createKeeping = (
  window: Window,
  { anonymous = false, cookieDomain, sessionTimeoutMs }: TrackerOptions,
  stamp: (moment: Moment) => void,
  onDrop: (reason: DropReason, count: number) => void,
  onWithdrawn: () => void,
  onDecided: (state: ConsentState) => void,
): Keeping => {
  const decisions = createDecisions();
  const { read } = decisions;
  const isGranted = () => read().analytics === 'granted';

  const { pass, see, decide, guard, ifGranted } = createGate<Moment>(anonymous, stamp, onDrop);
  const journey = createJourney(guard(createTextStorage(window, storageName, cookieDomain)), sessionTimeoutMs);
  const withdraw = () => take({ analytics: false, marketing: false, source: elsewhere });
  const outbox = createOutbox(createDatabase(window, storageName, withdraw), ifGranted);

  const take = (decision: ConsentDecision): void => {
    const before = read();
    decisions.add(decision);
    const state = read();
    const { analytics, marketing } = state;
    // A grant opens the gate when all is ready; anything else closes it before anything is read.
    if (!isGranted()) decide(analytics);
    journey.allowMarketing(marketing === 'granted');
    const isWithdrawn = before.analytics === 'granted' && !isGranted();
    if (isWithdrawn || (analytics === 'denied' && before.analytics !== 'denied')) {
      // A refusal deletes what a grant on an earlier page left: some managers reload the page on a withdrawal.
      outbox.clear();
      journey.forget();
    } else if (before.marketing === 'granted' && marketing !== 'granted') outbox.clear();
    if (isWithdrawn) onWithdrawn();
    if (isGranted()) decide(analytics);
    onDecided(state);
  };

  return {
    decide: take,
    readConsent: read,
    isGranted,
    isForbidden: () => read().analytics === 'denied' && !anonymous,
    wasDenied: decisions.wasDenied,
    pass,
    see() {
      if (journey.isGone()) withdraw();
      see();
    },
    follow: () => onStorageChange(window, storageName, (text) => text || withdraw()),
    journey,
    outbox,
  };
};
