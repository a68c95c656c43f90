// How numbers, times and elements are made. Text from outside only ever becomes a text node.

const language = navigator.language || 'en';
const wholes = new Intl.NumberFormat(language);
const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
const parts = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat(language, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

export const formatCount = (count) => wholes.format(count);
/** A number that may be a fraction. */
export const formatPart = (amount) => parts.format(amount);
export const formatShare = (part, whole) => (whole > 0 ? percents.format(part / whole) : '–');
export const formatClock = (at) => clock.format(at);
/** The collector's midnight is another day's evening to who looks from farther west. */
export const dayFormatIn = (timeZone) =>
  new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone }).format;
export const formatTime = (at) => dayAndClock.format(at);

/** Currency codes come from outside too: one that is none is shown as it is. */
export const formatMoney = (value, currency, more = {}) => {
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency, ...more }).format(value);
  } catch {
    return `${wholes.format(value)} ${currency}`;
  }
};

/** Large amounts without their small change. */
export const formatRoundMoney = (value, currency) =>
  formatMoney(value, currency, value >= 1000 ? { maximumFractionDigits: 0 } : {});

/** The word that people use. */
export const formatDevice = (device) => (device === 'mobile' ? 'phone' : device);

/** An element with attributes and children; strings become text. `false` and `null` leave nothing. */
export const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== false && child !== null && child !== undefined));
  return node;
};

/** A table: `columns` are labels, and those in `counts` hold numbers. */
export const table = (columns, rows, { counts = [], caption } = {}) => {
  const kind = (index) => (counts.includes(index) ? { class: 'count' } : {});
  return element(
    'table',
    {},
    caption ? element('caption', {}, caption) : null,
    element(
      'thead',
      {},
      element('tr', {}, ...columns.map((label, index) => element('th', { scope: 'col', ...kind(index) }, label))),
    ),
    element(
      'tbody',
      {},
      ...rows.map((cells) =>
        element('tr', {}, ...cells.map((cell, index) => element('td', kind(index), String(cell)))),
      ),
    ),
  );
};

/** What an event is about, for its colour. */
export const kindOf = (name) => {
  if (name === 'purchase') return 'purchase';
  if (name === 'consent') return 'consent';
  if (/^(begin_checkout|add_shipping_info|add_payment_info|checkout_step)$/.test(name)) return 'checkout';
  if (/cart/.test(name)) return 'cart';
  return 'other';
};
