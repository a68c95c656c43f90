// Visits and purchases over time, as ECharts bars.
import { chartIn, colours, frame, legend, sides, tooltip, visits } from './chart.js';
import { dayFormatIn, formatClock, formatCount, formatTime, table } from './format.js';

const hourMs = 3_600_000;

const labelOf = ({ intervalMs, timeZone }) => {
  if (intervalMs < hourMs) return formatClock;
  return intervalMs < 24 * hourMs ? formatTime : dayFormatIn(timeZone);
};

export const drawTimeline = (container, timeline) => {
  const colour = colours();
  const { moments } = timeline;
  const label = labelOf(timeline);
  const bar = (key) => ({
    type: 'bar',
    name: sides[key],
    stack: 'visits',
    barMaxWidth: 28,
    itemStyle: { color: colour(key) },
    data: moments.map((moment) => moment[key]),
  });
  chartIn(container).setOption({
    ...frame(),
    legend: legend(colour),
    tooltip: {
      ...tooltip(colour, (series) =>
        [
          label(moments[series[0].dataIndex].at),
          ...series.map(({ seriesName, value }) =>
            seriesName === 'Purchases' ? `Purchases: ${formatCount(value)}` : `${seriesName}: ${visits(value)}`,
          ),
        ].join('\n'),
      ),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
    },
    grid: { left: 8, right: 28, top: 34, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: moments.map(({ at }) => label(at)),
      axisLine: { lineStyle: { color: colour('line') } },
      axisTick: { show: false },
      axisLabel: { color: colour('soft'), hideOverlap: true, alignMinLabel: 'left', alignMaxLabel: 'right' },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitLine: { lineStyle: { color: colour('line') } },
      axisLabel: { color: colour('soft'), formatter: formatCount },
    },
    series: [
      bar('mobile'),
      bar('desktop'),
      {
        type: 'line',
        name: 'Purchases',
        symbol: 'diamond',
        symbolSize: 8,
        lineStyle: { width: 2, color: colour('purchase') },
        itemStyle: { color: colour('purchase') },
        data: moments.map(({ purchases }) => purchases),
      },
    ],
  });
};

export const showTimelineTable = (container, timeline) => {
  const { moments } = timeline;
  const label = labelOf(timeline);
  container.replaceChildren(
    table(
      ['From', sides.mobile, sides.desktop, 'Purchases'],
      moments
        .filter(({ mobile, desktop, purchases }) => mobile + desktop + purchases > 0)
        .map(({ at, mobile, desktop, purchases }) => [
          label(at),
          formatCount(mobile),
          formatCount(desktop),
          formatCount(purchases),
        ]),
      { counts: [1, 2, 3] },
    ),
  );
};
