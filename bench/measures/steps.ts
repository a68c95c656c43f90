// Taking a step in the shop.
import type { Page } from 'playwright-core';
import type { Step } from '../contestants/contestant.ts';

type ShopPage = { shop: { item: object; order: object } & Record<Step, (item: object, order: object) => void> };

export const take = (page: Page, step: Step): Promise<void> =>
  page.evaluate((step) => {
    const { shop } = window as unknown as ShopPage;
    shop[step](shop.item, shop.order);
  }, step);
