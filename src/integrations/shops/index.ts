// Every shop system behind one tag: each finds out by itself whether it is at home on this page.
import type { Integration } from '../../types.ts';
import { together } from '../together.ts';
import { watchAttributes } from './attributes.ts';
import { type DataLayerOptions, watchDataLayers } from './datalayer.ts';
import type { ShopFacts } from './facts.ts';
import { createLeads } from './leads.ts';
import { magentoFacts } from './magento.ts';
import { plentyShopFacts } from './plentyshop.ts';
import { prestaShopFacts } from './prestashop.ts';
import { watchShop } from './shop.ts';
import { shopifyFacts } from './shopify-theme.ts';
import { shopwareFacts } from './shopware.ts';
import { createReport } from './sightings.ts';
import { wooCommerceFacts } from './woocommerce.ts';

export interface ShopOptions {
  dataLayer?: DataLayerOptions;
}

const systems = [wooCommerceFacts, shopwareFacts, prestaShopFacts, magentoFacts, shopifyFacts, plentyShopFacts];

/** Data layers, the shop system that is found, markup and attributes; nothing is counted twice. */
export const shopSystems =
  ({ dataLayer }: ShopOptions = {}): Integration =>
  (tracker) => {
    const [report, ignore] = createReport(tracker, createLeads(tracker));
    return together(
      ignore,
      watchDataLayers(report, dataLayer),
      watchAttributes(report),
      watchShop(tracker, report, systems as ShopFacts[]),
    );
  };
