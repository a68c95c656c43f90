// Everything on the page that is not a drawing: totals, tables, latest visits.

import { element, formatCount, formatMoney, formatShare, formatTime, kindOf, table } from './format.js';
import { stepLabels } from './funnel-chart.js';

/** Numbers with labels; one that changed since the last time is marked for a moment. */
const showNumbers = (list, numbers) => {
  const before = new Map([...list.children].map((item) => [item.dataset.label, item.querySelector('dd').textContent]));
  list.replaceChildren(
    ...numbers.map(({ label, value, note, isWarning }) => {
      const isChanged = before.has(label) && before.get(label) !== value;
      return element(
        'div',
        { 'data-label': label, class: [isChanged && 'changed', isWarning && 'warn'].filter(Boolean).join(' ') || null },
        note ? element('small', {}, note) : null,
        element('dt', {}, label),
        element('dd', {}, value),
      );
    }),
  );
};

export const showCounts = (list, { visits, pageViews, carts, purchases, revenue, devices }) => {
  const sum = (key) => devices.reduce((total, device) => total + device[key], 0);
  const bounceOf = (name) => {
    const device = devices.find((candidate) => candidate.device === name);
    return device && device.measured > 0 ? `${name} ${formatShare(device.bounced, device.measured)}` : undefined;
  };
  const [largest, ...others] = revenue;
  showNumbers(list, [
    {
      label: 'Visits',
      value: formatCount(visits),
      note: devices.map(({ device, visits: count }) => `${device} ${formatCount(count)}`).join(', '),
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
      note: visits > 0 ? `${formatShare(purchases, visits)} of visits` : '',
    },
    {
      label: 'Revenue',
      value: largest ? formatMoney(largest.value, largest.currency) : '–',
      note: others.map(({ value, currency }) => formatMoney(value, currency)).join(', '),
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

export const showConsents = (container, consents) =>
  container.replaceChildren(
    table(
      ['Analytics', 'Marketing', 'Decided in', 'Visits', 'Page views'],
      consents.map(({ analytics, marketing, source, visits, pageViews }) => [
        analytics,
        marketing,
        source ?? '–',
        formatCount(visits),
        formatCount(pageViews),
      ]),
      { counts: [3, 4] },
    ),
  );

export const showFlowTable = (container, { nodes, links }) => {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  container.replaceChildren(
    table(
      ['From', 'To', 'Visits'],
      links.map(({ source, target, visits }) => [labels.get(source), labels.get(target), formatCount(visits)]),
      { counts: [2] },
    ),
  );
};

export const showFunnelTable = (container, steps) =>
  container.replaceChildren(
    table(
      ['Step', 'Phone', 'Share', 'Desktop and tablet', 'Share'],
      steps.map(({ step, mobile, desktop }) => [
        stepLabels[step] ?? step,
        formatCount(mobile),
        formatShare(mobile, steps[0].mobile),
        formatCount(desktop),
        formatShare(desktop, steps[0].desktop),
      ]),
      { counts: [1, 2, 3, 4] },
    ),
  );

export const showBreakOffs = (container, breakOffs) =>
  container.replaceChildren(
    ...(breakOffs.length === 0
      ? []
      : [
          table(
            ['Last step', 'Visits', 'On a phone', 'Field touched last'],
            breakOffs.map(({ step, visits, mobile, lastField }) => [
              step,
              formatCount(visits),
              formatShare(mobile, visits),
              lastField ?? '–',
            ]),
            { counts: [1, 2], caption: 'Where filled carts were left' },
          ),
        ]),
  );

const chip = (kind, label) => element('li', { 'data-kind': kind, title: label }, label);

export const showVisits = (list, visits) =>
  list.replaceChildren(
    ...visits.map(({ startedAt, device, touch, steps, furthest, isPresent }) => {
      const chips = steps.map(({ name, label }) => chip(kindOf(name), label));
      if (isPresent) chips.push(chip('present', 'here now'));
      else if (furthest < 6) chips.push(chip('left', 'left'));
      return element(
        'li',
        {},
        element(
          'div',
          { class: 'visit-head' },
          element('strong', {}, touch),
          element('span', {}, device),
          element('time', { datetime: new Date(startedAt).toISOString() }, formatTime(startedAt)),
        ),
        element('ol', { class: 'chips' }, ...chips),
      );
    }),
  );
