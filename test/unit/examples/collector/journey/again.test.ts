// @vitest-environment node
import type { WireBatch, WireEvent } from 'etappe/wire';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Picture, readPicture } from '../../../../../examples/collector/journey/picture.ts';
import { openStore, type Store } from '../../../../../examples/collector/store.ts';
import { bouncer, buyer, tellVisit } from '../batches.ts';
import { decoded } from '../decoded.ts';

const dayMs = 86_400_000;
const firstDay = 1_700_000_000_000;
const secondDay = firstDay + dayMs;
let receivedAt: number;
let store: Store;

beforeEach(async () => {
  receivedAt = firstDay;
  store = await openStore({ file: ':memory:', now: () => receivedAt });
});
afterEach(() => store.close());

const add = (batch: WireBatch, change: Partial<WireBatch> = {}) => store.add(decoded({ ...batch, ...change }));
const ofSecondDay = (): Promise<Picture> => readPicture(store, { since: secondDay, now: secondDay + dayMs - 1 });
const part = (batch: WireBatch, wanted: (event: WireEvent) => boolean) => ({ events: batch.events.filter(wanted) });

it('does not count a visit again on the day on which its last events are sent once more', async () => {
  const visit = bouncer('a');
  await add(visit);
  receivedAt = secondDay + 1;
  // A page that a beacon closed does not know whether it arrived: the visitor's next page sends its events in a batch of its own.
  await add(visit, { batch: 'sent-again', ...part(visit, ({ name }) => name === 'page_leave') });
  const { counts, visits, quality, now } = await ofSecondDay();
  expect(counts).toMatchObject({ visits: 0, pageViews: 0, devices: [] });
  expect(visits).toEqual([]);
  expect(now.visits).toBe(0);
  expect(quality).toMatchObject({ events: 0, repeatedEvents: 1, missing: 0 });
  expect((await readPicture(store, { until: secondDay, now: secondDay })).counts.visits).toBe(1);
});

it('counts what a visit did on the second day, and takes nothing for missing that came on the first', async () => {
  const visit = buyer('a');
  const isLate = ({ page }: WireEvent) => page === 'a-5';
  const isSplit = ({ page, n }: WireEvent) => page === 'a-4' && n > 1;
  await add(
    visit,
    part(visit, (event) => !isLate(event) && !isSplit(event)),
  );
  receivedAt = secondDay + 1;
  await add(visit, { batch: 'later', ...part(visit, (event) => isLate(event) || isSplit(event)) });
  const { counts, quality } = await ofSecondDay();
  expect(counts).toMatchObject({ visits: 1, pageViews: 1, purchases: 1 });
  expect(quality).toMatchObject({ events: 4, missing: 0, repeatedEvents: 0 });
});

it('takes nothing for missing where a page outlived its visit, and knows of each visit how it ended', async () => {
  const page = tellVisit({
    id: 'a',
    pages: [
      {
        path: '/',
        events: [
          ['page_view'],
          ['page_leave', { bounced: true, signals: { script_errors: 1 } }],
          ['view_item'],
          ['page_leave', { bounced: false }],
        ],
      },
    ],
  });
  await add(
    page,
    part(page, ({ n }) => n < 3),
  );
  // The tab was left open for more than half an hour.
  await add(page, {
    batch: 'after-lunch',
    session: { id: 'session-after-lunch', started_at: firstDay + dayMs / 24 },
    ...part(page, ({ n }) => n > 2),
  });
  const { counts, quality, reasons } = await readPicture(store, { now: secondDay });
  expect(quality.missing).toBe(0);
  expect(counts.devices).toMatchObject([{ visits: 2, measured: 2, bounced: 1 }]);
  expect(reasons.find(({ step }) => step === 'Before a product')?.reasons).toMatchObject([{ mobile: 1 }]);
});
