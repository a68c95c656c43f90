// The two drawings, by ECharts: the river of visits, and the funnel of phone beside desktop.
import { formatCount, formatShare } from './format.js';

const charts = new Map();

/** The chart in an element, made when first drawn; it follows the element's size. */
const chartIn = (container) => {
  const known = charts.get(container);
  if (known) return known;
  const chart = window.echarts.init(container, null, { renderer: 'svg' });
  new ResizeObserver(() => chart.resize()).observe(container);
  charts.set(container, chart);
  return chart;
};

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
};

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const fontFamily = () => getComputedStyle(document.body).fontFamily;

// richText: tooltips are drawn as text, never as HTML, whatever a product is called.
const tooltip = (colour, formatter) => ({
  renderMode: 'richText',
  backgroundColor: colour('card'),
  borderColor: colour('line'),
  textStyle: { color: colour('ink') },
  formatter,
});

const visits = (count) => `${formatCount(count)} ${count === 1 ? 'visit' : 'visits'}`;

export const drawFlow = (container, { nodes, links }) => {
  const colour = colours();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const passing = (id) => {
    const sum = (end) => links.reduce((total, link) => total + (link[end] === id ? link.visits : 0), 0);
    return Math.max(sum('source'), sum('target'));
  };
  const lastDepth = Math.max(...nodes.map(({ depth }) => depth), 1);
  const lastLabelWidth = 110;
  const columnWidth = (container.clientWidth - lastLabelWidth) / lastDepth;
  chartIn(container).setOption({
    animation: !isStill(),
    textStyle: { fontFamily: fontFamily() },
    tooltip: tooltip(colour, ({ dataType, data, value }) =>
      dataType === 'edge'
        ? `${byId.get(data.source).label} → ${byId.get(data.target).label}\n${visits(value)}`
        : `${byId.get(data.name).label}\n${visits(passing(data.name))}`,
    ),
    series: [
      {
        type: 'sankey',
        left: 4,
        right: lastLabelWidth,
        top: 12,
        bottom: 12,
        nodeAlign: 'left',
        // The server's order stays: what goes on at the top, what leaves below it.
        layoutIterations: 0,
        nodeGap: 14,
        nodeWidth: 12,
        draggable: false,
        emphasis: { focus: 'trajectory' },
        label: {
          color: colour('ink'),
          fontSize: 12,
          // The count first: a long name is cut where the next column begins.
          formatter: ({ data }) => `${formatCount(passing(data.name))}  ${byId.get(data.name).label}`,
          width: columnWidth - 22,
          overflow: 'truncate',
        },
        lineStyle: { curveness: 0.5, opacity: 0.28 },
        data: nodes.map(({ id, kind, depth }) => ({
          name: id,
          depth,
          itemStyle: { color: colour(kind), borderWidth: 0 },
          label: {
            color: kind === 'left' ? colour('soft') : colour('ink'),
            fontWeight: kind === 'purchase' ? 700 : 400,
          },
        })),
        links: links.map(({ source, target, visits: value }) => ({
          source,
          target,
          value,
          lineStyle: { color: colour(byId.get(target).kind === 'left' ? 'left' : byId.get(source).kind) },
        })),
      },
    ],
  });
};

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
