// The journey by stage: how many visits came how far, from where, and what was noticed where they ended.
import { chartIn, colours, frame, legend, sides, tooltip, visits } from './chart.js';
import { element, formatCount } from './format.js';

export const stageLabels = {
  awareness: 'Awareness',
  consideration: 'Consideration',
  purchase: 'Purchase',
  'post-purchase': 'After the purchase',
  loyalty: 'Loyalty',
  advocacy: 'Advocacy',
};

export const drawStages = (container, stages) => {
  const colour = colours();
  chartIn(container).setOption({
    ...frame(),
    legend: legend(colour),
    tooltip: tooltip(colour, ({ name, seriesName, value }) => `${name}, ${seriesName}\n${visits(value)}`),
    grid: { left: 0, right: 0, top: 44, bottom: 26 },
    xAxis: {
      type: 'category',
      data: stages.map(({ stage }) => stageLabels[stage]),
      axisLine: { lineStyle: { color: colour('line') } },
      axisTick: { show: false },
      axisLabel: { color: colour('ink'), interval: 0, fontSize: 12 },
    },
    yAxis: { type: 'value', show: false },
    series: ['mobile', 'desktop'].map((key) => ({
      type: 'bar',
      name: sides[key],
      barMaxWidth: 42,
      barGap: '10%',
      itemStyle: { color: colour(key), borderRadius: [5, 5, 0, 0] },
      label: { show: true, position: 'top', color: colour('ink'), formatter: ({ value }) => formatCount(value) },
      data: stages.map((stage) => stage[key]),
    })),
  });
};

const listOf = (entries) =>
  entries.length === 0
    ? '–'
    : element('ul', {}, ...entries.map(([label, count]) => element('li', {}, `${label} (${formatCount(count)})`)));

/** One column per stage, as journey maps are drawn. */
export const showStages = (container, stages) => {
  const row = (label, cellOf, kind = {}) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, label),
      ...stages.map((stage) => element('td', kind, cellOf(stage))),
    );
  container.replaceChildren(
    element(
      'table',
      { class: 'grid' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('td', {}),
          ...stages.map(({ stage }) => element('th', { scope: 'col' }, stageLabels[stage])),
        ),
      ),
      element(
        'tbody',
        {},
        row(`Visits, ${sides.mobile.toLowerCase()}`, ({ mobile }) => formatCount(mobile)),
        row(`Visits, ${sides.desktop.toLowerCase()}`, ({ desktop }) => formatCount(desktop)),
        row('Came by', ({ channels }) => listOf(channels.map(({ channel, visits: count }) => [channel, count]))),
        row('Ended here without buying', ({ left }) => formatCount(left)),
        row('Noticed before they left', ({ reasons }) =>
          listOf(reasons.map(({ reason, visits: count }) => [reason, count])),
        ),
      ),
    ),
  );
};
