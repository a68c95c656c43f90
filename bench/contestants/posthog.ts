// PostHog, the array.js of its npm package, beside a server without flags and recordings.
import { type Contestant, eachStep, readPackageFile, versionOf } from './contestant.ts';

const settings = { supportedCompression: ['gzip-js'], hasFeatureFlags: false, sessionRecording: false };

export const posthog = async (): Promise<Contestant> => ({
  name: 'PostHog',
  version: versionOf('posthog-js'),
  code: readPackageFile('posthog-js/dist/array.js'),
  begin: `posthog.init('phc_key', { api_host: collector });`,
  calls: eachStep((step, about) => `posthog.capture('${step}', { ...${about} });`),
  read(body, { pathname }) {
    if (!/^\/(e|batch|capture|i\/v0\/e)\/$/.test(pathname)) return [];
    const text = body.startsWith('data=')
      ? Buffer.from(new URLSearchParams(body).get('data') ?? '', 'base64').toString()
      : body;
    const data = JSON.parse(text);
    const events: { event: string }[] = [data.batch ?? data].flat();
    return events.map(({ event }) => (event === '$pageview' ? 'page_view' : event));
  },
  answer({ pathname }) {
    if (pathname.endsWith('/config.js'))
      return `window._POSTHOG_REMOTE_CONFIG={phc_key:{config:${JSON.stringify(settings)},siteApps:[]}}`;
    if (pathname.endsWith('/config')) return settings;
    return pathname.startsWith('/flags') ? { featureFlags: {}, featureFlagPayloads: {} } : { status: 1 };
  },
});
