// What the feed says of an event: one short line, made of clipped texts.
import type { FlatEvent, WireConsent } from 'etappe/wire';
import type { Store } from './store.ts';

/** One line of the feed. */
export interface LiveItem {
  kind: 'event' | 'consent';
  name: string;
  at: number;
  site: string;
  page: string;
  device: string;
  detail?: string;
  amount?: { value: number; currency: string };
  /** A robot's. */
  bot?: true;
}

/** So many lines the feed begins with. */
export const keptItems = 40;
const clip = (value: unknown) => (typeof value === 'string' ? value.slice(0, 120) : undefined);

/** What a line needs of an event. */
export type Told = Pick<FlatEvent, 'name' | 'at' | 'site' | 'params'> & {
  page: { url: string; title?: string | undefined };
  device: { class: string };
  bot?: boolean;
};

const describe = ({ name, params }: Told): string | undefined => {
  const items = Array.isArray(params.items) ? params.items : [];
  const first: unknown = items[0];
  const item = typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : {};
  const label = clip(item.item_name) ?? clip(item.item_id);
  if (label) return items.length > 1 ? `${label} and ${items.length - 1} more` : label;
  if (name === 'page_leave' && typeof params.engaged_ms === 'number') {
    return `${Math.round(params.engaged_ms / 1000)} s engaged${params.bounced === true ? ', bounced' : ''}`;
  }
  return (
    clip(params.step_name) ??
    clip(params.search_term) ??
    clip(params.form_id) ??
    clip(params.lead_source) ??
    clip(params.method)
  );
};

/** The line that says what happened. */
export const toLiveItem = (event: Told): LiveItem => {
  const { value, currency } = event.params;
  const detail = describe(event);
  return {
    kind: 'event',
    name: event.name.slice(0, 60),
    at: event.at,
    site: event.site,
    page: clip(event.page.title) || clip(event.page.url) || '',
    device: event.device.class,
    ...(detail && { detail }),
    ...(event.bot && { bot: true }),
    ...(typeof value === 'number' &&
      typeof currency === 'string' && { amount: { value, currency: currency.slice(0, 3) } }),
  };
};

/** The line that says under which decision a visit is recorded. */
export const toConsentItem = (event: Told, { analytics, marketing, source }: WireConsent): LiveItem => ({
  ...toLiveItem(event),
  kind: 'consent',
  name: 'consent',
  detail: `analytics ${analytics}, marketing ${marketing}${source ? ` (${source.slice(0, 40)})` : ''}`,
});

interface StoredEvent {
  name: string;
  at: number;
  site: string;
  url: string;
  title: string | null;
  device: string;
  params: string;
  bot: boolean | null;
}

/** The latest stored events, oldest first: what a feed shows after a restart. */
export const readLatestItems = async (store: Store): Promise<LiveItem[]> => {
  const rows = await store.read<StoredEvent>(`
    SELECT name, happened_at AS at, site, page_url AS url, page_title AS title, device_class AS device, params, is_bot AS bot
    FROM event ORDER BY received_at DESC, happened_at DESC, n DESC LIMIT ${keptItems}`);
  return rows.reverse().map(({ name, at, site, url, title, device, params, bot }) =>
    toLiveItem({
      name,
      at,
      site,
      params: JSON.parse(params) as Record<string, unknown>,
      page: { url, ...(title !== null && { title }) },
      device: { class: device },
      bot: bot === true,
    }),
  );
};
