// The funnel: two ECharts bar charts back to back, phone on the left, desktop on the right.
import { drawBars } from './bars.js';
import { chartIn, colours, frame, legend, sides, tooltip, visits } from './chart.js';
import { formatCount, formatShare } from './format.js';

export const stepLabels = {
  view_item: 'Product seen',
  add_to_cart: 'In the cart',
  begin_checkout: 'Checkout begun',
  add_shipping_info: 'Shipping chosen',
  add_payment_info: 'Payment chosen',
  purchase: 'Bought',
};

const labelWidth = 84;
const narrow = 520;
const middle = 70;
const tell = ({ seriesName, name, value }) => `${name}, ${seriesName}\n${visits(value)}`;

/** Back to back there would be no room for bars on a phone. */
const drawNarrow = (container, steps) =>
  drawBars(container, {
    names: steps.map(({ step }) => stepLabels[step] ?? step),
    series: Object.entries(sides).map(([key, name]) => ({ name, colour: key, values: steps.map((step) => step[key]) })),
    labelOf: (value, index) =>
      `${formatCount(value)}  ${formatShare(value, steps[0]?.[Object.keys(sides)[index]] ?? 0)}`,
    tell,
    nameWidth: 110,
    room: labelWidth,
  });

export const drawFunnel = (container, steps) => {
  if (container.clientWidth < narrow) return drawNarrow(container, steps);
  container.style.height = '';
  const colour = colours();
  const labels = steps.map(({ step }) => stepLabels[step] ?? step);
  const largest = Math.max(1, ...steps.flatMap(({ mobile, desktop }) => [mobile, desktop]));
  const side = (key, index) => ({
    type: 'bar',
    name: sides[key],
    xAxisIndex: index,
    yAxisIndex: index,
    barWidth: '62%',
    itemStyle: { color: colour(key), borderRadius: index === 0 ? [6, 0, 0, 6] : [0, 6, 6, 0] },
    label: {
      show: true,
      position: index === 0 ? 'left' : 'right',
      color: colour('ink'),
      formatter: ({ value }) => `${formatCount(value)}  ${formatShare(value, steps[0]?.[key] ?? 0)}`,
    },
    data: steps.map((step) => step[key]),
  });
  const width = Math.max(1, container.clientWidth / 2 - middle - 8);
  const axis = (index) => ({
    gridIndex: index,
    type: 'value',
    inverse: index === 0,
    // Room for the label behind the longest bar.
    max: (largest * width) / Math.max(1, width - labelWidth),
    show: false,
  });
  const category = (index) => ({
    gridIndex: index,
    type: 'category',
    inverse: true,
    position: index === 0 ? 'right' : 'left',
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { show: index === 1, color: colour('ink'), fontSize: 12, align: 'center', margin: middle },
    data: labels,
  });
  chartIn(container).setOption(
    {
      ...frame(),
      legend: legend(colour),
      tooltip: tooltip(colour, tell),
      grid: [
        { left: 4, width, top: 40, bottom: 4 },
        { left: container.clientWidth / 2 + middle, width, top: 40, bottom: 4 },
      ],
      xAxis: [axis(0), axis(1)],
      yAxis: [category(0), category(1)],
      series: [side('mobile', 0), side('desktop', 1)],
    },
    true,
  );
};
