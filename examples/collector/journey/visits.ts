// The latest visits as single journeys: what each of them did, in order.

export interface VisitStep {
  /** The event's name. */
  name: string;
  label: string;
}

export interface Visit {
  startedAt: number;
  device: string;
  touch: string;
  channel: string;
  isPresent: boolean;
  furthest: number;
  steps: VisitStep[];
}

export type VisitRow = Omit<Visit, 'steps'> & { events: readonly VisitEvent[] };

/** An event of a visit, as the database gives it. */
export interface VisitEvent {
  name: string;
  page: string;
  title: string | null;
  item: string | null;
  amount: string | null;
}

const maxSteps = 24;
const maxVisits = 12;

/** Shops end their titles with their name: `Tarp · Feldweg`, `Tarp – Feldweg`, `Tarp | Feldweg`. */
const withoutShop = (title: string | null) => title?.replace(/\s[·|–—-]\s[^·|–—]*$/, '') || null;

const labelOf = ({ name, title: fullTitle, item, amount }: VisitEvent): string | undefined => {
  const title = withoutShop(fullTitle);
  const thing = item ?? title ?? '';
  switch (name) {
    case 'page_view':
      return title ?? 'Page';
    case 'view_item':
      return thing;
    case 'select_item':
    case 'page_leave':
    case 'web_vitals':
      return undefined;
    case 'add_to_cart':
      return `+ ${thing}`;
    case 'remove_from_cart':
      return `− ${thing}`;
    case 'view_cart':
      return 'Cart';
    case 'checkout_step':
      return title ?? 'Checkout step';
    case 'begin_checkout':
      return 'Checkout';
    case 'add_shipping_info':
      return 'Shipping';
    case 'add_payment_info':
      return 'Payment';
    case 'purchase':
      return `Purchase ${amount ?? ''}`.trim();
    case 'view_item_list':
      return title ?? 'List';
    default:
      return name.replaceAll('_', ' ');
  }
};

// These say what a page is, so they stand in for its page_view.
const namesOfPages = new Set([
  'view_item',
  'view_item_list',
  'view_cart',
  'begin_checkout',
  'checkout_step',
  'purchase',
]);

/** One chip per thing done: the page's own event instead of its page view, and no chip twice in a row. */
export const toSteps = (events: readonly VisitEvent[]): VisitStep[] => {
  const described = new Set(events.filter(({ name }) => namesOfPages.has(name)).map(({ page }) => page));
  const steps: VisitStep[] = [];
  for (const event of events) {
    if (event.name === 'page_view' && described.has(event.page)) continue;
    const label = labelOf(event);
    const last = steps.at(-1);
    if (label === undefined || (last?.name === event.name && last.label === label)) continue;
    steps.push({ name: event.name, label: label.slice(0, 80) });
  }
  return steps.length <= maxSteps
    ? steps
    : [
        ...steps.slice(0, 4),
        { name: 'more', label: `… ${steps.length - maxSteps} more` },
        ...steps.slice(4 - maxSteps),
      ];
};

export const visitQuestion = `
  SELECT latest.started_at AS "startedAt", latest.device, latest.touch, latest.channel, latest.furthest,
    latest.is_present AS "isPresent",
    list({
      name: once.name, page: once.page, title: left(page_title, 80), item: left(item, 80),
      amount: CASE WHEN value IS NOT NULL THEN format('{:.2f} {}', value, coalesce(currency, '')) END
    } ORDER BY once.happened_at, once.n) AS events
  FROM (SELECT * FROM visit ORDER BY last_received_at DESC, started_at DESC LIMIT ${maxVisits}) AS latest
  JOIN once USING (site, session)
  WHERE once.name NOT IN ('page_leave', 'web_vitals', 'select_item')
  GROUP BY ALL`;

export const toVisits = (rows: readonly VisitRow[]): Visit[] =>
  [...rows]
    .sort((a, b) => b.startedAt - a.startedAt)
    .map(({ events, ...visit }) => ({ ...visit, steps: toSteps(events) }));
