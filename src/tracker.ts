// The composition root: hands the rooms to one another and owns no rule of its own.
import type { Undo } from './browser/listen.ts';
import { readLandingUrl } from './browser/navigation.ts';
import { hasPrivacySignal } from './browser/privacy-signal.ts';
import { createDelivery, type Delivery } from './deliver.ts';
import { createHooks } from './hooks.ts';
import { createKeeping } from './keeping.ts';
import { type OpenPage, observePage } from './observe.ts';
import { createOpening } from './opening.ts';
import { isBot } from './page/bot.ts';
import { readTouch } from './page/page.ts';
import { redactValue } from './page/redact.ts';
import { createPlugs } from './plugs.ts';
import { createStamper, isName, toParams } from './stamp.ts';
import type { DropReason, Params, Tracker, TrackerOptions } from './types.ts';

/**
 * Makes a tracker. Nothing is touched before `start`, and where there is no page `start` does nothing.
 * @example createTracker({ endpoint: 'https://collect.shop.example/e' }).start()
 */
export const createTracker = (options: TrackerOptions): Tracker => {
  const window = globalThis.window as (Window & typeof globalThis) | undefined;
  let queue: Delivery | undefined;
  let unfollow: Undo | undefined;

  const report = (problem: unknown) => {
    // biome-ignore lint/suspicious/noConsole: the one clear message
    console.error('[etappe]', problem);
  };

  const { on, emit } = createHooks(report, options.debug);
  const plugs = createPlugs(report);
  const onDrop = (reason: DropReason, count: number) => emit('drop', { reason, count });

  const keeping = createKeeping(
    window as Window,
    options,
    (moment) => queue && stamper.stamp(moment),
    onDrop,
    () => {
      queue?.clear();
      // The page goes on as another page view, which nobody can know by its id.
      opening.close();
    },
    (state) => {
      if (isGranted()) queue?.resume();
      emit('consent', state);
      watch();
    },
  );
  const { journey, decide, readConsent, isGranted, isForbidden } = keeping;
  const stamper = createStamper(options, journey, {
    isGranted,
    recoverTouch: () => (keeping.wasDenied() ? undefined : readTouch(readLandingUrl(window as Window), '')),
    enqueue(stamped) {
      queue?.add(stamped);
      emit('event', stamped.event);
    },
    onDrop,
  });
  const opening = createOpening(() =>
    observePage(window as Window, options, {
      record(view, name, params) {
        if (params) emit('leave', params);
        else emit('view', view.wire);
        keeping.pass({ page: view, name, at: Date.now(), params });
      },
      onSight(isVisible) {
        if (isVisible) {
          keeping.see();
          if (isGranted()) queue?.resume();
        } else queue?.leave();
      },
      onLife: () => queue?.promise(),
    }),
  );

  /** Watches the page, unless that is denied. */
  const watch = () => {
    // The first listener for it costs a millisecond or more, and without a grant there is nothing to withdraw.
    if (queue && isGranted()) unfollow ??= plugs.add(keeping.follow);
    else unfollow = unfollow?.() as undefined;
    if (isForbidden()) opening.giveUp();
    else if (queue) opening.open();
  };

  const whenOpen = (call: (page: OpenPage) => void) => {
    if (isForbidden()) onDrop('denied', 1);
    else opening.when(call);
  };

  const tracker: Tracker = {
    start() {
      if (queue || !window || (options.skipBots && isBot(window.navigator))) return;
      queue = createDelivery(window, options, {
        outbox: keeping.outbox,
        plugs,
        refresh: () => opening.with((page) => page.refreshTitle()),
        readTotals: () => opening.with(({ view, readTotals }) => stamper.preview(view, readTotals)),
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
      opening.with((page) => page.leave());
      opening.close();
      queue?.leave();
      queue?.clear();
      queue = undefined;
    },
    consent: decide,
    track(name: string, params?: Params) {
      const copy = toParams(redactValue(params));
      if (!isName(name)) onDrop('name', 1);
      else {
        whenOpen(({ view }) => {
          const moment = { page: view, name, at: Date.now(), params: copy };
          emit('track', moment);
          if (moment.name) keeping.pass(moment);
          else onDrop('repeat', 1);
        });
      }
    },
    page: (details) => whenOpen(({ open }) => open('manual', details)),
    use: (integration) => plugs.add(() => (window ? integration(tracker) : undefined)),
    journey: journey.journey,
    remember: journey.remember,
    recall: journey.recall,
    flush: async () => queue?.flush(),
    on: (hook, listener) =>
      on(hook, listener, (hook === 'consent' && readConsent().source ? readConsent() : undefined) as never),
  };
  if (options.respectGpc !== false && hasPrivacySignal(window)) decide({ marketing: false, source: 'gpc', at: 1 });
  if (options.consent) decide(options.consent);
  return tracker;
};
