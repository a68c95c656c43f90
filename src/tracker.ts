// The composition root: hands the rooms to one another and owns no rule of its own.
import type { Undo } from './browser/listen.ts';
import { readLandingUrl } from './browser/navigation.ts';
import { hasPrivacySignal } from './browser/privacy-signal.ts';
import { createTextStorage, onStorageChange } from './browser/storage.ts';
import { type DatedDecision, elsewhere, mergeDecisions, nextDecisions } from './consent/consent.ts';
import { createGate } from './consent/gate.ts';
import type { Batch } from './delivery/batch.ts';
import { readEndpoint } from './delivery/endpoint.ts';
import { createQueue, type Queue } from './delivery/queue.ts';
import { createTransport } from './delivery/transport.ts';
import { createHooks } from './hooks.ts';
import { createJourney } from './journey/journey.ts';
import { forgetClicks } from './journey/touchpoints.ts';
import { type OpenPage, observePage } from './observe.ts';
import { readDevice, readTouch } from './page/page.ts';
import { redactValue } from './page/redact.ts';
import { createStamper, type Moment } from './stamp.ts';
import type { ConsentDecision, DropReason, Params, Tracker, TrackerOptions } from './types.ts';
import { encodeBatch } from './wire/encode.ts';
import type { WireDevice } from './wire/schema.ts';
import { stringify } from './wire/stringify.ts';

const storageName = 'etappe';

/** Events before `start` wait for it; more than this many are somebody's endless loop. */
const maxEarly = 100;

/**
 * Makes a tracker. Nothing is touched before `start`, and where there is no page `start` does nothing.
 * @example createTracker({ endpoint: 'https://collect.shop.example/e' }).start()
 */
export const createTracker = (options: TrackerOptions): Tracker => {
  const { anonymous = false, respectGpc = true, flushAfterMs = 10_000, encode = stringify } = options;
  const window = globalThis.window as (Window & typeof globalThis) | undefined;
  const keepParams = `${options.queryParams ?? ''}`.match(/[^\s,]+/g) ?? [];
  const { on, emit } = createHooks();
  const cleanups = new Set<Undo>();
  let decisions: readonly DatedDecision[] = [];
  let wasDenied = false;
  const early: (() => void)[] = [];
  let page: OpenPage | undefined;
  let queue: Queue | undefined;
  let dropped: number | undefined;
  let device: WireDevice | undefined;

  const report = (problem: unknown) => {
    // biome-ignore lint/suspicious/noConsole: the one clear message
    console.error('[etappe]', problem);
  };

  const onDrop = (reason: DropReason, count: number) => {
    // Numbered events leave a gap in their page's numbers; these were never numbered.
    if (reason === 'hold-full') dropped = (dropped ?? 0) + count;
    emit('drop', { reason, count });
  };

  const readConsent = () => mergeDecisions(decisions);
  const isForbidden = () => readConsent().analytics === 'denied' && !anonymous;
  const gate = createGate<Moment>(anonymous, (moment) => stamp(moment), onDrop);
  const journey = createJourney(gate.guard(createTextStorage(window as Window, storageName, options.cookieDomain)));
  const stamp = createStamper(options, journey, {
    isGranted: () => readConsent().analytics === 'granted',
    recoverTouch: () => (wasDenied ? undefined : readTouch(readLandingUrl(window as Window), '')),
    enqueue(stamped) {
      queue?.add(stamped, stamped.event.name === 'purchase');
      emit('event', stamped.event);
    },
    onDrop,
  });

  const record = (name: string, params?: Params): void => {
    if (page) gate.pass({ page: page.view, name, at: Date.now(), params });
    else if (isForbidden()) onDrop('denied', 1);
    else if (!early[maxEarly]) early.push(() => record(name, params));
  };

  /** Watches the page, unless that is denied. */
  const watch = () => {
    if (isForbidden()) {
      early.length = 0;
      page?.close();
      page = undefined;
    } else if (window && queue && !page) {
      page = observePage(window, options.navigation, keepParams, {
        record(view, name, params) {
          if (name === 'page_leave') emit('leave', params as Params);
          gate.pass({ page: view, name, at: Date.now(), params });
        },
        onSight(isVisible) {
          if (isVisible) gate.see();
          else queue?.leave();
        },
      });
      for (const call of early.splice(0)) call();
    }
  };

  const decide = (decision: ConsentDecision): void => {
    const { analytics: before } = readConsent();
    decisions = nextDecisions(decisions, { source: 'page', at: Date.now(), ...decision });
    const state = readConsent();
    const { analytics, marketing } = state;
    wasDenied ||= analytics === 'denied';
    journey.allowMarketing(marketing === 'granted');
    if (before === 'granted' && analytics !== before) {
      queue?.clear();
      journey.forget();
    }
    gate.decide(analytics);
    emit('consent', state);
    watch();
  };

  /** As true as it is now: title and decision may have changed since the events were recorded. */
  const toWire = ({ id, stamped }: Batch) => {
    page?.refreshTitle();
    device ??= readDevice(window as Window);
    const consent = readConsent();
    if (consent.marketing !== 'granted') for (const { identity } of stamped) forgetClicks(identity?.source);
    return encodeBatch(stamped, {
      site: `${options.site ?? window?.location.hostname}`,
      batch: id,
      sent_at: Date.now(),
      consent,
      // Viewport, language and time zone together can single a visitor out: without consent only the class goes.
      device: stamped[0]?.identity ? device : { class: device.class },
      dropped,
    });
  };

  const tracker: Tracker = {
    start() {
      if (queue || !window) return;
      const endpoint = readEndpoint(options.endpoint, window.document.baseURI);
      if (!endpoint) return report('endpoint (data-endpoint) must be an http(s) address: nothing is tracked');
      queue = createQueue(
        createTransport(window, endpoint, options),
        flushAfterMs,
        (batch) => {
          const wire = toWire(batch);
          emit('batch', wire);
          return encode(wire);
        },
        onDrop,
      );
      cleanups.add(
        onStorageChange(window, storageName, (text) => {
          if (!text) decide({ analytics: false, marketing: false, source: elsewhere });
        }),
      );
      watch();
    },
    stop() {
      for (const cleanup of cleanups) cleanup();
      cleanups.clear();
      page?.close();
      page = undefined;
      queue?.leave();
      queue?.clear();
      queue = undefined;
    },
    consent: decide,
    track: (name: string, params?: Params) => record(name, params && redactValue(params)),
    page: (details) => page?.open('manual', details),
    use(integration) {
      let cleanup: Undo | undefined;
      const undo = () => {
        if (cleanups.delete(undo)) cleanup?.();
      };
      cleanups.add(undo);
      try {
        if (window) cleanup = integration(tracker);
      } catch (error) {
        report(error);
      }
      return undo;
    },
    journey: journey.journey,
    remember: journey.remember,
    recall: journey.recall,
    flush: async () => queue?.flush(),
    on,
  };
  if (respectGpc && hasPrivacySignal(window)) decide({ marketing: false, source: 'gpc', at: 0 });
  if (options.consent) decide(options.consent);
  return tracker;
};
