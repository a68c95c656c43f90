// A visitor's way through the shop that each framework folder shows, step by step, as clicks.
import type { Page } from 'playwright-core';

export type Stop = 'list' | 'product' | 'cart' | 'thanks' | 'back';

export const landing = '/?utm_source=newsletter&utm_medium=email';

/**
 * Lands by a newsletter's link, buys a mug, goes back once. Waits on each page for its heading and its title.
 * @param onStop called on each page before the visitor goes on
 */
export const walkFrameworkShop = async (
  page: Page,
  url: string,
  onStop: (stop: Stop) => Promise<void>,
): Promise<void> => {
  const arrive = async (heading: string, stop: Stop) => {
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    await page.waitForFunction((title) => document.title === title, `${heading} – Feldweg`);
    await onStop(stop);
  };
  const follow = (name: string) => page.getByRole('link', { name, exact: true }).click();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await page.goto(url + landing);
  // It comes when the page is alive: until then a link would load a document.
  await page.locator('[data-consent=yes]').waitFor();
  await arrive('Shop', 'list');
  await follow('Enamel mug');
  await arrive('Enamel mug', 'product');
  await press('Add to cart');
  await follow('Cart');
  await arrive('Cart', 'cart');
  await press('Order');
  await arrive('Thank you', 'thanks');
  await page.goBack({ waitUntil: 'commit' });
  await arrive('Cart', 'back');
};
