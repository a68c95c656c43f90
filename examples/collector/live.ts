// What arrives, told at once to everyone who watches: server-sent events.
import type { ServerResponse } from 'node:http';
import type { FlatEvent } from 'etappe/wire';
import { keptItems, type LiveItem, toConsentItem, toLiveItem } from './live-items.ts';
import { isBotEvent } from './rows.ts';
import type { Arrival } from './sink.ts';

export interface WatchOptions {
  /** Tell of robots too. @default false */
  bots?: boolean;
}

export interface Live {
  /** Tells everyone what was just stored. */
  publish(arrival: Arrival): void;
  /** Begins anew for everyone, after something was deleted. */
  retell(items: readonly LiveItem[]): void;
  /** Answers with a stream that starts with the latest items; `false` when too many are watching. */
  watch(response: ServerResponse, options?: WatchOptions): boolean;
  close(): void;
}

const maxWatchers = 100;
const rememberedDecisions = 1_000;

/** @param earlier what the feed begins with */
export const createLive = (earlier: readonly LiveItem[] = []): Live => {
  const watchers = new Map<ServerResponse, { bots: boolean }>();
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

  const write = (response: ServerResponse, name: string, items: readonly LiveItem[]) => {
    const wanted = items.filter(({ bot }) => !bot || watchers.get(response)?.bots);
    if (name === 'recent' || wanted.length > 0) response.write(`event: ${name}\ndata: ${JSON.stringify(wanted)}\n\n`);
  };

  // A proxy or a phone that sleeps drops a silent stream; a comment line keeps it open.
  const ping = setInterval(() => {
    for (const response of watchers.keys()) response.write(': still here\n\n');
  }, 20_000);
  ping.unref();

  return {
    publish: ({ events, sender }) => {
      const items = events.flatMap((event) => {
        const told = { ...event, bot: isBotEvent(event, sender) };
        return isNewDecision(event) ? [toConsentItem(told, event.consent), toLiveItem(told)] : [toLiveItem(told)];
      });
      recent = [...recent, ...items].slice(-keptItems);
      for (const response of watchers.keys()) {
        // Whoever reads too slowly is let go instead of being buffered for; the browser connects again by itself.
        if (response.writableLength > 1_000_000) response.destroy();
        else write(response, 'arrived', items);
      }
    },
    retell: (items) => {
      recent = [...items];
      for (const response of watchers.keys()) write(response, 'recent', recent);
    },
    watch: (response, { bots = false } = {}) => {
      if (watchers.size >= maxWatchers) return false;
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 2000\n\n');
      watchers.set(response, { bots });
      write(response, 'recent', recent);
      response.on('close', () => watchers.delete(response));
      return true;
    },
    close: () => {
      clearInterval(ping);
      for (const response of watchers.keys()) response.end();
    },
  };
};
