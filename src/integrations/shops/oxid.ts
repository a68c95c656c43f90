// OXID eShop: its pages are told by body classes, and its cart can't be read.
import type { Integration } from '../../types.ts';
import { startShop } from './shop.ts';

/** Cart page and checkout steps of an OXID shop; its money comes from a Tag Manager module, where there is one. */
export const oxid = (): Integration => startShop({ isHere: () => true });
