// RudderStack, the entry of its npm package that needs no plugins from a CDN.
import { bundle, type Contestant, eachStep, versionOf } from './contestant.ts';

const source = {
  id: 's',
  name: 'shop',
  writeKey: 'key',
  workspaceId: 'w',
  enabled: true,
  destinations: [],
  dataplanes: {},
  config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
};

export const rudderStack = async (): Promise<Contestant> => ({
  name: 'RudderStack',
  version: versionOf('@rudderstack/analytics-js'),
  code: await bundle(
    `import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'; window.RudderStack = RudderAnalytics;`,
  ),
  begin: `window.rudder = new RudderStack(); rudder.load('key', collector, { configUrl: collector }); rudder.page();`,
  calls: eachStep((step, about) => `rudder.track('${step}', { ...${about} });`),
  read(body, { pathname }) {
    if (!/^\/(v1|beacon)\//.test(pathname)) return [];
    const data = JSON.parse(body);
    const events: { type: string; event: string }[] = data.batch ?? [data];
    return events.map(({ type, event }) => (type === 'page' ? 'page_view' : event));
  },
  answer: ({ pathname }) => (pathname.startsWith('/sourceConfig') ? { source } : {}),
});
