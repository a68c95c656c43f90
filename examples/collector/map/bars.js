// Horizontal bars, some beside each other per name, as an ECharts chart that grows with the number of names.
import { chartIn, colours, frame, legend, tooltip } from './chart.js';

const barHeight = 15;

/**
 * @param series `{ name, colour, values }`, one value per name
 * @param labelOf text at the end of a bar, from its value and the place of its series
 * @param room for that text, in pixels
 * @param tell text of the tooltip, from `{ name, seriesName, value }`
 * @param nameWidth room for the names, in pixels
 */
export const drawBars = (container, { names, series, labelOf, tell, nameWidth, room = 56 }) => {
  const colour = colours();
  container.style.height = `${names.length * (series.length * barHeight + 16) + 44}px`;
  chartIn(container).setOption(
    {
      ...frame(),
      legend: legend(colour),
      tooltip: tooltip(colour, tell),
      grid: { left: nameWidth, right: room, top: 36, bottom: 4 },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisLine: { lineStyle: { color: colour('line') } },
        axisTick: { show: false },
        axisLabel: { color: colour('ink'), width: nameWidth - 12, overflow: 'break', lineHeight: 14 },
      },
      series: series.map(({ name, colour: of, values }) => ({
        type: 'bar',
        name,
        barWidth: barHeight - 2,
        barGap: '12%',
        itemStyle: { color: colour(of), borderRadius: [0, 4, 4, 0] },
        label: {
          show: true,
          position: 'right',
          color: colour('ink'),
          formatter: ({ value, seriesIndex }) => labelOf(value, seriesIndex),
        },
        data: values,
      })),
    },
    true,
  );
};
