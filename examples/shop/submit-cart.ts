// Changes to the basket: add, set a quantity, remove.
import { addLine, type FilledLine, fillLines, setQuantity } from './cart.ts';
import { findProduct, findVariant } from './catalogue.ts';
import { cartPush } from './datalayer.ts';
import type { Language } from './language.ts';
import { readQuantity } from './quantity.ts';
import type { Session } from './sessions.ts';
import type { Submit } from './submission.ts';

const withQuantity = (lines: readonly FilledLine[], key: string, quantity: number) =>
  fillLines(
    lines
      .filter((line) => line.key === key)
      .map(({ product, variant }) => ({ sku: product.sku, variant: variant.id, quantity })),
  );

/** Tells the data layer by how much a line grew or shrank, on the next page. */
const pushDifference = (
  session: Session,
  before: readonly FilledLine[],
  key: string,
  quantity: number,
  language: Language,
) => {
  const difference = quantity - (before.find((line) => line.key === key)?.quantity ?? 0);
  const lines = withQuantity(before, key, Math.abs(difference));
  if (difference !== 0 && lines.length > 0) {
    session.pushes.push(cartPush(difference > 0 ? 'add_to_cart' : 'remove_from_cart', lines, language));
  }
};

export const submitCart: Submit = (form, session, language) => {
  if (form('action') === 'add') {
    const product = findProduct(form('sku'));
    const variant = product && findVariant(product, form('variant'));
    const quantity = product && readQuantity(form('quantity'), product.unit);
    if (!product || !variant || quantity === undefined) return { to: 'cart' };
    const line = { sku: product.sku, variant: variant.id, quantity };
    session.lines = addLine(session.lines, line);
    return {
      to: 'cart',
      added: { name: product.name[language], push: cartPush('add_to_cart', fillLines([line]), language) },
    };
  }
  const key = form('key');
  const before = fillLines(session.lines);
  const line = before.find((candidate) => candidate.key === key);
  const quantity = form('action') === 'remove' ? 0 : line && readQuantity(form('quantity'), line.product.unit);
  if (!line || quantity === undefined) return { to: 'cart' };
  session.lines = setQuantity(session.lines, key, quantity);
  pushDifference(session, before, key, quantity, language);
  return { to: 'cart' };
};
