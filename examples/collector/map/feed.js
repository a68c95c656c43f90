// The stream of arriving events, newest first.
import { element, formatClock, formatDevice, formatMoney, kindOf } from './format.js';

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
      ` · ${formatDevice(device)} · ${page}`,
    ),
  );

/**
 * Connects, and connects again by itself when the stream breaks.
 * @param path of the stream, asked for at each connection
 * @param isWanted whether an item belongs to what is shown
 * @param onItem called with each item that arrives
 * @param onArrival called when something new was stored
 * @param onState called with `live` or `lost`
 * @returns a function that begins anew, when something else is to be shown
 */
export const watchFeed = ({ list, hint, path, isWanted, onItem, onArrival, onState }) => {
  const show = (items, isFresh) => {
    const wanted = items.filter(isWanted);
    list.prepend(...wanted.map((item) => line(item, isFresh)).reverse());
    while (list.children.length > maxLines) list.lastElementChild.remove();
    hint.hidden = list.children.length > 0;
  };
  const connect = () => {
    const stream = new EventSource(path());
    let isLost = false;
    stream.addEventListener('recent', ({ data }) => {
      list.replaceChildren();
      show(JSON.parse(data), false);
      onState('live');
      // Whatever was missed while the stream was broken.
      if (isLost) onArrival();
      isLost = false;
    });
    stream.addEventListener('arrived', ({ data }) => {
      const items = JSON.parse(data);
      show(items, true);
      for (const item of items.filter(isWanted)) onItem(item);
      onArrival();
    });
    stream.addEventListener('error', () => {
      isLost = true;
      onState('lost');
    });
    return stream;
  };
  let stream = connect();
  return () => {
    stream.close();
    stream = connect();
  };
};
