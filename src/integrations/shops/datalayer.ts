// Reads the events that a shop already pushes: GA4's and Universal Analytics', by dataLayer, gtag or Adobe's data layer.

import { listen, type Undo } from '../../browser/listen.ts';
import { needsValue } from '../../commerce/money.ts';
import type { Integration, Params } from '../../types.ts';
import { onPush } from '../pushes.ts';
import { readAdobeEvent } from './adobe-events.ts';
import { type Report, withReport } from './sightings.ts';

export interface DataLayerOptions {
  /** The array's name, where it is another one and no `l=` in the address of Tag Manager says so. @default 'dataLayer' */
  name?: string;
}

/** GA4's recommended events: https://support.google.com/analytics/answer/9267735 */
const events =
  /^((view|select)_(item(_list)?|cart|promotion)|add_(to_(cart|wishlist)|(shipping|payment)_info)|remove_from_cart|begin_checkout|purchase|refund|generate_lead|sign_up|login|search|share)$/;

/**
 * Universal Analytics names the event by a key, whatever `event` says:
 * https://developers.google.com/analytics/devguides/collection/ua/gtm/enhanced-ecommerce
 */
const legacyEvents: Record<string, string> = {
  impressions: 'view_item_list',
  detail: 'view_item',
  add: 'add_to_cart',
  remove: 'remove_from_cart',
  checkout: 'begin_checkout',
  purchase: 'purchase',
  refund: 'refund',
  click: 'select_item',
};

interface LegacySection {
  actionField?: Params;
  products?: unknown;
  /** Impressions are an array themselves. */
  length?: number;
}

interface AdobeDataLayer {
  push(start: (layer: AdobeDataLayer) => void): void;
  addEventListener(type: string, listener: (event: unknown) => void): void;
}

/** Tells the events of one entry: none, one, or several of Universal Analytics'. */
const readEntry = (raw: Params, way: string, report: Report): void => {
  const entry = readAdobeEvent(raw) ?? raw;
  // gtag() pushes its Arguments object: 'event', name, params.
  const isGtag = entry[0] === 'event';
  const ecommerce = ((isGtag ? entry[2] : entry.ecommerce) || {}) as Params;
  const params = isGtag || entry.ecommerce ? ecommerce : entry;
  let isLegacy = false;
  for (const kind in ecommerce.items ? {} : legacyEvents) {
    const section = ecommerce[kind] as LegacySection | undefined;
    if (!section) continue;
    isLegacy = true;
    const { id, revenue, option, ...action } = section.actionField ?? {};
    report(`${way}ua`, (action.step as number) > 1 ? 'checkout_step' : (legacyEvents[kind] as string), {
      ...action,
      currency: ecommerce.currencyCode,
      items: section.length ? section : section.products,
      step_name: option,
      transaction_id: id,
      value: revenue,
    });
  }
  // A wrapper event (UA_ecommerce, GA4_event, ecommerce) carries the name beside it.
  const name = [entry[1], entry.event_name, entry.ga4event, entry.event].find((candidate) =>
    events.test(candidate as string),
  );
  // A bare { event: 'add_to_cart' } only starts a tag. One push per receiver (`send_to`) is still one event.
  if (name && !isLegacy && (params.items || params.value || !needsValue.test(name as string)))
    report(way + isGtag + ecommerce.send_to, name as string, params);
};

/** Observes the data layers for a report that other integrations share. */
export const watchDataLayers = (report: Report, { name = 'dataLayer' }: DataLayerOptions = {}): Undo => {
  const page = window as unknown as Record<string, unknown>;
  const known = new WeakSet<object>();
  let waiting: [entry: Params, way: string][] = [];
  let isStopped = false;

  const take = (entries: readonly unknown[]): void => {
    const isReading = waiting.length;
    for (const entry of entries)
      if (Object(entry) === entry) {
        known.add(entry as Params);
        // What is pushed while an event is told may be its mirror: as a way of its own it can't tell it again.
        waiting.push([entry as Params, isReading ? 'echo ' : '']);
      }
    if (isReading || isStopped) return;
    for (const [entry, way] of waiting)
      try {
        readEntry(entry, way, report);
      } catch {
        // A getter of the page's own threw.
      }
    waiting = [];
  };

  const attachTo = (layerName: string): void => {
    page[layerName] ??= [];
    const layer = page[layerName];
    if (Array.isArray(layer)) {
      if (!known.has(layer)) onPush(layer, take);
      known.add(layer);
      take(layer.filter((entry) => !known.has(entry)));
    }
  };

  const attach = (): void => {
    attachTo(name);
    // Tag Manager's snippet and gtag's address say by `l=` that the array has another name.
    for (const { src } of document.scripts) {
      const [, other] = /\/g(?:tm\.|tag\/)js\?.*\bl=(\w+)/.exec(src) ?? [];
      if (other) attachTo(other);
    }
    // Adobe's library replaces push and pushes early entries anew; a function pushed to it may listen instead.
    const adobe = page.adobeDataLayer as AdobeDataLayer | undefined;
    if (adobe && !known.has(adobe)) {
      known.add(adobe);
      adobe.push((started) => started.addEventListener('adobeDataLayer:event', (event) => take([event])));
    }
  };

  attach();
  // A page may assign a new array after us.
  const stop = listen(window, 'load pageshow', attach);
  return () => {
    isStopped = true;
    stop();
  };
};

/** GA4 events out of `dataLayer`, `gtag()` and `adobeDataLayer`, whether they came before the start or come after it. */
export const dataLayer =
  (options?: DataLayerOptions): Integration =>
  (tracker) =>
    withReport(tracker, (report) => watchDataLayers(report, options));
