// What the drawings share: one ECharts chart per element, the page's colours, tooltips as text.
import { formatCount } from './format.js';

const charts = new Map();

/** The chart in an element, made when first drawn; it follows the element's size. */
export const chartIn = (container) => {
  const known = charts.get(container);
  if (known) {
    // On the way to paper nobody waits for an observer.
    if (known.getWidth() !== container.clientWidth || known.getHeight() !== container.clientHeight) known.resize();
    return known;
  }
  const chart = window.echarts.init(container, null, { renderer: 'svg' });
  new ResizeObserver(() => chart.resize()).observe(container);
  charts.set(container, chart);
  return chart;
};

export const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
};

export const isStill = () =>
  matchMedia('(prefers-reduced-motion: reduce)').matches || document.documentElement.dataset.paper !== undefined;
export const fontFamily = () => getComputedStyle(document.body).fontFamily;

// richText: tooltips are drawn as text, never as HTML, whatever a product is called.
export const tooltip = (colour, formatter) => ({
  renderMode: 'richText',
  confine: true,
  backgroundColor: colour('card'),
  borderColor: colour('line'),
  textStyle: { color: colour('ink') },
  formatter,
});

export const legend = (colour) => ({
  top: 0,
  left: 0,
  itemWidth: 14,
  textStyle: { color: colour('soft') },
  selectedMode: false,
});

/** What every drawing begins with. */
export const frame = () => ({ animation: !isStill(), textStyle: { fontFamily: fontFamily() } });

export const visits = (count) => `${formatCount(count)} ${count === 1 ? 'visit' : 'visits'}`;
export const sides = { mobile: 'Phone', desktop: 'Desktop and tablet' };
