// A visitor's way through the demo shop, step by step, as clicks and typing.
import type { Page } from 'playwright-core';

export type Stop = 'start' | 'category' | 'product' | 'cart' | 'address' | 'shipping' | 'payment' | 'thanks';

const campaign = 'utm_source=newsletter&utm_medium=email&utm_campaign=autumn';

const address: Record<string, string> = {
  first_name: 'Erika',
  last_name: 'Mustermann',
  street: 'Heidestraße 17',
  postcode: '51147',
  city: 'Köln',
  email: 'erika@example.org',
};

const fillAddress = async (page: Page) => {
  for (const field of await page.locator('#address-form input:not([type=hidden])').all()) {
    const name = (await field.getAttribute('name')) ?? '';
    const text = address[name];
    if (text) await field.fill(text);
  }
};

/**
 * Lands by a newsletter's link, agrees to the banner on the second page, buys one thing.
 * @param onStop called on each page before the visitor goes on
 */
export const walkDemoShop = async (
  page: Page,
  url: string,
  onStop: (stop: Stop) => Promise<void> = async () => {},
): Promise<void> => {
  const submit = (form: string) => page.locator(`${form} button.button`).first().click();

  await page.goto(`${url}/de/?${campaign}`);
  await page.locator('.klaro .cm-btn-success').waitFor();
  await onStop('start');
  await page.locator('header nav a').first().click();
  await page.locator('.klaro .cm-btn-success').click();
  await onStop('category');
  await page.locator('main a[href*="/de/"]:has(img), main article a').first().click();
  await page.locator('form:has(input[name=sku])').first().waitFor();
  await onStop('product');
  // Going on before the shop has answered would cancel the form.
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST' && !response.url().endsWith('/e')),
    page.locator('form:has(input[name=sku]) button').first().click(),
  ]);
  await page.goto(`${url}/de/warenkorb`);
  await onStop('cart');
  await page.locator('a[href$="/kasse/adresse"]').first().click();
  await page.locator('#address-form').waitFor();
  await fillAddress(page);
  await onStop('address');
  await submit('#address-form');
  await page.locator('#shipping-form input[name=shipping]').first().check();
  await onStop('shipping');
  await submit('#shipping-form');
  await page.locator('#payment-form input[name=payment]').first().check();
  await page.locator('#payment-form input[name=terms]').check();
  await onStop('payment');
  await submit('#payment-form');
  await page.waitForURL('**/danke*');
  await onStop('thanks');
};
