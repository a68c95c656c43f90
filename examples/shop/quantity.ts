// How much of a product: whole pieces, or metres in half-metre steps, typed with a comma or a point.
import type { Language } from './language.ts';

export type Unit = 'piece' | 'metre';

const stepOf: Record<Unit, number> = { piece: 1, metre: 0.5 };
const largestOf: Record<Unit, number> = { piece: 20, metre: 100 };

/** `2,5` and `2.5` are the same; `undefined` for what is no possible quantity of this unit. */
export const readQuantity = (text: string, unit: Unit): number | undefined => {
  const trimmed = text.trim();
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(trimmed)) return undefined;
  const quantity = Number(trimmed.replace(',', '.'));
  const isWholeStep = Number.isInteger(quantity / stepOf[unit]);
  return isWholeStep && quantity > 0 && quantity <= largestOf[unit] ? quantity : undefined;
};

export const formatQuantity = (quantity: number, language: Language): string =>
  new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-IE').format(quantity);

/** The same rule for the browser's own form check. */
export const quantityPattern: Record<Unit, string> = { piece: '1?[1-9]|10|20', metre: '\\d{1,3}([.,][05]0?)?' };
export const largestQuantity = (unit: Unit) => largestOf[unit];
