// Other trackers as contestants: those of ../shared/bench where it is installed, else those of our own bench.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contestant as Peer, Step } from '../contestants/contestant.ts';
import { type Field, loadContestants } from '../contestants/index.ts';
import { toBeginning } from '../stage/shop.ts';
import type { Contestant, Told } from './contestants.ts';

/** What a module of the other bench exports. */
interface Module {
  name: string;
  version?: string;
  /** Not a tracker, but what one is measured against. */
  floor?: boolean;
  script(): string | Promise<string>;
  init: string;
  pageview: string;
  addToCart?: string;
  beginCheckout?: string;
  purchase?: string;
  decode?(body: string, url: URL): { name: string }[];
  snippet?(endpoint: string): string;
  tag?(endpoint: string): string;
  respond?(url: URL): object | string;
}

/** Each comes once a page, so that a name tells which of them arrived. */
const tracked: readonly Step[] = ['add_to_cart', 'begin_checkout', 'purchase'];
const names = ['page_view', ...tracked];

/** The other bench's shop has items and orders with names of its own. */
const toCall = (call = '') => `{
  const own = { ...item, id: item.item_id, name: item.item_name, brand: item.item_brand, category: item.item_category };
  ((item, order) => { ${call} })(own, { ...order, id: order.transaction_id, items: [own] });
}`;

const toPeer = async (module: Module): Promise<Peer> => ({
  name: module.name,
  version: module.version ?? '',
  code: await module.script(),
  before: (collector) => module.snippet?.(collector) ?? '',
  attributes: (collector) => module.tag?.(collector) ?? '',
  begin: `const endpoint = collector; ${module.init}\n${module.pageview}`,
  calls: {
    add_to_cart: toCall(module.addToCart),
    begin_checkout: toCall(module.beginCheckout),
    add_shipping_info: '',
    add_payment_info: '',
    purchase: toCall(module.purchase),
  },
  read: (body, url) => module.decode?.(body, url).map(({ name }) => name) ?? [],
  answer: (url) => module.respond?.(url) ?? {},
});

const loadModules = async (directory: string): Promise<Field> => {
  const field: Field = { contestants: [], absent: [] };
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.js'))) {
    try {
      const { default: module }: { default: Module } = await import(pathToFileURL(join(directory, file)).href);
      if (module.floor) continue;
      if (module.name === 'Ackee') throw new Error('its actions do not say of which page they are');
      field.contestants.push(await toPeer(module));
    } catch (error) {
      field.absent.push({ name: file.replace('.js', ''), reason: (error as Error).message.split('\n')[0] ?? '' });
    }
  }
  return field;
};

/** A body as JSON or a form, whose data may be base64. */
const toText = (body: string): string => {
  const data = new URLSearchParams(body).get('data') ?? '';
  return /^[\w+/]+=*$/.test(data) ? Buffer.from(data, 'base64').toString() : data || body;
};

/** The text of each event, or of all for each where it is no list of so many. */
const toTexts = (body: string, count: number): string[] => {
  const text = toText(body);
  const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length === count;
  try {
    const data = JSON.parse(text);
    const list = [data, ...Object.values(data)].find(isList);
    if (list && count > 1) return list.map((event) => JSON.stringify(event));
  } catch {
    // A query, as Matomo sends it.
  }
  return Array(count).fill(text);
};

/** Where a visit began and what came before are other pages than the event's own. */
const toPage = (text: string): string =>
  /round-\d+/.exec(text.replace(/"[^"]*(initial|entry|refer)[^"]*":\s*"[^"]*"/gi, ''))?.[0] ?? 'later';

/** PostHog compresses, and the origin reads texts. */
const toPlain = (begin: string): string => begin.replace(/(posthog\.init\(.+?, \{)/, '$1 disable_compression: true,');

const toContestant = (peer: Peer): Contestant => ({
  name: peer.name,
  head: (_, origin) => `<script>${peer.before?.(origin, true) ?? ''}</script>
    <script src="/script.js" ${peer.attributes?.(origin) ?? ''}></script><script>${toBeginning({ ...peer, begin: toPlain(peer.begin) }, origin)}</script>`,
  track: (index) => `shop.${tracked[index]}(shop.item, shop.order)`,
  hasFarewell: false,
  read: (body, url) => {
    if (!body && !url.search) return [];
    const told = peer.read(body, url);
    const texts = toTexts(body || url.search, told.length);
    return told.flatMap((name, index): Told[] => {
      const id = toPage(texts[index] ?? '');
      const page = { id, url: `${url.origin}/${id}` };
      return names.includes(name) ? [{ site: 'shop', n: names.indexOf(name) + 1, name, params: {}, page }] : [];
    });
  },
  peer: {
    script: peer.code,
    host: 'www.shop.test',
    // Some trackers keep silent before automation, robots and localhost.
    options: {
      chromiumArgs: [
        '--disable-blink-features=AutomationControlled',
        '--host-resolver-rules=MAP *.test 127.0.0.1',
        '--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      ],
    },
    answer: (url) => peer.answer?.(url) ?? {},
  },
});

/** @param directory of the other bench, seen from the root */
export const loadPeers = async (directory: string): Promise<{ contestants: Contestant[]; remarks: string[] }> => {
  const place = resolve(import.meta.dirname, '../..', directory);
  const isInstalled = existsSync(join(place, 'node_modules'));
  const { contestants, absent } = isInstalled
    ? await loadModules(join(place, 'contestants'))
    : await loadContestants(['umami', 'plausible', 'walkeros', 'snowplow', 'posthog', 'rudderstack', 'segment']);
  const where = `${directory} is ${existsSync(place) ? 'not installed' : 'absent'}: the peers are those of bench/contestants.`;
  return {
    contestants: contestants.map(toContestant),
    remarks: [...(isInstalled ? [] : [where]), ...absent.map(({ name, reason }) => `${name} is left out: ${reason}`)],
  };
};
