// Any shop: its addresses, its schema.org markup, and what it declares by attributes.
import type { Integration } from '../../types.ts';
import { watchAttributes } from './attributes.ts';
import { startShop } from './shop.ts';

/** Product, cart and checkout pages of a shop that no other integration knows. */
export const generic = (): Integration => startShop({ isHere: () => true, listen: watchAttributes });
