// What a page tells of why a visit may have broken off, and of its forms.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Signals } from '../../src/types.ts';
import type { FlatEvent } from '../../src/wire/index.ts';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { engines, type PageHandle, type Session } from '../helpers/engines/index.ts';
import { expectPayloads } from '../helpers/expect-payloads.ts';

declare const etappe: (method: string, ...args: unknown[]) => unknown;
declare const details: number[];

const granting = "etappe('consent',{analytics:true,source:'test'});";
const toPage = (title: string, body: string, script = granting) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
  <script>window.etappe=function(){(etappe.q=etappe.q||[]).push(arguments)};${script}</script>
  <script src="/dist/etappe.shop.js" data-endpoint="/e"></script></head><body>${body}</body></html>`;

const product = `<main><h1>Mug of stoneware</h1><img src="/gone.jpg" alt="Mug">
  <p data-etappe-seen="shipping">plus postage</p><a href="#agb">AGB</a>
  <button id="dead">Sizes</button>
  <button id="alive" onclick="this.append('!')">Buy now</button>
  <button id="copy" onclick="getSelection().selectAllChildren(document.querySelector('h1')); document.execCommand('copy')">Copy</button>
  <form id="address"><input name="word" type="password"><input name="email" type="email">
  <input name="postcode" required><button id="send">On</button></form>
  <a id="on" href="/two">Two</a><div style="height:4000px"></div><h2>Bewertungen</h2></main>
  <script>window.details = []; onclick = ({ detail }) => details.push(detail);
  setTimeout(() => nowhere()); Promise.reject(new Error('x'));
  etappe('track', 'view_item', { currency: 'EUR', value: 9, items: [{ item_id: 'M1', price: 9 }] });</script>`;

const newsletter = `<form data-etappe-lead="newsletter" onsubmit="event.preventDefault()">
  <input name="email" type="email"><button>Subscribe</button></form>`;

/** Nothing for a second is what makes a click a dead one, so there is nothing else to wait for. */
const waitInVain = (page: PageHandle) =>
  page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 1_100)));
const scrollDown = (page: PageHandle) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // Observers of what comes into view are told after the frame that shows it.
        scrollTo(0, document.documentElement.scrollHeight);
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );

const toSignals = (event: FlatEvent | undefined) => event?.params.signals as Signals;

describe.each(engines)('in $name', ({ name, open }) => {
  let server: CollectingServer;
  let session: Session;
  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());
  beforeEach(async () => {
    server = await createCollectingServer();
    server.page('/', toPage('One', '<a href="/mug">Mug</a>'));
    server.page('/mug', toPage('Mug', product));
    server.page('/two', toPage('Two', newsletter));
  });
  afterEach(() => server.close());

  it('a product page tells all that went wrong on it, and a form that was given up', async () => {
    const page = await session.newPage(`${server.url}/`);
    const [, left] = await expectPayloads(server, {
      action: async () => {
        await page.follow('a');
        await page.click('#dead');
        await waitInVain(page);
        await page.click('#alive');
        await page.click('#copy');
        await page.evaluate(() => {
          for (let click = 0; click < 3; click++)
            document.querySelector('#alive')?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
        });
        await page.type('[name=word]', 'abc');
        await page.type('[name=email]', 'a@b.example');
        await page.click('#send');
        await page.hide();
        await page.show();
        await scrollDown(page);
        expect(await page.evaluate(() => details.every((detail) => detail > 0))).toBe(true);
        await page.follow('#on');
      },
      expected: [
        { name: 'form_start', params: { form_id: 'address' } },
        {
          name: 'page_leave',
          page: { title: 'Mug' },
          params: {
            signals: {
              script_errors: 2,
              broken_images: 1,
              dead_clicks: 1,
              rage_clicks: 1,
              copied_title: 1,
              refused_fields: { postcode: 1 },
              last_field: 'postcode',
              away_count: 1,
              away_ms: expect.any(Number),
              clicks_to_product: 1,
              seen: ['shipping', 'terms', 'reviews'],
            },
          },
        },
        { name: 'form_abandon', page: { title: 'Mug' }, params: { form_id: 'address', last_field: 'postcode' } },
      ],
      refuted: [{ name: 'form_submit' }],
    });
    expect(JSON.stringify(server.events())).not.toMatch(/word|b\.example/);
    expect(toSignals(left).away_ms).toBeLessThan(30_000);

    await expectPayloads(server, {
      action: async () => {
        await page.back();
        await page.evaluate(() => setTimeout('nowhere()'));
        await page.hide();
      },
      expected: [
        { name: 'page_leave', page: { title: 'Mug', kind: 'restore' }, params: { signals: { script_errors: 1 } } },
      ],
      refuted: [{ page: { kind: 'restore' }, params: { signals: { away_count: expect.any(Number) } } }],
    });
    await page.close();
  });

  it('what is folded up or hidden was not seen, a popover answers a click, and a button is no field', async () => {
    server.page(
      '/folded',
      toPage(
        'Folded',
        `<div style="height:0;overflow:hidden"><a href="/shipping">Versandkosten</a></div>
        <nav style="visibility:hidden"><a href="/terms">AGB</a></nav><h2>Bewertungen</h2>
        <button id="open" type="button" popovertarget="sizes">Sizes</button><p id="sizes" popover>XL</p>`,
      ),
    );
    const page = await session.newPage(`${server.url}/folded`);
    await expectPayloads(server, {
      action: async () => {
        await page.click('#open');
        await waitInVain(page);
        await page.hide();
      },
      expected: [{ name: 'page_leave', params: { signals: { seen: ['reviews'] } } }],
      refuted: [
        { params: { signals: { dead_clicks: expect.anything() } } },
        { params: { signals: { last_field: expect.anything() } } },
      ],
    });
    await page.close();
  });

  it('a marked form is a lead when it is sent', async () => {
    const page = await session.newPage(`${server.url}/two`);
    await expectPayloads(server, {
      action: async () => {
        await page.type('input', 'a@b.example');
        await page.click('button');
        await page.hide();
      },
      expected: [
        { name: 'form_start', params: { last_field: 'email' } },
        { name: 'form_submit', params: { last_field: 'email' } },
        { name: 'generate_lead', params: { lead_source: 'newsletter' } },
        { name: 'page_leave' },
      ],
      refuted: [{ name: 'form_abandon' }],
    });
    await page.close();
  });

  it('views of a single-page app have signals of their own, also those from before the grant', async () => {
    server.page('/app', toPage('App', '<main></main>', ''));
    const page = await session.newPage(`${server.url}/app`);
    const failTwice = () =>
      page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            for (const last of [false, true])
              setTimeout(() => {
                if (last) setTimeout(resolve);
                throw new Error('x');
              });
          }),
      );
    await expectPayloads(server, {
      action: async () => {
        await failTwice();
        await page.evaluate(() => history.pushState(null, '', '/app/next'));
        await page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve)));
        await page.hide();
        expect(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length)).toBe(0);
        await page.show();
        await page.evaluate(() => etappe('consent', { analytics: true, source: 'test' }));
        await failTwice();
        await page.hide();
      },
      expected: [
        { name: 'page_leave', page: { url: /app$/ }, params: { signals: { script_errors: 2 } } },
        { name: 'page_leave', page: { url: /next$/ }, params: { signals: { script_errors: 2, away_count: 1 } } },
      ],
      refuted: [{ params: { signals: { script_errors: 4 } } }],
    });
    await page.close();
  });

  it('a page that was denied is watched no more', async () => {
    const page = await session.newPage(`${server.url}/two`);
    await page.evaluate(() => {
      etappe('consent', { analytics: false, source: 'test' });
      setTimeout('nowhere()');
    });
    await expectPayloads(server, {
      action: async () => {
        await page.type('input', 'a@b.example');
        await page.click('button');
        await page.evaluate(() => etappe('consent', { analytics: true, source: 'test' }));
        await page.hide();
      },
      expected: [{ name: 'page_leave' }],
      refuted: [
        { name: /^form_|lead/ },
        { params: { signals: { script_errors: expect.anything() } } },
        { params: { signals: { last_field: expect.anything() } } },
      ],
    });
    await page.close();
  });

  it.runIf(name === 'chromium')('a page that took longer than three seconds says how long', async () => {
    server.page('/late.svg', {
      delayMs: 3_050,
      headers: { 'content-type': 'image/svg+xml' },
      body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    server.page('/slow', toPage('Slow', '<img src="/late.svg" alt="">'));
    const page = await session.newPage(`${server.url}/slow`);
    const [left] = await expectPayloads(server, {
      action: () => page.hide(),
      expected: [{ name: 'page_leave', params: { signals: { load_ms: expect.any(Number) } } }],
    });
    expect(toSignals(left).load_ms).toBeGreaterThanOrEqual(3_050);
    await page.close();
  });
});
