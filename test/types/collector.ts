// The entry points for collectors: uses that must compile, and wrong ones that must not. Checked by the compiler, never run.
import { deviceClass } from '../../src/device.ts';
import { journeyStage } from '../../src/stage.ts';
import { decodeBatch, type WireBatch, type WirePage } from '../../src/wire/index.ts';

declare const body: string;
declare const batch: WireBatch;

export const rightUses = (): unknown => {
  const decoded = decodeBatch(body);
  if (!decoded.ok) return decoded.reason.length;
  const { events } = decoded;
  const [first] = events;
  const url: string | undefined = first?.page.url;
  const since: number | undefined = first?.visitor?.since;
  const width: number | undefined = first?.device.viewport?.[0];
  journeyStage(events, { visits: 2 });
  journeyStage([{ name: 'page_view' }]);
  deviceClass({ userAgent: '', screen: [390, 844] });
  return [url, since, width, decodeBatch({ parsed: true })];
};

export const wrongUses = (): unknown => {
  const decoded = decodeBatch(body);
  // @ts-expect-error what was refused has no events
  const early = decoded.events;
  // @ts-expect-error what was accepted has no reason
  if (decoded.ok) return decoded.reason;
  // @ts-expect-error without consent there is no visitor
  const id: string = batch.visitor.id;
  // @ts-expect-error a time is a number
  const sent: Date = batch.sent_at;
  // @ts-expect-error there is no second version
  const other: WireBatch = { ...batch, v: 2 };
  // @ts-expect-error there is no such kind of page
  const page: WirePage = { url: '/', kind: 'reload' };
  // @ts-expect-error a device has one of three classes
  const isTelevision = batch.device.class === 'tv';
  // @ts-expect-error an event has a name
  journeyStage([{ at: 1 }]);
  // @ts-expect-error the class is told by the user agent first of all
  deviceClass({});
  return [early, id, sent, other, page, isTelevision];
};
