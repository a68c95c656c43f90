// The composition root: hands the rooms to one another and owns no rule of its own.
import { readLandingUrl } from './browser/navigation.ts';
import { hasPrivacySignal } from './browser/privacy-signal.ts';
import { createTextStorage, onStorageChange } from './browser/storage.ts';
import { type DatedDecision, elsewhere, mergeDecisions, nextDecisions, toDatedDecision } from './consent/consent.ts';
import { createGate } from './consent/gate.ts';
import { readEndpoint } from './delivery/endpoint.ts';
import { createQueue, type Queue } from './delivery/queue.ts';
import { createTransport } from './delivery/transport.ts';
import { createDispatch } from './dispatch.ts';
import { createHooks } from './hooks.ts';
import { createJourney } from './journey/journey.ts';
import { type OpenPage, observePage } from './observe.ts';
import { readTouch } from './page/page.ts';
import { redactValue } from './page/redact.ts';
import { createPlugs } from './plugs.ts';
import { createStamper, type Moment } from './stamp.ts';
import type { ConsentDecision, DropReason, Params, Tracker, TrackerOptions } from './types.ts';
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
  const { on, emit: tell } = createHooks();
  let decisions: readonly DatedDecision[] = [];
  let wasDenied = false;
  const early: ((page: OpenPage) => void)[] = [];
  let page: OpenPage | undefined;
  let queue: Queue | undefined;

  const report = (problem: unknown) => {
    // biome-ignore lint/suspicious/noConsole: the one clear message
    console.error('[etappe]', problem);
  };

  const emit: typeof tell = (hook, detail) => {
    // biome-ignore lint/suspicious/noConsole: asked for by the owner
    if (options.debug) console.debug('[etappe]', hook, detail);
    tell(hook, detail);
  };

  const plugs = createPlugs(report);
  const onDrop = (reason: DropReason, count: number) => {
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

  /** Runs now, or when there is a page. */
  const whenOpen = (call: (page: OpenPage) => void) => {
    if (page) call(page);
    else if (isForbidden()) onDrop('denied', 1);
    else if (!early[maxEarly]) early.push(call);
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
      for (const call of early.splice(0)) call(page);
    }
  };

  const decide = (decision: ConsentDecision): void => {
    const { analytics: before } = readConsent();
    decisions = nextDecisions(decisions, toDatedDecision(decision, Date.now()));
    const state = readConsent();
    const { analytics, marketing } = state;
    wasDenied ||= analytics === 'denied';
    journey.allowMarketing(marketing === 'granted');
    if (before === 'granted' && analytics !== before) {
      queue?.clear();
      journey.forget();
      // The page goes on as another page view, which nobody can know by its id.
      page?.close();
      page = undefined;
    }
    gate.decide(analytics);
    emit('consent', state);
    watch();
  };

  const tracker: Tracker = {
    start() {
      if (queue || !window) return;
      const endpoint = readEndpoint(options.endpoint, window.document.baseURI);
      if (!endpoint) return report('endpoint (data-endpoint) must be an http(s) address: nothing is tracked');
      const toWire = createDispatch(window, options.site, readConsent, on);
      queue = createQueue(
        createTransport(window, endpoint, options),
        flushAfterMs,
        (batch) => {
          page?.refreshTitle();
          const wire = toWire(batch);
          emit('batch', wire);
          return encode(wire);
        },
        onDrop,
      );
      plugs.add(() =>
        onStorageChange(window, storageName, (text) => {
          if (!text) decide({ analytics: false, marketing: false, source: elsewhere });
        }),
      );
      watch();
    },
    stop() {
      plugs.removeAll();
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
      // One event that no collector takes would cost its whole batch.
      if (!/^[a-z]\w{0,99}$/i.test(name)) onDrop('name', 1);
      else {
        whenOpen(({ view }) => {
          gate.pass({
            page: view,
            name,
            at: Date.now(),
            params: typeof copy !== 'object' || Array.isArray(copy) ? undefined : copy,
          });
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
      if (hook === 'consent' && decisions[0]) listener(readConsent() as never);
      return on(hook, listener);
    },
  };
  if (respectGpc && hasPrivacySignal(window)) decide({ marketing: false, source: 'gpc', at: 1 });
  if (options.consent) decide(options.consent);
  return tracker;
};
