// The river: from the touchpoint to the purchase, as an ECharts sankey.
import { chartIn, colours, frame, tooltip, visits } from './chart.js';
import { formatCount } from './format.js';

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
    ...frame(),
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
            // Nothing stands to the right of the last column.
            ...(depth === lastDepth && { width: lastLabelWidth - 12 }),
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
