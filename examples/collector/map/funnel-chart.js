// The funnel: two ECharts bar charts back to back, phone on the left, desktop on the right.
import { chartIn, colours, fontFamily, isStill, tooltip, visits } from './chart.js';
import { formatCount, formatShare } from './format.js';

export const stepLabels = {
  view_item: 'Product seen',
  add_to_cart: 'In the cart',
  begin_checkout: 'Checkout begun',
  add_shipping_info: 'Shipping chosen',
  add_payment_info: 'Payment chosen',
  purchase: 'Bought',
};

export const drawFunnel = (container, steps) => {
  const colour = colours();
  const labels = steps.map(({ step }) => stepLabels[step] ?? step);
  const largest = Math.max(1, ...steps.flatMap(({ mobile, desktop }) => [mobile, desktop]));
  const isNarrow = container.clientWidth < 520;
  const side = (key, index) => ({
    type: 'bar',
    name: key === 'mobile' ? 'Phone' : 'Desktop and tablet',
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
  const axis = (index) => ({
    gridIndex: index,
    type: 'value',
    inverse: index === 0,
    // Room for the label behind the longest bar.
    max: largest * (isNarrow ? 2.6 : 1.35),
    show: false,
  });
  const category = (index) => ({
    gridIndex: index,
    type: 'category',
    inverse: true,
    position: index === 0 ? 'right' : 'left',
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { show: index === 1, color: colour('ink'), fontSize: 12, align: 'center', margin: isNarrow ? 52 : 70 },
    data: labels,
  });
  const middle = isNarrow ? 52 : 70;
  chartIn(container).setOption({
    animation: !isStill(),
    textStyle: { fontFamily: fontFamily() },
    legend: { top: 0, itemWidth: 14, textStyle: { color: colour('soft') }, selectedMode: false },
    tooltip: tooltip(colour, ({ seriesName, name, value }) => `${name}, ${seriesName}\n${visits(value)}`),
    grid: [
      { left: 4, right: '50%', top: 40, bottom: 4 },
      { left: '50%', right: 4, top: 40, bottom: 4 },
    ].map((grid, index) => {
      const width = container.clientWidth / 2 - middle - 8;
      return index === 0
        ? { ...grid, right: undefined, width }
        : { ...grid, left: container.clientWidth / 2 + middle, width };
    }),
    xAxis: [axis(0), axis(1)],
    yAxis: [category(0), category(1)],
    series: [side('mobile', 0), side('desktop', 1)],
  });
};
