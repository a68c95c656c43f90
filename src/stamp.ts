// From something that happened to a numbered event in the queue: the last stop before delivery, past the gate.
import { createPurchaseLedger } from './commerce/purchases.ts';
import { isBounced } from './engagement/bounce.ts';
import type { JourneyKeeper } from './journey/journey.ts';
import { isSampled } from './journey/visitor.ts';
import type { PageView } from './page/page.ts';
import type { DropReason, Params, Touch, TrackedEvent, TrackerOptions } from './types.ts';
import type { StampedEvent } from './wire/encode.ts';

/** Something that happened, with the page view it happened in. */
export interface Moment extends TrackedEvent {
  page: PageView;
}

interface StampOptions {
  isGranted(): boolean;
  /** Where this tab came to the site, for a visitor whose landing went unrecorded. */
  recoverTouch(): Touch | undefined;
  /** Takes the numbered event. */
  enqueue(stamped: StampedEvent): void;
  onDrop(reason: DropReason, count: number): void;
}

export interface Stamper {
  stamp(moment: Moment): void;
  /** What would be sent if the page were left now. It is not counted, and nobody has its number. */
  preview(page: PageView, readTotals: () => Params): StampedEvent | undefined;
}

/** One event that no collector takes would cost its whole batch. */
export const isName = (name: unknown): boolean => typeof name === 'string' && /^[a-z]\w{0,99}$/i.test(name);

/** Only an object is one; a list is none. */
export const toParams = (params: Params | undefined): Params | undefined =>
  Object(params) === params && !Array.isArray(params) ? params : undefined;

const withoutQuery = (url: string | undefined) => url?.replace(/\?.*/, '');

export const createStamper = (
  { beforeSend, sampleRate = 1, engagedAfterMs }: TrackerOptions,
  journey: JourneyKeeper,
  { isGranted, recoverTouch, enqueue, onDrop }: StampOptions,
): Stamper => {
  let last: StampedEvent | undefined;
  const ledger = createPurchaseLedger(journey.recall, journey.remember);
  /** The owner's last word. A listener that throws or returns nonsense costs its event, never the page or a batch. */
  const change = (event: TrackedEvent): TrackedEvent | undefined => {
    try {
      const { name, at, params } = (beforeSend ? beforeSend(event) : event) as TrackedEvent;
      if (isName(name)) return { name, at: Math.round(at) || event.at, params: toParams(params) };
    } catch {}
    return undefined;
  };

  /** The verdict on the visit so far; without consent, on the page view alone. */
  const judge = (page: PageView, totals: Params | undefined): Params => {
    const { views, names } = (isGranted() && journey.session()) || { views: 1, names: page.names };
    return { ...totals, bounced: isBounced(views, totals?.engaged_ms as number, names, engagedAfterMs) };
  };

  const stamp = ({ page, ...moment }: Moment): void => {
    const event = change(moment);
    if (!event) {
      onDrop('before-send', 1);
      return;
    }
    const { name, at } = event;
    let { params } = event;
    const order = name === 'purchase' && params?.transaction_id;
    if (ledger.has(order)) {
      onDrop('repeat', 1);
      return;
    }
    const identity = isGranted() ? journey.count(name, at, page.touch, recoverTouch) : undefined;
    if (!isSampled(identity?.visitor?.id ?? page.id, sampleRate)) return;
    if (!page.names.includes(name)) page.names.push(name);
    ledger.enter(order);
    if (identity) page.touch = undefined;

    if (name === 'page_leave') params = judge(page, params);
    // So that a collector can attribute them without a join.
    if (identity && /^(purchase|generate_lead)$/.test(name)) {
      params = { ...params, journey: journey.journey().touchpoints };
    }

    const { url, referrer } = page.wire;
    last = {
      event: { n: ++page.n, page: page.id, name, at, params },
      page: identity ? page.wire : { ...page.wire, url: withoutQuery(url) as string, referrer: withoutQuery(referrer) },
      identity,
    };
    enqueue(last);
  };

  return {
    stamp,
    preview(page, readTotals) {
      const { id, n } = page;
      if (!isGranted() || last?.event.page !== id) return undefined;
      const event = change({ name: 'page_leave', at: Date.now(), params: judge(page, readTotals()) });
      return event ? { ...last, event: { ...event, page: id, n: n + 1 } } : undefined;
    },
  };
};
