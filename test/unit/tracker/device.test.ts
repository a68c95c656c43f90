// What a batch says of the device, and where that comes from.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closePage, everything, listBatches, openPage, openShop } from './shop.ts';

const page = window as unknown as { Temporal?: unknown };
const { Temporal } = page;

beforeEach(() => openPage());
afterEach(() => {
  page.Temporal = Temporal;
  closePage();
});

const readTimeZone = async () => {
  const { tracker } = openShop({}, everything);
  await tracker.flush();
  return listBatches()[0]?.device.time_zone;
};

it('names the time zone as Temporal does', async () => {
  page.Temporal = { Now: { timeZoneId: () => 'Asia/Tokyo' } };
  expect(await readTimeZone()).toBe('Asia/Tokyo');
});

it('names the time zone as Intl does where there is no Temporal', async () => {
  page.Temporal = undefined;
  expect(await readTimeZone()).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});
