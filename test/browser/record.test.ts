// Where the visitor's record stands: it moves when `cookieDomain` changes, fits into a cookie, and goes from everywhere.
// And what a driven browser says of itself: each of these is one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { engines, type PageHandle, type Session } from '../helpers/engines/index.ts';

declare const etappe: (method: string, ...args: unknown[]) => Promise<void>;

const granting = `<script>
  window.etappe=window.etappe||function(){(etappe.q=etappe.q||[]).push(arguments)};
  etappe('consent', { analytics: true, marketing: true, source: 'test' });
</script>`;
const toPage = (attributes: string) =>
  `<!doctype html><meta charset="utf-8"><title>Shop</title>${granting}<script src="/dist/etappe.js" data-endpoint="/e" ${attributes}></script>`;

describe.each(engines)('in $name', ({ name, open }) => {
  let server: CollectingServer;
  let session: Session;
  let page: PageHandle;

  beforeAll(async () => {
    server = await createCollectingServer();
    server.page('/local', toPage(''));
    server.page('/domain', toPage('data-cookie-domain="shop.localhost"'));
    server.page('/host', toPage('data-cookie-domain="www.shop.localhost"'));
    server.page('/bots', toPage('data-skip-bots'));
    session = await open();
    page = await session.newPage();
  });
  afterAll(async () => {
    await session?.close();
    await server?.close();
  });

  const toUrl = (path: string, host = 'www.shop.localhost') => server.url.replace('127.0.0.1', host) + path;

  /** Opens a page and returns who was seen on it. */
  const visit = async (path: string, host?: string) => {
    const since = server.events().length;
    await page.goto(toUrl(path, host));
    await page.evaluate(() => etappe('flush'));
    const [view] = await server.whenEvents([{ name: 'page_view', page: { url: toUrl(path, host) } }], { since });
    return { id: view?.visitor?.id, session: view?.session?.id, visits: view?.visitor?.visits };
  };
  const readPlaces = () =>
    page.evaluate(() => ({
      local: Object.keys(localStorage),
      cookies: document.cookie.split('; ').flatMap((cookie) => cookie.split('=')[0] || []),
    }));
  const inLocal = { local: ['etappe'], cookies: [] };
  /** What is left in localStorage is a sign that it is in a cookie. */
  const inCookie = { local: ['etappe'], cookies: ['etappe'] };

  it('is the same visitor and visit wherever `cookieDomain` has the record, which stands in one place only', async () => {
    const visitor = await visit('/local');
    expect(visitor).toMatchObject({ id: expect.any(String), visits: 1 });
    for (const [path, host, places] of [
      ['/local', 'www.shop.localhost', inLocal],
      ['/domain', 'www.shop.localhost', inCookie],
      ['/domain', 'pay.shop.localhost', inCookie],
      ['/host', 'www.shop.localhost', inCookie],
      ['/domain', 'www.shop.localhost', inCookie],
      ['/local', 'www.shop.localhost', inLocal],
    ] as const) {
      expect([path, host, await visit(path, host)]).toEqual([path, host, visitor]);
      expect([path, host, await readPlaces()]).toEqual([path, host, places]);
    }
  });

  it('is cut to fit into the cookie, and still the same visitor’s', async () => {
    const visitor = await visit('/local');
    await page.evaluate(() => {
      const record = JSON.parse(localStorage.getItem('etappe') as string);
      const [first] = record.path;
      record.path = Array.from({ length: 20 }, (_, index) => ({ ...first, campaign: `${index} ${'ä'.repeat(200)}` }));
      localStorage.setItem('etappe', JSON.stringify(record));
    });
    expect(await visit('/domain')).toEqual(visitor);
    expect(await readPlaces()).toEqual(inCookie);
    expect(await visit('/domain')).toEqual(visitor);
    const campaigns = await page.evaluate(() =>
      (etappe('journey') as unknown as { touchpoints: { campaign: string }[] }).touchpoints.map(({ campaign }) =>
        campaign.replace(/ .*/, ''),
      ),
    );
    expect([campaigns[0], campaigns.at(-1)]).toEqual(['0', '19']);
    expect(campaigns.length).toBeLessThan(20);
  });

  it('is gone from every place after a withdrawal', async () => {
    await visit('/domain');
    const left = await page.evaluate(() => {
      for (const domain of ['', ';domain=www.shop.localhost', ';domain=shop.localhost']) {
        // biome-ignore lint/suspicious/noDocumentCookie: what an older setting left behind
        document.cookie = `etappe=x;path=/${domain}`;
      }
      localStorage.setItem('etappe', 'x');
      const before = document.cookie.split('etappe=').length - 1;
      etappe('consent', { analytics: false, marketing: false, source: 'test' });
      return [before, document.cookie, localStorage.length];
    });
    expect(left).toEqual([3, '', 0]);
  });

  // Between two windows of an automated WebKitGTK no storage event passes.
  it.skipIf(name === 'webkit')('moves without another tab taking that for a withdrawal', async () => {
    const visitor = await visit('/local');
    await page.evaluate(() => {
      (window as unknown as { moved: Promise<void> }).moved = new Promise((resolve) =>
        addEventListener('storage', ({ newValue }) => newValue === '-' && resolve()),
      );
    });
    const other = await session.newPage(toUrl('/domain'));
    await page.show();
    await page.evaluate(() => (window as unknown as { moved: Promise<void> }).moved);
    await page.evaluate(() => {
      etappe('track', 'search', { search_term: 'mug' });
      return etappe('flush');
    });
    await server.whenEvents([{ name: 'search', visitor: { id: visitor.id as string } }]);
    await other.close();
  });

  it('is flagged as a bot, and left alone where the owner skips those', async () => {
    await visit('/local');
    expect(server.batches().every(({ batch }) => batch.device.bot)).toBe(true);
    await page.evaluate(() => {
      etappe('consent', { analytics: false, marketing: false, source: 'test' });
    });
    await server.whenQuiet();
    const received = server.batches().length;
    await page.goto(toUrl('/bots'));
    await page.evaluate(() => {
      etappe('track', 'search', { search_term: 'mug' });
      return etappe('flush');
    });
    await page.hide();
    await page.show();
    await server.whenQuiet();
    expect(await readPlaces()).toEqual({ local: [], cookies: [] });
    expect(server.batches()).toHaveLength(received);
  });
});
