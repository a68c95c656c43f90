// How fast the pages felt: shares of good and poor page views as ECharts bars, and their 75th percentiles.
import { chartIn, colours, frame, legend, sides, tooltip } from './chart.js';
import { formatCount, formatPart, formatShare, table } from './format.js';

const names = {
  lcp_ms: 'Largest picture or text shown (LCP)',
  inp_ms: 'Answer to a click or key (INP)',
  cls: 'Layout shift (CLS)',
  fcp_ms: 'First content shown (FCP)',
  ttfb_ms: 'First byte (TTFB)',
};
const shares = [
  { name: 'Good', colour: 'good', of: ({ good }) => good },
  { name: 'Needs improvement', colour: 'fair', of: ({ good, poor }) => Math.max(0, 1 - good - poor) },
  { name: 'Poor', colour: 'poor', of: ({ poor }) => poor },
];

const formatAmount = (measure, amount) => {
  if (measure === 'cls') return formatPart(amount);
  return amount >= 1000 ? `${formatPart(amount / 1000)} s` : `${formatCount(Math.round(amount))} ms`;
};

const toRows = (vitals) =>
  vitals.flatMap(({ measure, ...both }) =>
    ['mobile', 'desktop'].flatMap((key) => (both[key] ? [{ measure, key, ...both[key] }] : [])),
  );
const shortName = (measure) => measure.replace('_ms', '').toUpperCase();

export const drawVitals = (container, vitals) => {
  const colour = colours();
  const rows = toRows(vitals);
  const labels = rows.map(
    ({ measure, key, p75 }) =>
      `${shortName(measure)} ${key === 'mobile' ? 'phone' : 'desktop'}  ${formatAmount(measure, p75)}`,
  );
  container.style.height = `${rows.length * 30 + 40}px`;
  chartIn(container).setOption(
    {
      ...frame(),
      legend: legend(colour),
      tooltip: tooltip(colour, ({ dataIndex, seriesName, value }) => {
        const { measure, key, pages } = rows[dataIndex];
        return `${names[measure]}, ${sides[key]}\n${seriesName}: ${formatShare(value, 1)} of ${formatCount(pages)} page views`;
      }),
      grid: { left: 150, right: 8, top: 34, bottom: 4 },
      xAxis: { type: 'value', max: 1, show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: labels,
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: colour('ink') },
      },
      series: shares.map(({ name, colour: ofShare, of }) => ({
        type: 'bar',
        name,
        stack: 'share',
        barWidth: 18,
        itemStyle: { color: colour(ofShare) },
        label: {
          show: true,
          color: colour('on-rating'),
          formatter: ({ value }) => (value >= 0.12 ? formatShare(value, 1) : ''),
        },
        data: rows.map(of),
      })),
    },
    true,
  );
};

export const showVitalTable = (container, vitals) =>
  container.replaceChildren(
    table(
      ['Measure', 'Device', '75 % of page views within', 'Rating', 'Good', 'Poor', 'Page views'],
      toRows(vitals).map(({ measure, key, p75, rating, good, poor, pages }) => [
        names[measure],
        sides[key],
        formatAmount(measure, p75),
        rating,
        formatShare(good, 1),
        formatShare(poor, 1),
        formatCount(pages),
      ]),
      { counts: [2, 4, 5, 6] },
    ),
  );
