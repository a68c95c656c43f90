// The basket page.
import { fillLines } from '../cart.ts';
import { cartPush, type Push } from '../datalayer.ts';
import { html } from '../html.ts';
import type { Language } from '../language.ts';
import type { Content } from '../layout.ts';
import { formatMoney } from '../money.ts';
import { pathTo } from '../paths.ts';
import { picturePath } from '../pictures.ts';
import { formatQuantity, quantityPattern } from '../quantity.ts';
import type { Session } from '../sessions.ts';
import { texts } from '../texts.ts';
import { sumTable } from './parts.ts';

export const cartPushes = (session: Session | undefined, language: Language): Push[] => {
  const lines = fillLines(session?.lines ?? []);
  return lines.length > 0 ? [cartPush('view_cart', lines, language)] : [];
};

export const cartPage = (session: Session | undefined, language: Language): Content => {
  const text = texts[language];
  const lines = fillLines(session?.lines ?? []);
  const action = pathTo(language, { name: 'cart' });
  if (lines.length === 0) {
    return {
      title: text.cart,
      body: html`<h1>${text.cart}</h1><p>${text.emptyCart}</p><p><a class="button" href="${pathTo(language, { name: 'home' })}">${text.continueShopping}</a></p>`,
    };
  }
  return {
    title: text.cart,
    body: html`<h1>${text.cart}</h1>
    <div class="two">
      <ul class="cart">${lines.map(
        ({ key, product, variant, quantity, cents }) => html`<li>
          <img src="${picturePath(product.sku, variant.id)}" alt="" width="96" height="96">
          <div><a href="${pathTo(language, { name: 'product', sku: product.sku })}">${product.name[language]}</a><p class="small">${variant.name[language]}</p>
          <form method="post" action="${action}" class="row">
            <input type="hidden" name="key" value="${key}">
            <label class="hidden" for="quantity-${key}">${product.unit === 'metre' ? text.metres : text.quantity}</label>
            <input id="quantity-${key}" class="short" name="quantity" value="${formatQuantity(quantity, language)}" inputmode="decimal" pattern="${quantityPattern[product.unit]}" title="${product.unit === 'metre' ? text.metresHint : text.quantityHint}" required>
            <button class="quiet" name="action" value="set">${text.update}</button>
            <button class="quiet" name="action" value="remove" formnovalidate>${text.remove}</button>
          </form></div>
          <p class="price">${formatMoney(cents, language)}</p></li>`,
      )}</ul>
      <aside class="panel">${sumTable(lines, 'standard', language)}
        <a class="button" href="${pathTo(language, { name: 'address' })}">${text.toCheckout}</a>
        <p><a href="${pathTo(language, { name: 'home' })}">${text.continueShopping}</a></p></aside>
    </div>`,
  };
};
