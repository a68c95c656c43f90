// Watching one page: its views, its totals, its coming and going.
import { onRestored, onSight } from './browser/lifecycle.ts';
import { listen, type Undo } from './browser/listen.ts';
import { onNavigation } from './browser/navigation.ts';
import { type Attention, createAttentionMeter, signsOfLife } from './engagement/attention.ts';
import { createPageView, type PageView, toViewKey } from './page/page.ts';
import { redactText } from './page/redact.ts';
import type { PageDetails, PageKind, Params, TrackerOptions } from './types.ts';

export interface OpenPage {
  view: PageView;
  open(kind: PageKind, details?: PageDetails): void;
  /** The last moment to read a title is when it is sent. */
  refreshTitle(): void;
  /** Records the last totals. */
  leave(): void;
  readTotals(): Attention;
  close: Undo;
}

export interface PageListener {
  record(page: PageView, name: string, params?: Params): void;
  /** Called for the page as it is found, on each change, after the totals of a page gone out of sight, and on a return. */
  onSight(isVisible: boolean): void;
  /** Called on every sign of life. */
  onLife(): void;
}

/**
 * Opens the first page view, and records views and their totals until `close`.
 */
export const observePage = (
  window: Window,
  { navigation, queryParams = [] }: TrackerOptions,
  listener: PageListener,
): OpenPage => {
  const { document, location } = window;
  const { record } = listener;
  const keepParams = `${queryParams}`.match(/[^\s,]+/g) ?? [];
  const meter = createAttentionMeter(window);
  const isHashRouted = navigation === 'hash';
  const isManual = navigation === 'manual';
  let viewKey: string;
  let reportedMs: number;
  /** In manual mode there is no page view until the page makes one. */
  let isOpen = !isManual;
  let hasOwnTitle = false;

  const leave = () => {
    const totals = meter.read();
    if (isOpen && totals.visible_ms !== reportedMs) record(page.view, 'page_leave', totals);
    reportedMs = totals.visible_ms;
  };

  const toKey = () => toViewKey(location, keepParams, isHashRouted);

  const enter = (kind: PageKind, referrer: string, details?: PageDetails) => {
    const { url, title } = details ?? {};
    meter.reset();
    reportedMs = -1;
    viewKey = toKey();
    hasOwnTitle = !!title;
    return createPageView(url ?? location.href, title ?? document.title, referrer, kind, keepParams);
  };

  const refreshTitle = () => {
    if (document.title && !hasOwnTitle) page.view.wire.title = redactText(document.title);
  };

  const open = (kind: PageKind, details?: PageDetails) => {
    const { view } = page;
    // Frameworks set a title after its address, so this is still the old view's.
    refreshTitle();
    leave();
    page.view = enter(kind, isOpen ? view.wire.url : document.referrer, details);
    // The first view that is made by hand is the arrival.
    if (!isOpen) page.view.touch = view.touch;
    isOpen = true;
    record(page.view, 'page_view');
  };

  const isPrerendered = (document as Document & { prerendering?: boolean }).prerendering;
  const undos = [
    listen(window, `${signsOfLife} focus blur`, (event) => {
      meter.note(event);
      listener.onLife();
    }),
    onRestored(window, () => {
      // What was withdrawn meanwhile is found out now, and closes this page.
      listener.onSight(true);
      // It has told its totals on the way into the cache, and has been in sight for a moment since.
      reportedMs = meter.read().visible_ms;
      if (!isManual && undos[0]) open('restore');
    }),
    onSight(window, (isVisible) => {
      meter.note();
      if (!isVisible) leave();
      listener.onSight(isVisible);
    }),
    onNavigation(window, () => {
      if (!isManual && viewKey !== toKey()) open(isHashRouted ? 'hash' : 'history');
    }),
  ];
  const page: OpenPage = {
    view: enter(isPrerendered ? 'prerender' : 'load', document.referrer),
    open,
    refreshTitle,
    leave,
    readTotals: meter.read,
    close() {
      meter.stop();
      for (const undo of undos.splice(0)) undo();
    },
  };
  if (!isManual) record(page.view, 'page_view');
  listener.onSight(document.visibilityState !== 'hidden');
  return page;
};
