// How an event and a batch lie in their tables: one row each, columns in the order of migrations.ts.
import type { FlatEvent, WireBatch } from 'etappe/wire';

export type Cell = string | number | boolean | undefined;
export type CellKind = 'text' | 'integer' | 'number' | 'boolean';
export type Row = readonly Cell[];

export interface Column<Source> {
  kind: CellKind;
  read: (source: Source, receivedAt: number) => Cell;
}

const text = <Source>(read: Column<Source>['read']): Column<Source> => ({ kind: 'text', read });
const integer = <Source>(read: Column<Source>['read']): Column<Source> => ({ kind: 'integer', read });
const number = <Source>(read: Column<Source>['read']): Column<Source> => ({ kind: 'number', read });

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

export const eventColumns: readonly Column<FlatEvent>[] = [
  text((event) => event.site),
  text((event) => event.page.id),
  integer((event) => event.n),
  text((event) => event.name),
  integer((event) => event.at),
  integer((_, receivedAt) => receivedAt),
  text((event) => event.batch),
  text((event) => event.visitor?.id),
  integer((event) => event.visitor?.visits),
  text((event) => event.session?.id),
  integer((event) => event.session?.started_at),
  text((event) => event.consent.analytics),
  text((event) => event.consent.marketing),
  text((event) => event.consent.source),
  integer((event) => event.consent.at),
  integer((event) => touchOf(event)?.at),
  text((event) => touchOf(event)?.source),
  text((event) => touchOf(event)?.medium),
  text((event) => touchOf(event)?.campaign),
  text((event) => touchOf(event)?.referrer),
  text((event) => touchOf(event)?.landing),
  text((event) => event.source && JSON.stringify(event.source)),
  text((event) => event.device.class),
  number((event) => event.device.viewport?.[0]),
  number((event) => event.device.viewport?.[1]),
  text((event) => event.device.language),
  text((event) => event.device.time_zone),
  text((event) => event.page.url),
  text((event) => pathOf(event.page.url)),
  text((event) => event.page.title),
  text((event) => event.page.referrer),
  text((event) => event.page.kind),
  text((event) => shortText(event.params.currency)),
  number((event) => amountOf(event.params.value)),
  text((event) => shortText(event.params.transaction_id)),
  text((event) => firstItem(event.params.items)),
  text((event) => JSON.stringify(event.params)),
];

export interface BatchArrival {
  batch: WireBatch;
  isRepeated: boolean;
}

export const batchColumns: readonly Column<BatchArrival>[] = [
  text(({ batch }) => batch.site),
  text(({ batch }) => batch.batch),
  text(({ batch }) => batch.events[0]?.page),
  integer((_, receivedAt) => receivedAt),
  integer(({ batch }) => batch.sent_at),
  integer(({ batch }) => batch.events.length),
  integer(({ batch }) => batch.dropped ?? 0),
  { kind: 'boolean', read: ({ isRepeated }) => isRepeated },
];

/** One row, cells in column order. `receivedAt` in epoch milliseconds of this machine. */
export const toRow = <Source>(columns: readonly Column<Source>[], source: Source, receivedAt: number): Row =>
  columns.map(({ read }) => read(source, receivedAt));
