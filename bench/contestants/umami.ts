// Umami. Its tracker is not on npm: UMAMI_SCRIPT names a copy of the script.js that an Umami server hands out.
import { readFileSync } from 'node:fs';
import { type Contestant, eachStep } from './contestant.ts';

const { UMAMI_SCRIPT, UMAMI_VERSION = '' } = process.env;

export const umami = async (): Promise<Contestant> => {
  if (!UMAMI_SCRIPT) throw new Error('its tracker is not on npm; let UMAMI_SCRIPT name a copy of its script.js');
  return {
    name: 'Umami',
    version: UMAMI_VERSION,
    code: readFileSync(UMAMI_SCRIPT, 'utf8'),
    attributes: (collector) => `data-website-id="00000000-0000-4000-8000-000000000000" data-host-url="${collector}"`,
    begin: '',
    calls: eachStep((step, about) => `umami.track('${step}', ${about});`),
    read(body) {
      const { type, payload } = JSON.parse(body);
      return [type === 'event' ? (payload.name ?? 'page_view') : type];
    },
    answer: () => ({ cache: 'token', sessionId: 's', visitId: 'v' }),
  };
};
