// What arrives, told at once to everyone who watches: server-sent events.
import type { ServerResponse } from 'node:http';
import type { FlatEvent } from 'etappe/wire';
import { keptItems, type LiveItem, toConsentItem, toLiveItem } from './live-items.ts';

export interface Live {
  /** Tells everyone what was just stored. */
  publish(events: readonly FlatEvent[]): void;
  /** Answers with a stream that starts with the latest items; `false` when too many are watching. */
  watch(response: ServerResponse): boolean;
  close(): void;
}

const maxWatchers = 100;
const rememberedDecisions = 1_000;

/** @param earlier what the feed begins with */
export const createLive = (earlier: readonly LiveItem[] = []): Live => {
  const watchers = new Set<ServerResponse>();
  const decisions = new Map<string, string>();
  let recent = [...earlier];

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
