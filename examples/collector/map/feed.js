// The stream of arriving events, newest first.
import { element, formatClock, formatMoney, kindOf } from './format.js';

const maxLines = 80;

const line = ({ name, at, page, device, detail, amount }, isFresh) =>
  element(
    'li',
    { 'data-kind': kindOf(name), class: isFresh ? 'fresh' : null },
    amount ? element('span', { class: 'amount' }, formatMoney(amount.value, amount.currency)) : null,
    element('strong', {}, name.replaceAll('_', ' ')),
    detail ? ` ${detail}` : null,
    element('br'),
    element(
      'span',
      { class: 'where' },
      element('time', { datetime: new Date(at).toISOString() }, formatClock(at)),
      ` · ${device} · ${page}`,
    ),
  );

/**
 * Connects, and connects again by itself when the stream breaks.
 * @param onItem called with each item that arrives
 * @param onArrival called when something new was stored
 * @param onState called with `live` or `lost`
 */
export const watchFeed = ({ list, hint, siteOf, onItem, onArrival, onState }) => {
  const stream = new EventSource('/journey/live');
  const show = (items, isFresh) => {
    const site = siteOf();
    const wanted = items.filter((item) => site === '' || item.site === site);
    list.prepend(...wanted.map((item) => line(item, isFresh)).reverse());
    while (list.children.length > maxLines) list.lastElementChild.remove();
    hint.hidden = list.children.length > 0;
  };
  stream.addEventListener('recent', ({ data }) => {
    list.replaceChildren();
    show(JSON.parse(data), false);
    onState('live');
    // Whatever was missed while the stream was broken.
    onArrival();
  });
  stream.addEventListener('arrived', ({ data }) => {
    const items = JSON.parse(data);
    show(items, true);
    for (const item of items) onItem(item);
    onArrival();
  });
  stream.addEventListener('error', () => onState('lost'));
};
