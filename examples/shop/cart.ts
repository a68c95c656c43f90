// The basket: lines of product, variant and quantity. Every change makes a new list.
import { findProduct, findVariant, type Product, type Variant } from './catalogue.ts';

export interface Line {
  sku: string;
  variant: string;
  quantity: number;
}

/** A line with what the catalogue knows of it. */
export interface FilledLine {
  key: string;
  product: Product;
  variant: Variant;
  quantity: number;
  /** Whole cents; a fractional quantity is rounded once, per line. */
  cents: number;
}

const maxLines = 30;
const maxQuantity = 100;

export const lineKey = ({ sku, variant }: { sku: string; variant: string }): string => `${sku}.${variant}`;

/** Adds to the line of the same product and variant, or begins one. */
export const addLine = (lines: readonly Line[], added: Line): Line[] => {
  const key = lineKey(added);
  if (!lines.some((line) => lineKey(line) === key)) return lines.length < maxLines ? [...lines, added] : [...lines];
  return lines.map((line) =>
    lineKey(line) === key ? { ...line, quantity: Math.min(maxQuantity, line.quantity + added.quantity) } : line,
  );
};

/** `0` removes the line. */
export const setQuantity = (lines: readonly Line[], key: string, quantity: number): Line[] =>
  lines.flatMap((line) => (lineKey(line) !== key ? [line] : quantity > 0 ? [{ ...line, quantity }] : []));

export const fillLines = (lines: readonly Line[]): FilledLine[] =>
  lines.flatMap((line) => {
    const product = findProduct(line.sku);
    const variant = product && findVariant(product, line.variant);
    if (!product || !variant) return [];
    const cents = Math.round(product.cents * line.quantity);
    return [{ key: lineKey(line), product, variant, quantity: line.quantity, cents }];
  });

export const goodsCents = (lines: readonly FilledLine[]): number =>
  lines.reduce((total, { cents }) => total + cents, 0);

/** How many things are in the basket, as the badge shows it: goods by the metre count as one. */
export const countPieces = (lines: readonly FilledLine[]): number =>
  lines.reduce((total, { product, quantity }) => total + (product.unit === 'piece' ? quantity : 1), 0);
