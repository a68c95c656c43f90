// Tables beside the drawings, and the latest visits.
import { element, formatCount, formatDevice, formatShare, formatTime, kindOf, table } from './format.js';
import { stepLabels } from './funnel-chart.js';

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
    ...visits.map(({ startedAt, device, channel, touch, steps, furthest, isPresent }) => {
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
          element('span', {}, channel),
          element('span', {}, formatDevice(device)),
          element('time', { datetime: new Date(startedAt).toISOString() }, formatTime(startedAt)),
        ),
        element('ol', { class: 'chips' }, ...chips),
      );
    }),
  );
