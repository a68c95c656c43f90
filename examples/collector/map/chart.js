// What the drawings share: one ECharts chart per element, the page's colours, tooltips as text.
import { formatCount } from './format.js';

const charts = new Map();

/** The chart in an element, made when first drawn; it follows the element's size. */
export const chartIn = (container) => {
  const known = charts.get(container);
  if (known) return known;
  const chart = window.echarts.init(container, null, { renderer: 'svg' });
  new ResizeObserver(() => chart.resize()).observe(container);
  charts.set(container, chart);
  return chart;
};

export const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
};

export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
export const fontFamily = () => getComputedStyle(document.body).fontFamily;

// richText: tooltips are drawn as text, never as HTML, whatever a product is called.
export const tooltip = (colour, formatter) => ({
  renderMode: 'richText',
  backgroundColor: colour('card'),
  borderColor: colour('line'),
  textStyle: { color: colour('ink') },
  formatter,
});

export const visits = (count) => `${formatCount(count)} ${count === 1 ? 'visit' : 'visits'}`;
