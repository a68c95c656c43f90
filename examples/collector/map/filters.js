// The filters: a form that says what is shown, kept in the address so that a view can be shared.
import { element, formatCount, formatDevice } from './format.js';

const names = ['site', 'period', 'from', 'to', 'device', 'channel', 'campaign', 'bots'];

/** What the address asks for; the server leaves out what it does not understand. */
export const readAddress = () => {
  const asked = new URLSearchParams(location.search);
  return Object.fromEntries(names.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : [])));
};

const toQuery = (filters) => {
  const query = new URLSearchParams(Object.entries(filters)).toString();
  return query ? `?${query}` : '';
};

const fill = (select, any, choices, chosen, nameOf = (value) => value) => {
  // A choice that the time shown does not have stays, so that it can be seen and taken back.
  const missing = chosen && !choices.some(({ value }) => value === chosen) ? [{ value: chosen }] : [];
  const key = JSON.stringify([choices, chosen]);
  // Options that change under an open list close it.
  if (select.dataset.key === key || (document.activeElement === select && select.value === (chosen ?? ''))) return;
  select.dataset.key = key;
  select.replaceChildren(
    element('option', { value: '' }, any),
    ...[...choices, ...missing].map(({ value, visits }) =>
      element('option', { value }, visits === undefined ? nameOf(value) : `${nameOf(value)} (${formatCount(visits)})`),
    ),
  );
  select.value = chosen ?? '';
};

/**
 * @param form the element with one control per filter
 * @param onChange called when something else was chosen
 */
export const createFilters = ({ form, onChange }) => {
  let filters = readAddress();
  const control = (name) => form.elements[name];

  const show = () => {
    control('period').value = filters.period ?? '';
    control('from').value = filters.from ?? '';
    control('to').value = filters.to ?? '';
    control('bots').checked = filters.bots === '1';
    form.querySelector('#days').hidden = filters.period !== 'days';
    form.querySelector('#reset').hidden = Object.keys(filters).length === 0;
  };

  const read = () =>
    Object.fromEntries(
      names.flatMap((name) => {
        const { type, checked, value } = control(name);
        const wanted = type === 'checkbox' ? (checked ? '1' : '') : value;
        const isDay = name === 'from' || name === 'to';
        return wanted && !(isDay && control('period').value !== 'days') ? [[name, wanted]] : [];
      }),
    );

  const change = (next) => {
    filters = next;
    history.pushState(null, '', `${location.pathname}${toQuery(filters)}`);
    show();
    onChange();
  };

  form.addEventListener('change', () => change(read()));
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const button of document.querySelectorAll('[data-reset]')) button.addEventListener('click', () => change({}));
  for (const button of document.querySelectorAll('[data-bots]')) {
    button.addEventListener('click', () => change({ ...filters, bots: '1' }));
  }
  addEventListener('popstate', () => {
    filters = readAddress();
    show();
    onChange();
  });
  show();

  return {
    value: () => filters,
    query: () => toQuery(filters),
    /** What there is to choose from, as the picture says. */
    offer: ({ sites, devices, channels, campaigns }) => {
      form.querySelector('#site-choice').hidden = sites.length < 2 && !filters.site;
      fill(
        control('site'),
        'All shops',
        sites.map((value) => ({ value })),
        filters.site,
      );
      fill(control('device'), 'All devices', devices, filters.device, formatDevice);
      fill(control('channel'), 'All channels', channels, filters.channel);
      fill(control('campaign'), 'All campaigns', campaigns, filters.campaign);
    },
  };
};
