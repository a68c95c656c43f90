// One journey from landing to leaving, as a collector receives it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { engines, type Session } from '../helpers/engines/index.ts';
import { expectPayloads } from '../helpers/expect-payloads.ts';

const tag = '<script src="/dist/etappe.js" data-endpoint="/e" data-site="test-shop"></script>';
const toPage = (title: string, body = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${tag}</head><body>${body}</body></html>`;

describe.each(engines)('in $name', (engine) => {
  let server: CollectingServer;
  let session: Session;

  beforeAll(async () => {
    server = await createCollectingServer();
    server.page('/', toPage('Start', '<a id="next" href="/mug">Mug</a>'));
    server.page('/mug', toPage('Mug', '<a id="next" href="/thanks">Buy</a>'));
    server.page('/thanks', toPage('Thank you'));
    session = await engine.open();
  });

  afterAll(async () => {
    await session?.close();
    await server?.close();
  });

  it('sends nothing and stores nothing before a grant, and everything held goes out with it', async () => {
    const page = await session.newPage(`${server.url}/?utm_source=newsletter&utm_medium=email&utm_campaign=autumn`);
    await page.evaluate(() => etappe('track', 'search', { search_term: 'mug' }));
    expect(await page.evaluate(() => localStorage.length + document.cookie.length)).toBe(0);
    expect(server.batches()).toEqual([]);

    await page.follow('#next');
    const grant = () => etappe('consent', { analytics: true, marketing: true, source: 'test-banner' });
    const item = { item_id: 'MUG-1', item_name: 'Mug', price: 19.9, quantity: 1 };
    const [view] = await expectPayloads(server, {
      action: async () => {
        await page.evaluate(grant);
        await page.evaluate(
          (item) => etappe('track', 'add_to_cart', { currency: 'EUR', value: 19.9, items: [item] }),
          item,
        );
        await page.follow('#next');
        await page.evaluate(grant);
        await page.evaluate(
          (item) => etappe('track', 'purchase', { transaction_id: 'A-1', currency: 'EUR', value: 19.9, items: [item] }),
          item,
        );
        // Hidden, not closed: Firefox loses some beacons when its driver closes a tab.
        await page.hide();
      },
      expected: [
        {
          name: 'page_view',
          n: 1,
          page: { title: 'Mug', kind: 'load' },
          consent: { analytics: 'granted', source: 'test-banner' },
          // The landing was another document; nothing of it was stored, and the tab still knows its address.
          source: { first: { source: 'newsletter', medium: 'email', campaign: 'autumn', landing: '/' } },
        },
        { name: 'add_to_cart', n: 2, params: { value: 19.9, items: [item] } },
        { name: 'page_leave', page: { title: 'Mug' } },
        { name: 'page_view', page: { title: 'Thank you', referrer: `${server.url}/mug` } },
        { name: 'purchase', visitor: { visits: 1, purchases: 1 }, params: { transaction_id: 'A-1' } },
        { name: 'page_leave', page: { title: 'Thank you' }, params: { bounced: false } },
      ],
      refuted: [{ page: { title: 'Start' } }, { name: 'search' }],
    });
    await page.close();
    const later = server.events().filter(({ visitor }) => visitor?.id !== view?.visitor?.id);
    expect(later).toEqual([]);
  });
});

declare const etappe: (method: string, ...args: unknown[]) => void;
