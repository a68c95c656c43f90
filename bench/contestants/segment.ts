// Segment, the stand-alone script of its npm package, behind the smallest stub that its queue needs.
import { type Contestant, eachStep, readPackageFile, versionOf } from './contestant.ts';

const toSettings = (host: string) => ({
  integrations: { 'Segment.io': { apiKey: 'key', apiHost: `${host}/v1`, protocol: 'http' } },
  plan: { track: { __default: { enabled: true, integrations: {} } } },
  metrics: { sampleRate: 0 },
});

export const segment = async (): Promise<Contestant> => ({
  name: 'Segment',
  version: versionOf('@segment/analytics-next'),
  code: readPackageFile('@segment/analytics-next/dist/umd/standalone.js'),
  before: (collector) => `window.analytics=Object.assign([],{_writeKey:'key',_cdn:'${collector}'});
for(const name of ['track','page'])analytics[name]=(...args)=>window.analytics.initialized?window.analytics[name](...args):analytics.push([name,...args])`,
  begin: 'analytics.page();',
  calls: eachStep((step, about) => `analytics.track('${step}', { ...${about} });`),
  read(body, { pathname }) {
    if (!pathname.startsWith('/v1/') || pathname.endsWith('/settings')) return [];
    const data = JSON.parse(body);
    const events: { type: string; event: string }[] = data.batch ?? [data];
    return events.map(({ type, event }) => (type === 'page' ? 'page_view' : event));
  },
  answer: ({ pathname, host }) => (pathname.endsWith('/settings') ? toSettings(host) : { success: true }),
});
