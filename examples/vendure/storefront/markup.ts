// What the pages look like: text out of the shop's data, always escaped.
import type { Choice, Order, Product } from './shop-api.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: unknown) => `${value}`.replace(/[&<>"]/g, (sign) => escapes[sign] as string);

const money = (minorUnits: number, currency: string) =>
  text(new Intl.NumberFormat('en', { style: 'currency', currency }).format(minorUnits / 100));

export const listPage = (products: readonly Product[]) =>
  `<h1>Everything</h1><ul>${products
    .map(({ slug, name }, index) => `<li><a href="/p/${text(slug)}" data-index="${index}">${text(name)}</a></li>`)
    .join('')}</ul>`;

export const productPage = ({
  name,
  description,
  variants,
}: Product) => `<h1>${text(name)}</h1><p>${text(description)}</p>
  <form data-form="add">
  <select name="variant">${variants
    .map((variant, index) => {
      const price = money(variant.priceWithTax, variant.currencyCode);
      return `<option value="${index}">${text(variant.name)} ${price}</option>`;
    })
    .join('')}</select>
  <input name="quantity" type="number" value="1" min="1">
  <button>Add to cart</button></form>`;

export const cartPage = (cart: Order | null) =>
  cart?.lines[0]
    ? `<h1>Cart</h1><ul>${cart.lines
        .map(
          ({ id, quantity, productVariant: { name } }) =>
            `<li>${quantity} × ${text(name)} <button data-remove="${text(id)}">Remove</button></li>`,
        )
        .join('')}</ul><p>${money(cart.totalWithTax, cart.currencyCode)}</p><a href="/checkout">Checkout</a>`
    : '<h1>Your cart is empty</h1>';

export const addressPage = () => `<h1>Address</h1><form data-form="address">
  ${['firstName', 'lastName', 'emailAddress', 'streetLine1', 'postalCode', 'city']
    .map((name) => `<label>${name} <input name="${name}" required></label>`)
    .join('')}<button>Go on</button></form>`;

export const choicePage = (name: 'shipping' | 'payment', choices: readonly Choice[]) =>
  `<h1>${name === 'shipping' ? 'Shipping' : 'Payment'}</h1><form data-form="${name}">${choices
    .map(({ id, code, name: label }) => {
      const value = name === 'shipping' ? id : code;
      return `<label><input type="radio" name="${name}" value="${text(value)}" data-code="${text(code)}" required> ${text(label)}</label>`;
    })
    .join('')}<button>${name === 'shipping' ? 'Go on' : 'Order and pay'}</button></form>`;

export const orderPage = (code: string) =>
  `<h1>Thank you</h1><p>Your order <strong>${text(code)}</strong> is on its way.</p>`;
