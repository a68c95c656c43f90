// How an event and a batch lie in their tables: one row each, columns in the order of migrations.ts.
import type { FlatEvent, WireBatch, WireDevice } from 'etappe/wire';
import { toJson } from './json.ts';
import type { Sender } from './sink.ts';

export type Cell = string | number | boolean | undefined;
export type CellKind = 'text' | 'integer' | 'number' | 'boolean';
export type Row = readonly Cell[];

/** What the collector itself knows of an arrival. */
export interface Receipt {
  /** Epoch milliseconds of this machine. */
  receivedAt: number;
  sender?: Sender | undefined;
}

export interface Column<Source> {
  name: string;
  kind: CellKind;
  read: (source: Source, receipt: Receipt) => Cell;
}

const columnOf =
  (kind: CellKind) =>
  <Source>(name: string, read: Column<Source>['read']): Column<Source> => ({ name, kind, read });
const text = columnOf('text');
const integer = columnOf('integer');
const number = columnOf('number');
const boolean = columnOf('boolean');

/** The touch that the visit is credited to: the latest one that was not direct, as GA4 does it. */
const touchOf = ({ source }: FlatEvent) => source?.last ?? source?.first;

/** Path of a URL that may be anything; the start of it, when it is no URL. */
export const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url).slice(0, 300);

// Shops send what they like in params. Beyond these bounds it is no order value, and one such row would spoil every sum.
const maxAmount = 1e9;
const amountOf = (value: unknown) => (typeof value === 'number' && Math.abs(value) <= maxAmount ? value : undefined);
const shortText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : undefined;

/** Name or id of the first item. Kept in a column of its own: reading it out of JSON is the dearest part of a question. */
const firstItem = (items: unknown) => {
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  if (typeof first !== 'object' || first === null) return undefined;
  const { item_name, item_id } = first as Record<string, unknown>;
  return shortText(item_name) ?? shortText(item_id);
};

/** Whether a robot sent it: by its user agent, or because the page saw that a program drives it. */
export const isBotEvent = (event: { device: WireDevice & { bot?: unknown } }, sender: Sender | undefined): boolean =>
  sender?.isBot === true || event.device.bot === true;

export const eventColumns: readonly Column<FlatEvent>[] = [
  text('site', (event) => event.site),
  text('page', (event) => event.page.id),
  integer('n', (event) => event.n),
  text('name', (event) => event.name),
  integer('happened_at', (event) => event.at),
  integer('received_at', (_, { receivedAt }) => receivedAt),
  text('batch', (event) => event.batch),
  text('visitor', (event) => event.visitor?.id),
  integer('visits', (event) => event.visitor?.visits),
  text('session', (event) => event.session?.id),
  integer('session_started_at', (event) => event.session?.started_at),
  text('consent_analytics', (event) => event.consent.analytics),
  text('consent_marketing', (event) => event.consent.marketing),
  text('consent_source', (event) => event.consent.source),
  integer('consent_at', (event) => event.consent.at),
  integer('touch_at', (event) => touchOf(event)?.at),
  text('touch_source', (event) => touchOf(event)?.source),
  text('touch_medium', (event) => touchOf(event)?.medium),
  text('touch_campaign', (event) => touchOf(event)?.campaign),
  text('touch_referrer', (event) => touchOf(event)?.referrer),
  text('touch_landing', (event) => touchOf(event)?.landing),
  text('touches', (event) => event.source && toJson(event.source)),
  text('device_class', (event) => event.device.class),
  number('viewport_width', (event) => event.device.viewport?.[0]),
  number('viewport_height', (event) => event.device.viewport?.[1]),
  text('language', (event) => event.device.language),
  text('time_zone', (event) => event.device.time_zone),
  text('page_url', (event) => event.page.url),
  text('page_path', (event) => pathOf(event.page.url)),
  text('page_title', (event) => event.page.title),
  text('page_referrer', (event) => event.page.referrer),
  text('page_kind', (event) => event.page.kind),
  text('currency', (event) => shortText(event.params.currency)),
  number('value', (event) => amountOf(event.params.value)),
  text('transaction_id', (event) => shortText(event.params.transaction_id)),
  text('item', (event) => firstItem(event.params.items)),
  text('params', (event) => toJson(event.params)),
  boolean('is_bot', (event, { sender }) => isBotEvent(event, sender)),
  text('agent_class', (_, { sender }) => sender?.deviceClass),
];

export interface BatchArrival {
  batch: WireBatch;
  isRepeated: boolean;
}

export const batchColumns: readonly Column<BatchArrival>[] = [
  text('site', ({ batch }) => batch.site),
  text('batch', ({ batch }) => batch.batch),
  text('page', ({ batch }) => batch.events[0]?.page),
  integer('received_at', (_, { receivedAt }) => receivedAt),
  integer('sent_at', ({ batch }) => batch.sent_at),
  integer('event_count', ({ batch }) => batch.events.length),
  integer('dropped', ({ batch }) => batch.dropped ?? 0),
  boolean('repeated', ({ isRepeated }) => isRepeated),
];

/** One row, cells in column order. */
export const toRow = <Source>(columns: readonly Column<Source>[], source: Source, receipt: Receipt): Row =>
  columns.map(({ read }) => read(source, receipt));

/** The same as an object, by column name; what is not known is left out. */
export const toRecord = <Source>(
  columns: readonly Column<Source>[],
  source: Source,
  receipt: Receipt,
): Record<string, NonNullable<Cell>> =>
  Object.fromEntries(
    columns.flatMap(({ name, read }) => {
      const cell = read(source, receipt);
      return cell === undefined ? [] : [[name, cell] as const];
    }),
  );
