// walkerOS 4, by its npm packages. Its web destination is not on npm, so its own sendWeb is called instead.
import { bundle, type Contestant, eachStep, type Step, versionOf } from './contestant.ts';

const ours: Record<string, Step | 'page_view'> = {
  'page view': 'page_view',
  'product add': 'add_to_cart',
  'checkout begin': 'begin_checkout',
  'checkout ship': 'add_shipping_info',
  'checkout pay': 'add_payment_info',
  'order complete': 'purchase',
};
const theirs = Object.fromEntries(Object.entries(ours).map(([their, our]) => [our, their]));

export const walkerOs = async (): Promise<Contestant> => ({
  name: 'walkerOS',
  version: versionOf('@walkeros/collector'),
  code: await bundle(`import { startFlow } from '@walkeros/collector';
import { sendWeb } from '@walkeros/web-core';
import { sourceBrowser } from '@walkeros/web-source-browser';
window.walker = { startFlow, sendWeb, sourceBrowser };`),
  before: () => 'function elb(){(window.elbLayer=window.elbLayer||[]).push(arguments)}',
  begin: `walker.startFlow({
  sources: { page: { code: walker.sourceBrowser, config: { settings: { pageview: true } }, env: { window, document } } },
  destinations: { collector: { code: { type: 'collector', config: {}, push: (event) => void walker.sendWeb(collector + '/e', JSON.stringify(event)) } } },
});`,
  calls: eachStep((step, about) => `elb('${theirs[step]}', { ...${about} });`),
  read(body) {
    const { name } = JSON.parse(body);
    return [ours[name] ?? name];
  },
});
