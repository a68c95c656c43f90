// What a GET answers: which content and which pushes belong to which page.
import { fillLines, goodsCents } from './cart.ts';
import { findCategory, findProduct } from './catalogue.ts';
import { shippingCents } from './checkout.ts';
import { cartPush, type Push, purchasePush } from './datalayer.ts';
import type { Language } from './language.ts';
import type { Content } from './layout.ts';
import { addressPage } from './pages/address.ts';
import { cartPage, cartPushes } from './pages/cart.ts';
import { paymentPage, shippingPage } from './pages/checkout.ts';
import { homePage, homePushes } from './pages/home.ts';
import { categoryPage, categoryPushes, searchPage, searchPushes } from './pages/lists.ts';
import { productPage, productPushes } from './pages/product.ts';
import { contactPage, informationPage } from './pages/service.ts';
import { thanksPage } from './pages/thanks.ts';
import type { Page, PlainPage } from './paths.ts';
import type { Order, Session } from './sessions.ts';

/** A page to show, or the page to go to instead. */
export type Reading = { content: Content; pushes?: readonly Push[] } | { instead: PlainPage };

const purchasePushes = (order: Order | undefined, language: Language): Push[] => {
  if (!order) return [];
  const lines = fillLines(order.lines);
  // Once per view of this page, so a reload repeats it: that is what shops do, and the collector has to cope.
  return [
    purchasePush(
      { number: order.number, lines, shippingCents: shippingCents(order.shipping, goodsCents(lines)) },
      language,
    ),
  ];
};

/** Nobody gets to a step whose earlier steps are not done. */
const checkoutStep = (
  page: 'address' | 'shipping' | 'payment',
  session: Session | undefined,
  language: Language,
): Reading => {
  if (!session || session.lines.length === 0) return { instead: 'cart' };
  if (page === 'address') {
    return {
      content: addressPage(session, language),
      pushes: [cartPush('begin_checkout', fillLines(session.lines), language)],
    };
  }
  if (!session.address) return { instead: 'address' };
  if (page === 'shipping') return { content: shippingPage(session, language) };
  return session.shipping ? { content: paymentPage(session, language) } : { instead: 'shipping' };
};

export const readPage = (page: Page, language: Language, session: Session | undefined, query: string): Reading => {
  switch (page.name) {
    case 'home':
      return { content: homePage(language), pushes: homePushes(language) };
    case 'category': {
      const category = findCategory(page.id);
      if (!category) return { instead: 'home' };
      return { content: categoryPage(category, language), pushes: categoryPushes(category, language) };
    }
    case 'product': {
      const product = findProduct(page.sku);
      if (!product) return { instead: 'home' };
      return { content: productPage(product, language), pushes: productPushes(product, language) };
    }
    case 'search':
      return { content: searchPage(query, language), pushes: searchPushes(query, language) };
    case 'cart':
      return { content: cartPage(session, language), pushes: cartPushes(session, language) };
    case 'address':
    case 'shipping':
    case 'payment':
      return checkoutStep(page.name, session, language);
    case 'thanks':
      return { content: thanksPage(session?.order, language), pushes: purchasePushes(session?.order, language) };
    case 'contact':
      return { content: contactPage(language, { name: '', email: '', message: '' }, []) };
    case 'newsletter':
      return { instead: 'home' };
    default:
      return { content: informationPage(page.name, language) };
  }
};
