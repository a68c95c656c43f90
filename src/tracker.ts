// The composition root: hands the rooms to one another and owns no rule of its own.
import { createDatabase } from './browser/database.ts';
import { readLandingUrl } from './browser/navigation.ts';
import { hasPrivacySignal } from './browser/privacy-signal.ts';
import { createTextStorage, onStorageChange } from './browser/storage.ts';
import { createDecisions, elsewhere } from './consent/consent.ts';
import { createGate } from './consent/gate.ts';
import { createDelivery, type Delivery } from './deliver.ts';
import { createOutbox } from './delivery/outbox.ts';
import { createHooks } from './hooks.ts';
import { createJourney } from './journey/journey.ts';
import { type OpenPage, observePage } from './observe.ts';
import { isBot } from './page/bot.ts';
import { readTouch } from './page/page.ts';
import { redactValue } from './page/redact.ts';
import { createPlugs } from './plugs.ts';
import { createStamper, type Moment } from './stamp.ts';
import type { ConsentDecision, DropReason, Params, Tracker, TrackerOptions } from './types.ts';

const storageName = 'etappe';

/** Events before `start` wait for it; more than this many are somebody's endless loop. */
const maxEarly = 100;

/**
 * Makes a tracker. Nothing is touched before `start`, and where there is no page `start` does nothing.
 * @example createTracker({ endpoint: 'https://collect.shop.example/e' }).start()
 */
export const createTracker = (options: TrackerOptions): Tracker => {
  const { anonymous = false, respectGpc = true } = options;
  const window = globalThis.window as (Window & typeof globalThis) | undefined;
  const keepParams = `${options.queryParams ?? ''}`.match(/[^\s,]+/g) ?? [];
  const { on, emit } = createHooks(options.debug);
  const decisions = createDecisions();
  const early: ((page: OpenPage) => void)[] = [];
  let page: OpenPage | undefined;
  let unfollow: (() => void) | undefined;
  let queue: Delivery | undefined;

  const report = (problem: unknown) => {
    // biome-ignore lint/suspicious/noConsole: the one clear message
    console.error('[etappe]', problem);
  };

  const plugs = createPlugs(report);
  const onDrop = (reason: DropReason, count: number) => {
    emit('drop', { reason, count });
  };

  const readConsent = decisions.read;
  const isGranted = () => readConsent().analytics === 'granted';
  const isForbidden = () => readConsent().analytics === 'denied' && !anonymous;
  const gate = createGate<Moment>(anonymous, (moment) => stamper.stamp(moment), onDrop);
  const storage = gate.guard(createTextStorage(window as Window, storageName, options.cookieDomain));
  const journey = createJourney(storage, options.sessionTimeoutMs);
  const outbox = createOutbox(
    createDatabase(window as Window, storageName, () => withdraw()),
    gate.ifGranted,
  );
  const stamper = createStamper(options, journey, {
    isGranted,
    recoverTouch: () => (decisions.wasDenied() ? undefined : readTouch(readLandingUrl(window as Window), '')),
    enqueue(stamped) {
      queue?.add(stamped, stamped.event.name === 'purchase');
      emit('event', stamped.event);
    },
    onDrop,
  });

  /** Runs now, or when there is a page. */
  const whenOpen = (call: (page: OpenPage) => void) => {
    if (page) call(page);
    else if (isForbidden()) onDrop('denied', 1);
    else if (!early[maxEarly]) early.push(call);
  };

  /** Watches the page, unless that is denied. */
  const watch = () => {
    // The first listener for it costs a millisecond or more, and without a grant there is nothing to withdraw.
    if (window && queue && isGranted()) {
      unfollow ??= plugs.add(() => onStorageChange(window, storageName, (text) => text || withdraw()));
    } else unfollow = unfollow?.() as undefined;
    if (isForbidden()) {
      early.length = 0;
      page?.close();
      page = undefined;
    } else if (window && queue && !page) {
      page = observePage(window, options.navigation, keepParams, {
        record(view, name, params) {
          if (params) emit('leave', params);
          else emit('view', view.wire);
          gate.pass({ page: view, name, at: Date.now(), params });
        },
        onSight(isVisible) {
          if (isVisible) {
            gate.see();
            if (isGranted()) queue?.resume();
          } else queue?.leave();
        },
        onLife: () => queue?.promise(),
      });
      for (const call of early.splice(0)) call(page);
    }
  };

  const decide = (decision: ConsentDecision): void => {
    const before = readConsent();
    decisions.add(decision);
    const state = readConsent();
    const { analytics, marketing } = state;
    // A grant opens the gate when all is ready; anything else closes it before anything is read.
    if (!isGranted()) gate.decide(analytics);
    journey.allowMarketing(marketing === 'granted');
    const isWithdrawn = before.analytics === 'granted' && !isGranted();
    if (isWithdrawn || (analytics === 'denied' && before.analytics !== 'denied')) {
      // A refusal deletes what a grant on an earlier page left: some managers reload the page on a withdrawal.
      outbox.clear();
      journey.forget();
    } else if (before.marketing === 'granted' && marketing !== 'granted') outbox.clear();
    if (isWithdrawn) {
      queue?.clear();
      // The page goes on as another page view, which nobody can know by its id.
      page?.close();
      page = undefined;
    }
    if (isGranted()) {
      gate.decide(analytics);
      queue?.resume();
    }
    emit('consent', state);
    watch();
  };

  /** What another tab has done. */
  const withdraw = () => decide({ analytics: false, marketing: false, source: elsewhere });

  const tracker: Tracker = {
    start() {
      if (queue || !window || (options.skipBots && isBot(window.navigator))) return;
      queue = createDelivery(window, options, {
        outbox,
        plugs,
        refresh: () => page?.refreshTitle(),
        readTotals: () => page && stamper.preview(page.view, page.readTotals()),
        readConsent,
        onDrop,
        report,
        giveUp(problem) {
          report(problem);
          tracker.stop();
        },
        on,
        emit,
      });
      watch();
    },
    stop() {
      plugs.removeAll();
      unfollow = undefined;
      page?.leave();
      page?.close();
      page = undefined;
      queue?.leave();
      queue?.clear();
      queue = undefined;
    },
    consent: decide,
    track(name: string, params?: Params) {
      const copy = redactValue(params);
      const isObject = typeof copy === 'object' && !Array.isArray(copy);
      // One event that no collector takes would cost its whole batch.
      if (!/^[a-z]\w{0,99}$/i.test(name)) onDrop('name', 1);
      else {
        whenOpen(({ view }) => {
          const moment = { page: view, name, at: Date.now(), params: isObject ? copy : undefined };
          emit('track', moment);
          gate.pass(moment);
        });
      }
    },
    page: (details) => whenOpen(({ open }) => open('manual', details)),
    use: (integration) => plugs.add(() => (window ? integration(tracker) : undefined)),
    journey: journey.journey,
    remember: journey.remember,
    recall: journey.recall,
    flush: async () => queue?.flush(),
    on(hook, listener) {
      if (hook === 'consent' && readConsent().source) listener(readConsent() as never);
      return on(hook, listener);
    },
  };
  if (respectGpc && hasPrivacySignal(window)) decide({ marketing: false, source: 'gpc', at: 1 });
  if (options.consent) decide(options.consent);
  return tracker;
};
