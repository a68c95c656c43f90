// Bounces and break-offs by channel, phone beside desktop: two ECharts bar charts.
import { chartIn, colours, frame, legend, sides, tooltip } from './chart.js';
import { formatCount, formatShare, table } from './format.js';

const maxChannels = 10;
const rowHeight = 44;
const narrow = 620;

const rates = [
  { title: 'Bounced', part: 'bounced', whole: 'measured', of: 'visits' },
  { title: 'Left with a filled cart', part: 'brokeOff', whole: 'decided', of: 'filled carts' },
];

const rateOf = (side, { part, whole }) => (side[whole] > 0 ? side[part] / side[whole] : null);

export const drawChannels = (container, channels) => {
  const shown = channels.slice(0, maxChannels);
  const colour = colours();
  const isNarrow = container.clientWidth < narrow;
  const height = shown.length * rowHeight;
  container.style.height = `${isNarrow ? 2 * (height + 60) + 30 : height + 70}px`;
  const nameWidth = 118;
  const half = (container.clientWidth - nameWidth) / 2;
  const grids = rates.map((_, index) =>
    isNarrow
      ? { left: nameWidth, right: 44, top: 60 + index * (height + 60), height }
      : {
          left: nameWidth + index * half,
          width: half - 48,
          top: 60,
          height,
        },
  );
  const names = (index) => ({
    gridIndex: index,
    type: 'category',
    inverse: true,
    data: shown.map(({ channel }) => channel),
    axisLine: { lineStyle: { color: colour('line') } },
    axisTick: { show: false },
    axisLabel: {
      show: isNarrow || index === 0,
      color: colour('ink'),
      width: nameWidth - 12,
      overflow: 'truncate',
    },
  });
  const bar = (rate, index, key) => ({
    type: 'bar',
    name: sides[key],
    xAxisIndex: index,
    yAxisIndex: index,
    barWidth: 14,
    barGap: '15%',
    itemStyle: { color: colour(key), borderRadius: [0, 4, 4, 0] },
    label: {
      show: true,
      position: 'right',
      color: colour('ink'),
      formatter: ({ dataIndex }) => formatShare(shown[dataIndex][key][rate.part], shown[dataIndex][key][rate.whole]),
    },
    data: shown.map((channel) => rateOf(channel[key], rate) ?? 0),
  });
  chartIn(container).setOption(
    {
      ...frame(),
      legend: legend(colour),
      tooltip: tooltip(colour, ({ seriesIndex, seriesName, dataIndex }) => {
        const rate = rates[seriesIndex >> 1];
        const side = shown[dataIndex][seriesIndex % 2 === 0 ? 'mobile' : 'desktop'];
        return `${shown[dataIndex].channel}, ${seriesName}\n${rate.title}: ${formatCount(side[rate.part])} of ${formatCount(side[rate.whole])} ${rate.of}`;
      }),
      title: rates.map(({ title }, index) => ({
        text: title,
        left: grids[index].left,
        top: grids[index].top - 26,
        textStyle: { color: colour('ink'), fontSize: 13, fontWeight: 600 },
      })),
      grid: grids,
      xAxis: rates.map((_, index) => ({ gridIndex: index, type: 'value', min: 0, max: 1, show: false })),
      yAxis: rates.map((_, index) => names(index)),
      series: rates.flatMap((rate, index) => [bar(rate, index, 'mobile'), bar(rate, index, 'desktop')]),
    },
    true,
  );
};

export const showChannelTable = (container, channels) =>
  container.replaceChildren(
    table(
      ['Channel', 'Device', 'Visits', 'Bounced', 'of', 'Carts left', 'of', 'Bought'],
      channels.flatMap(({ channel, ...both }) =>
        ['mobile', 'desktop'].map((key) => {
          const { visits, measured, bounced, decided, brokeOff, purchases } = both[key];
          return [channel, sides[key], ...[visits, bounced, measured, brokeOff, decided, purchases].map(formatCount)];
        }),
      ),
      { counts: [2, 3, 4, 5, 6, 7] },
    ),
  );
