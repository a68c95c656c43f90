// The floor: what one would write by hand in ten lines, without ids, batches, storage or consent.
import { type Contestant, eachStep } from './contestant.ts';

export const handWritten = async (): Promise<Contestant> => ({
  name: 'ten lines by hand',
  version: '',
  code: `function track(name, params) {
  navigator.sendBeacon(track.endpoint, JSON.stringify({
    name: name,
    params: params,
    at: Date.now(),
    url: location.href,
    title: document.title,
    referrer: document.referrer
  }));
}`,
  begin: `track.endpoint = collector + '/e'; track('page_view');`,
  calls: eachStep((step, about) => `track('${step}', ${about});`),
  read: (body) => [JSON.parse(body).name],
});
