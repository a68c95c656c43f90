// etappe as it is built: the core and the shop script, each told of a consent before the page is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contestant, eachStep } from './contestant.ts';

const root = join(import.meta.dirname, '../..');

const createEtappe = (name: string, file: string) => async (): Promise<Contestant> => ({
  name,
  version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  code: readFileSync(join(root, 'dist', file), 'utf8').replace(/\n\/\/# sourceMappingURL.*/, ''),
  before: (_, hasConsent) =>
    hasConsent
      ? 'window.etappe=function(){(etappe.q=etappe.q||[]).push(arguments)};etappe("consent",{analytics:true,marketing:true,source:"bench"})'
      : '',
  attributes: (collector) => `data-endpoint="${collector}/e" data-site="shop"`,
  begin: '',
  calls: eachStep((step, about) =>
    about === 'item'
      ? `etappe.track('${step}', { currency: 'EUR', value: item.price, items: [item] });`
      : `etappe.track('${step}', order);`,
  ),
  read: (body) => JSON.parse(body).events.map(({ name }: { name: string }) => name),
});

export const etappeCore = createEtappe('etappe core', 'etappe.js');
export const etappeShop = createEtappe('etappe shop', 'etappe.shop.js');
