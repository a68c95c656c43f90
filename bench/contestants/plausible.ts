// Plausible, by its npm package. Its properties are flat texts.
import { bundle, type Contestant, eachStep, versionOf } from './contestant.ts';

export const plausible = async (): Promise<Contestant> => ({
  name: 'Plausible',
  version: versionOf('@plausible-analytics/tracker'),
  code: await bundle(
    `import { init, track } from '@plausible-analytics/tracker'; Object.assign(window, { beginPlausible: init, plausible: track });`,
  ),
  begin: `beginPlausible({ domain: 'shop.test', endpoint: collector + '/api/event' });`,
  calls: eachStep((step, about) =>
    about === 'item'
      ? `plausible('${step}', { props: { ...item } });`
      : `plausible('${step}', { props: { ...order, items: JSON.stringify(order.items) }${step === 'purchase' ? ', revenue: { amount: order.value, currency: order.currency }' : ''} });`,
  ),
  read: (body) => [JSON.parse(body).n.replace('pageview', 'page_view')],
});
