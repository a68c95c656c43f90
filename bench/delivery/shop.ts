// The pages that are played with, and the collector that counts what came of each.
import { join } from 'node:path';
import { createLedger, type FlatEvent } from '../../src/wire/index.ts';
import { type LoggedRequest, openOrigin, type Reply } from '../../test/helpers/origin.ts';
import { serveDirectory } from '../../test/helpers/static-files.ts';
import type { Contestant, Told } from './contestants.ts';

/** A page view and so many more. */
const tracksPerPage = 3;
export const eventsPerPage = 1 + tracksPerPage;

/** Longer than what etappe waits before it writes. */
const readyAfterMs = 500;
const laterMs = 10 * 60_000;

export interface Count {
  arrived: number;
  double: number;
}

export interface Shop {
  /** The address of a page that tracks, and then says that it is ready. */
  page(round: string): string;
  blank: string;
  /** A page of another visit, ten minutes later. */
  later: string;
  /** A status for the collector; 0 cuts connections. */
  answer(status: number): void;
  whenReady(url: string): Promise<void>;
  /** The later page has had its time to take up what was left. */
  whenLater(): Promise<void>;
  whenQuiet(): Promise<void>;
  /** What came of pages with such addresses. Throws if a body could not be read. */
  count(urls: readonly string[]): Count;
  close(): Promise<void>;
}

const toPage = (title: string, head: string, body = '') =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body>${body}</body></html>`;

const poll = async (isDone: () => boolean, what: string, timeoutMs = 30_000) => {
  const giveUpAt = Date.now() + timeoutMs;
  while (!isDone()) {
    if (Date.now() > giveUpAt) throw new Error(`${what} after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const openShop = async (contestant: Contestant): Promise<Shop> => {
  const { peer } = contestant;
  const events: Told[] = [];
  const problems: string[] = [];
  const ready = new Set<string>();
  let status = 204;
  let openRequests = 0;
  let lastAt = 0;
  const origin = await openOrigin({
    opened: () => {
      openRequests++;
    },
    answered: () => {
      openRequests--;
      lastAt = Date.now();
    },
  });
  const url = peer ? origin.url.replace('127.0.0.1', peer.host) : origin.url;
  const route = (...[path, answer]: Parameters<typeof origin.route>) => {
    origin.route(path, answer);
    return url + path;
  };
  route('/dist/*', serveDirectory(join(import.meta.dirname, '../../dist'), '/dist/'));
  route('/favicon.ico', { status: 204 });
  const collect = ({ body, path, query }: LoggedRequest): Reply => {
    const address = new URL(`${path}?${query}`, url);
    const answer = peer?.answer(address) ?? '';
    const taken: Reply = peer
      ? { body: typeof answer === 'string' ? answer : JSON.stringify(answer) }
      : { status: 204 };
    try {
      const told = contestant.read(body, address);
      // A peer's settings come from elsewhere than where its events go.
      if (status !== 204 && (told.length || !peer)) return { status: status || 204, reset: !status };
      events.push(...told);
    } catch (error) {
      problems.push(`${path}: ${(error as Error).message}`);
    }
    return taken;
  };
  route('/e', collect);
  if (peer) {
    route('/script.js', { body: peer.script, headers: { 'content-type': 'text/javascript;charset=utf-8' } });
    route('*', collect);
  }
  route('/ready', ({ query }) => {
    ready.add(query.get('url') ?? '');
    return { status: 204 };
  });
  const tracking = Array.from({ length: tracksPerPage }, (_, index) => contestant.track(index)).join('; ');
  // A tab that was opened behind another is ready once it is seen.
  const telling = (afterMs: number) => `<script>
      ${tracking};
      const tell = () => setTimeout(() => fetch('/ready?url=' + encodeURIComponent(location.href)), ${afterMs});
      if (document.visibilityState === 'visible') tell();
      else document.addEventListener('visibilitychange', tell, { once: true });
    </script>`;
  // Both clocks: RudderStack asks `new Date()` whether a queue is abandoned.
  const ahead = `<script>{
      const Now = Date, now = () => Now.now() + ${laterMs};
      Date = class extends Now { static now = now; constructor(...date) { super(...(date.length ? date : [now()])) } };
    }</script>`;
  const later = `${url}/later`;
  route('/later', toPage('later', ahead + contestant.head('/e', url), telling(5_000)));
  return {
    page: (round) => route(`/${round}`, toPage(round, contestant.head('/e', url), telling(readyAfterMs))),
    blank: route('/blank', toPage('blank', '')),
    later,
    answer: (next) => {
      status = next;
    },
    whenReady: (page) => poll(() => ready.has(page), `${page} is not ready`),
    whenLater: () => poll(() => ready.delete(later), 'the later page is not ready', 60_000),
    whenQuiet: async () => {
      const startedAt = Date.now();
      await poll(() => !openRequests && Date.now() - Math.max(startedAt, lastAt) > 300, 'not quiet');
    },
    count: (urls) => {
      if (problems[0]) throw new Error(problems[0]);
      const arrivals = createLedger().enter(events as FlatEvent[]);
      const ours = arrivals.filter((_, index) => urls.includes(events[index]?.page.url as string));
      return {
        arrived: ours.filter((arrival) => arrival === 'new').length,
        double: ours.filter((arrival) => arrival === 'double').length,
      };
    },
    close: origin.down,
  };
};
