// Watching one page: its views, its totals, its coming and going.
import { onRestored, onSight } from './browser/lifecycle.ts';
import { listen, type Undo } from './browser/listen.ts';
import { onNavigation } from './browser/navigation.ts';
import { createAttentionMeter, signsOfLife } from './engagement/attention.ts';
import { createPageView, type PageView, toViewKey } from './page/page.ts';
import { redactText } from './page/redact.ts';
import type { PageDetails, PageKind, Params, TrackerOptions } from './types.ts';

export interface OpenPage {
  view: PageView;
  open(kind: PageKind, details?: PageDetails): void;
  /** Frameworks set the title after the address; the last moment to read it is when it is sent. */
  refreshTitle(): void;
  close: Undo;
}

export interface PageListener {
  record(page: PageView, name: string, params?: Params): void;
  /** Called once for the page as it is found, then on each change, after the totals of a page gone out of sight. */
  onSight(isVisible: boolean): void;
}

/**
 * Opens the first page view, and records views and their totals until `close`, which records the last totals.
 */
export const observePage = (
  window: Window,
  navigation: TrackerOptions['navigation'],
  keepParams: readonly string[],
  listener: PageListener,
): OpenPage => {
  const { document, location } = window;
  const { record } = listener;
  const meter = createAttentionMeter(window);
  const isHashRouted = navigation === 'hash';
  const isManual = navigation === 'manual';
  let viewKey: string;
  let reportedMs: number;

  const leave = () => {
    const totals = meter.read();
    if (totals.visible_ms !== reportedMs) record(page.view, 'page_leave', totals);
    reportedMs = totals.visible_ms;
  };

  const toKey = () => toViewKey(location, keepParams, isHashRouted);

  const enter = (
    kind: PageKind,
    referrer: string,
    { url = location.href, title = document.title }: PageDetails = {},
  ) => {
    meter.reset();
    reportedMs = -1;
    viewKey = toKey();
    return createPageView(url, title, referrer, kind, keepParams);
  };

  const open = (kind: PageKind, details?: PageDetails) => {
    leave();
    page.view = enter(kind, page.view.wire.url, details);
    record(page.view, 'page_view');
  };

  const isPrerendered = (document as Document & { prerendering?: boolean }).prerendering;
  const undos = [
    listen(window, `${signsOfLife} focus blur`, ({ type }) => meter.note(type)),
    onRestored(window, () => open('restore')),
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
    refreshTitle() {
      if (document.title) page.view.wire.title = redactText(document.title);
    },
    close() {
      leave();
      for (const undo of undos) undo();
    },
  };
  if (!isManual) record(page.view, 'page_view');
  listener.onSight(document.visibilityState !== 'hidden');
  return page;
};
