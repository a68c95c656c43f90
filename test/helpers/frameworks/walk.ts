// A visitor's way through the shop that each framework folder shows, step by step, as clicks, in any browser.

export type Stop = 'list' | 'product' | 'cart' | 'thanks' | 'back';

/** As much of a browser's tab as the way needs. */
export interface Tab {
  goto(url: string): Promise<unknown>;
  click(selector: string): Promise<unknown>;
  /** The back button, within the document. */
  back(): Promise<unknown>;
  evaluate<Result>(pageFunction: () => Result | Promise<Result>): Promise<Result>;
}

export const landing = '/?utm_source=newsletter&utm_medium=email';

const arrivalTimeoutMs = 20_000;

const readPage = () => ({
  heading: document.querySelector('h1')?.textContent?.trim(),
  title: document.title,
  // The banner is shown when the page is alive: until then a link would load a document.
  isAlive: location.search === '' || document.querySelector('[data-consent=yes]')?.checkVisibility(),
});

/**
 * Lands by a newsletter's link, buys a mug, goes back once. Waits on each page for its heading and its title.
 * @param onStop called on each page before the visitor goes on
 */
export const walkFrameworkShop = async (
  tab: Tab,
  url: string,
  onStop: (stop: Stop) => Promise<void>,
): Promise<void> => {
  const arrive = async (heading: string, stop: Stop) => {
    const giveUpAt = Date.now() + arrivalTimeoutMs;
    for (;;) {
      const page = await tab.evaluate(readPage);
      if (page.heading === heading && page.title === `${heading} – Feldweg` && page.isAlive) break;
      if (Date.now() > giveUpAt) throw new Error(`no "${heading}" but ${JSON.stringify(page)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await onStop(stop);
  };

  await tab.goto(url + landing);
  await arrive('Shop', 'list');
  await tab.click('main a[href="/products/mug"]');
  await arrive('Enamel mug', 'product');
  await tab.click('main button');
  await tab.click('nav a[href="/cart"]');
  await arrive('Cart', 'cart');
  await tab.click('main button');
  await arrive('Thank you', 'thanks');
  await tab.back();
  await arrive('Cart', 'back');
};
