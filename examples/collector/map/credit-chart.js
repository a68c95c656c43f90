// Purchases by the touch that they are credited to: the first, the last, or all of the path alike.
import { drawBars } from './bars.js';
import { formatMoney, formatPart, table } from './format.js';

const maxChannels = 10;
const models = [
  { key: 'first', name: 'First touch', colour: 'touch' },
  { key: 'last', name: 'Last touch', colour: 'step' },
  { key: 'linear', name: 'Linear', colour: 'product' },
];

/** Purchases per channel, whatever they were paid in. */
const sumUp = (credits) => {
  const sums = new Map();
  for (const credit of credits) {
    const sum = sums.get(credit.channel) ?? { channel: credit.channel, first: 0, last: 0, linear: 0 };
    for (const { key } of models) sum[key] += credit[key];
    sums.set(credit.channel, sum);
  }
  return [...sums.values()].slice(0, maxChannels);
};

export const drawCredits = (container, credits) => {
  const shown = sumUp(credits);
  drawBars(container, {
    names: shown.map(({ channel }) => channel),
    series: models.map(({ key, name, colour }) => ({ name, colour, values: shown.map((sum) => sum[key]) })),
    labelOf: formatPart,
    tell: ({ name, seriesName, value }) =>
      `${name}, ${seriesName}\n${formatPart(value)} ${value === 1 ? 'purchase' : 'purchases'}`,
    nameWidth: 118,
  });
};

export const showCreditTable = (container, credits) =>
  container.replaceChildren(
    table(
      ['Channel', ...models.map(({ name }) => name), ...models.map(({ name }) => `${name}, revenue`)],
      credits.map((credit) => [
        credit.channel,
        ...models.map(({ key }) => formatPart(credit[key])),
        ...models.map(({ key }) =>
          credit.currency === null ? '–' : formatMoney(credit[`${key}Value`], credit.currency),
        ),
      ]),
      { counts: [1, 2, 3, 4, 5, 6] },
    ),
  );
