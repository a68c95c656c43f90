// The plain numbers: totals, what goes on now, and how far to trust them.
import { element, formatCount, formatDevice, formatMoney, formatRoundMoney, formatShare } from './format.js';

/** Numbers with labels; one that changed since the last time is marked for a moment. */
const showNumbers = (list, numbers) => {
  const before = new Map([...list.children].map((item) => [item.dataset.label, item.querySelector('dd').textContent]));
  list.replaceChildren(
    ...numbers.map(({ label, value, note, isWarning, isLive }) => {
      const isChanged = before.has(label) && before.get(label) !== value;
      return element(
        'div',
        {
          'data-label': label,
          class: [isChanged && 'changed', isWarning && 'warn', isLive && 'live'].filter(Boolean).join(' ') || null,
        },
        note ? element('small', {}, note) : null,
        element('dt', {}, label),
        element('dd', {}, value),
      );
    }),
  );
};

export const showCounts = (list, { visits, pageViews, carts, purchases, revenue, devices }, now) => {
  const sum = (key) => devices.reduce((total, device) => total + device[key], 0);
  const bounceOf = (name) => {
    const device = devices.find((candidate) => candidate.device === name);
    return device && device.measured > 0
      ? `${formatDevice(name)} ${formatShare(device.bounced, device.measured)}`
      : undefined;
  };
  const [largest, ...others] = revenue;
  showNumbers(list, [
    {
      label: 'Here now',
      value: formatCount(now.visits),
      note: `${formatCount(now.carts)} with a cart, ${formatCount(now.checkouts)} in the checkout`,
      isLive: now.visits > 0,
    },
    {
      label: 'Visits',
      value: formatCount(visits),
      note: devices.map(({ device, visits: count }) => `${formatDevice(device)} ${formatCount(count)}`).join(', '),
    },
    { label: 'Page views', value: formatCount(pageViews) },
    {
      label: 'With a cart',
      value: formatCount(carts),
      note: visits > 0 ? `${formatShare(carts, visits)} of visits` : '',
    },
    {
      label: 'Purchases',
      value: formatCount(purchases),
      note: visits > 0 ? `in ${formatShare(sum('purchases'), visits)} of visits` : '',
    },
    {
      label: 'Revenue',
      value: largest ? formatRoundMoney(largest.value, largest.currency) : '–',
      note: (largest?.value >= 1000 ? revenue : others)
        .map(({ value, currency }) => formatMoney(value, currency))
        .join(', '),
    },
    {
      label: 'Bounced',
      value: formatShare(sum('bounced'), sum('measured')),
      note: ['mobile', 'desktop'].map(bounceOf).filter(Boolean).join(', '),
    },
  ]);
};

export const showQuality = (list, { events, missing, dropped, repeatedEvents, repeatedPurchases }) =>
  showNumbers(list, [
    { label: 'Events stored', value: formatCount(events) },
    { label: 'Missing', value: formatCount(missing), note: 'gaps in the numbering', isWarning: missing > 0 },
    { label: 'Given up unsent', value: formatCount(dropped), note: 'before a decision', isWarning: dropped > 0 },
    { label: 'Came twice', value: formatCount(repeatedEvents), note: 'counted once' },
    { label: 'Repeated purchases', value: formatCount(repeatedPurchases), note: 'counted once' },
  ]);
