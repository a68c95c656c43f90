// What arrives, told at once to everyone who watches: server-sent events.
import type { ServerResponse } from 'node:http';
import type { FlatEvent, WireConsent } from 'etappe/wire';

/** One line of the feed. */
export interface LiveItem {
  kind: 'event' | 'consent';
  name: string;
  at: number;
  site: string;
  page: string;
  device: string;
  detail?: string;
  amount?: { value: number; currency: string };
}

export interface Live {
  /** Tells everyone what was just stored. */
  publish(events: readonly FlatEvent[]): void;
  /** Answers with a stream that starts with the latest items; `false` when too many are watching. */
  watch(response: ServerResponse): boolean;
  close(): void;
}

const maxWatchers = 100;
const keptItems = 40;
const rememberedDecisions = 1_000;
const clip = (value: unknown) => (typeof value === 'string' ? value.slice(0, 120) : undefined);

const describe = ({ name, params }: FlatEvent): string | undefined => {
  const items = Array.isArray(params.items) ? params.items : [];
  const first: unknown = items[0];
  const item = typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : {};
  const label = clip(item.item_name) ?? clip(item.item_id);
  if (label) return items.length > 1 ? `${label} and ${items.length - 1} more` : label;
  if (name === 'page_leave' && typeof params.engaged_ms === 'number') {
    return `${Math.round(params.engaged_ms / 1000)} s engaged${params.bounced === true ? ', bounced' : ''}`;
  }
  return clip(params.search_term) ?? clip(params.form_id) ?? clip(params.lead_source) ?? clip(params.method);
};

export const toLiveItem = (event: FlatEvent): LiveItem => {
  const { value, currency } = event.params;
  const detail = describe(event);
  return {
    kind: 'event',
    name: event.name.slice(0, 60),
    at: event.at,
    site: event.site,
    page: clip(event.page.title) || clip(event.page.url) || '',
    device: event.device.class,
    ...(detail && { detail }),
    ...(typeof value === 'number' &&
      typeof currency === 'string' && { amount: { value, currency: currency.slice(0, 3) } }),
  };
};

const toConsentItem = (event: FlatEvent, { analytics, marketing, source }: WireConsent): LiveItem => ({
  ...toLiveItem(event),
  kind: 'consent',
  name: 'consent',
  detail: `analytics ${analytics}, marketing ${marketing}${source ? ` (${source.slice(0, 40)})` : ''}`,
});

export const createLive = (): Live => {
  const watchers = new Set<ServerResponse>();
  const decisions = new Map<string, string>();
  let recent: LiveItem[] = [];

  const isNewDecision = ({ session, page, consent }: FlatEvent) => {
    const key = session?.id ?? page.id;
    const decision = `${consent.analytics} ${consent.marketing} ${consent.source}`;
    const isNew = decisions.get(key) !== decision;
    decisions.delete(key);
    decisions.set(key, decision);
    if (decisions.size > rememberedDecisions) decisions.delete(decisions.keys().next().value as string);
    return isNew;
  };

  const write = (response: ServerResponse, name: string, items: readonly LiveItem[]) =>
    response.write(`event: ${name}\ndata: ${JSON.stringify(items)}\n\n`);

  // A proxy or a phone that sleeps drops a silent stream; a comment line keeps it open.
  const ping = setInterval(() => {
    for (const response of watchers) response.write(': still here\n\n');
  }, 20_000);
  ping.unref();

  return {
    publish: (events) => {
      const items = events.flatMap((event) =>
        isNewDecision(event) ? [toConsentItem(event, event.consent), toLiveItem(event)] : [toLiveItem(event)],
      );
      recent = [...recent, ...items].slice(-keptItems);
      for (const response of watchers) {
        // Whoever reads too slowly is let go instead of being buffered for; the browser connects again by itself.
        if (response.writableLength > 1_000_000) response.destroy();
        else write(response, 'arrived', items);
      }
    },
    watch: (response) => {
      if (watchers.size >= maxWatchers) return false;
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 2000\n\n');
      write(response, 'recent', recent);
      watchers.add(response);
      response.on('close', () => watchers.delete(response));
      return true;
    },
    close: () => {
      clearInterval(ping);
      for (const response of watchers) response.end();
    },
  };
};
