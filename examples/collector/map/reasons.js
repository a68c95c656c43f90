// Why visits broke off: the signs of one step or of all as bars, and step by step as a table.
import { drawBars } from './bars.js';
import { sides, visits } from './chart.js';
import { element, formatCount } from './format.js';

const narrow = 520;

/** Signs of the chosen step, or of all of them together, the most frequent first. */
const sumUp = (steps, chosen) => {
  const sums = new Map();
  for (const { reason, mobile, desktop } of steps
    .filter(({ step }) => !chosen || step === chosen)
    .flatMap(({ reasons }) => reasons)) {
    const sum = sums.get(reason) ?? { reason, mobile: 0, desktop: 0 };
    sum.mobile += mobile;
    sum.desktop += desktop;
    sums.set(reason, sum);
  }
  return [...sums.values()].sort((a, b) => b.mobile + b.desktop - (a.mobile + a.desktop));
};

/** The choice of a step, with how many visits ended there. */
export const showStepChoice = (select, steps) => {
  const chosen = select.value;
  const all = steps.reduce((total, { mobile, desktop }) => total + mobile + desktop, 0);
  select.replaceChildren(
    element('option', { value: '' }, `All steps (${formatCount(all)})`),
    ...steps.map(({ step, mobile, desktop }) =>
      element('option', { value: step }, `${step} (${formatCount(mobile + desktop)})`),
    ),
  );
  select.value = steps.some(({ step }) => step === chosen) ? chosen : '';
};

export const hasReasons = (steps, chosen) => sumUp(steps, chosen).length > 0;

export const drawReasons = (container, { steps, chosen }) => {
  const shown = sumUp(steps, chosen);
  drawBars(container, {
    names: shown.map(({ reason }) => reason),
    series: Object.entries(sides).map(([key, name]) => ({ name, colour: key, values: shown.map((sum) => sum[key]) })),
    labelOf: formatCount,
    tell: ({ name, seriesName, value }) => `${name}\n${seriesName}: ${visits(value)}`,
    nameWidth: container.clientWidth < narrow ? 150 : 270,
  });
};

const count = (value) => element('td', { class: 'count' }, formatCount(value));

/** A table with one group of rows per step. */
export const showReasonTable = (container, steps) =>
  container.replaceChildren(
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, 'Ended at, and what was noticed there'),
          ...Object.values(sides).map((side) => element('th', { scope: 'col', class: 'count' }, side)),
          element('th', { scope: 'col' }, 'What helps'),
        ),
      ),
      ...steps.map(({ step, mobile, desktop, reasons }) =>
        element(
          'tbody',
          {},
          element(
            'tr',
            { class: 'group' },
            element('th', { scope: 'rowgroup' }, step),
            count(mobile),
            count(desktop),
            element('td', {}, reasons.length === 0 ? 'Nothing was noticed' : ''),
          ),
          ...reasons.map((reason) =>
            element(
              'tr',
              {},
              element('td', {}, reason.reason),
              count(reason.mobile),
              count(reason.desktop),
              element('td', {}, reason.remedy),
            ),
          ),
        ),
      ),
    ),
  );
