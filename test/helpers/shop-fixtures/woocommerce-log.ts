// The captured logs of real WooCommerce shops: page by page, what its scripts told, asked for and got.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captures } from './woocommerce-shop.ts';

export type LogLine =
  /** A request: by jQuery (`XHR`) or not (`FETCH`). Bodies are in the log of the blocks only, cut where they are long. */
  | { kind: 'XHR' | 'FETCH'; method: string; path: string; body: string }
  | { kind: 'RESP'; status: number; path: string; keys: string[]; order: string | undefined }
  /** An action of `wp.hooks`, without WooCommerce's prefix. */
  | { kind: 'HOOK'; name: string; productId: number | undefined; quantity: number | undefined }
  /** A DOM event of the blocks. */
  | { kind: 'DOM'; name: string; detail: unknown }
  /** A jQuery event on the body. */
  | { kind: 'BODY'; name: string; html: string };

export interface LoggedPage {
  /** Absent for pages that the log has no headline for. */
  path?: string;
  /** What came before the headline, which was written when the page had been loaded. */
  load: LogLine[];
  after: LogLine[];
  /** What the page was found to say: `body` (its class), `main`, `STOREAPI items`, `cartData totals`. */
  said: Record<string, string>;
}

const toPath = (url: string) => url.replace('http://127.0.0.1:8088', '');
const toNumber = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const readLine = (line: string): LogLine | undefined => {
  const request = /^ {4}(XHR|FETCH) (\w+) (\S+) ?(.*)/.exec(line);
  if (request)
    return {
      kind: request[1] as 'XHR',
      method: request[2] as string,
      path: toPath(request[3] as string),
      body: request[4] as string,
    };
  const response = /^ {4}RESP (\d+) (\S+) keys=(\S*)/.exec(line);
  if (response)
    return {
      kind: 'RESP',
      status: Number(response[1]),
      path: toPath(response[2] as string),
      keys: (response[3] as string).split(',').filter(Boolean),
      order: /order_id=(\d+)/.exec(line)?.[1],
    };
  const hook = /^ {4}HOOK (\S+)/.exec(line);
  if (hook)
    return {
      kind: 'HOOK',
      name: hook[1] as string,
      productId: toNumber(/product\.id=(\d+)/.exec(line)?.[1]),
      quantity: toNumber(/ q=(\d+)/.exec(line)?.[1]),
    };
  const dom = /^ {4}DOM (\S+) .*detail=(.*)/.exec(line);
  if (dom) return { kind: 'DOM', name: dom[1] as string, detail: JSON.parse(dom[2] as string) };
  const body = /^ {4}on(\w+)\(prop on body\) args=(.*)/.exec(line);
  return body ? { kind: 'BODY', name: body[1] as string, html: body[2] as string } : undefined;
};

/** @param opening where in the text a page begins: a headline, or what the page did before it */
export const readWooCommerceLog = async (file: string, opening: RegExp): Promise<LoggedPage[]> =>
  (await readFile(join(captures, file), 'utf8')).split(opening).map((text) => {
    const page: LoggedPage = { load: [], after: [], said: {} };
    for (const line of text.split('\n')) {
      const [, url] = /^== .* (http:\S+)/.exec(line) ?? [];
      const [, key, value] = /^ {3}([a-zA-Z]+(?: totals| items)?)[= ](\S.*)/.exec(line) ?? [];
      if (url) page.path = toPath(url);
      if (key && value) page.said[key] ??= value;
      const lines = page.path ? page.after : page.load;
      const read = readLine(line);
      if (read) lines.push(read);
      // The notice of what was refused goes on in the lines below.
      const last = lines.at(-1);
      if (!read && last?.kind === 'BODY' && last.name === 'checkout_error') last.html += line;
    }
    return page;
  });
