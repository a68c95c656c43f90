// @vitest-environment node
import { expect, it } from 'vitest';
import { addLine, countPieces, fillLines, goodsCents, setQuantity } from '../../../../examples/shop/cart.ts';

const pack = { sku: 'FW-101', variant: 'moss', quantity: 1 };
const cord = { sku: 'FW-303', variant: 'ochre', quantity: 2.5 };

it('adds to the line of the same product and variant, and keeps variants apart', () => {
  const lines = addLine(addLine(addLine([], pack), pack), { ...pack, variant: 'rust' });
  expect(lines).toEqual([
    { ...pack, quantity: 2 },
    { ...pack, variant: 'rust' },
  ]);
});

it('leaves the list that it was given as it was', () => {
  const lines = Object.freeze([Object.freeze({ ...pack })]);
  addLine(lines, pack);
  setQuantity(lines, 'FW-101.moss', 5);
  expect(lines).toEqual([pack]);
});

it('removes a line at quantity nought', () => {
  expect(setQuantity([pack, cord], 'FW-101.moss', 0)).toEqual([cord]);
});

it('rounds goods by the metre once per line, to whole cents', () => {
  const [line] = fillLines([cord]);
  expect(line?.cents).toBe(300);
  expect(goodsCents(fillLines([pack, cord]))).toBe(9200);
});

it('counts goods by the metre as one thing', () => {
  expect(countPieces(fillLines([{ ...pack, quantity: 2 }, cord]))).toBe(3);
});

it('drops lines that the catalogue does not know', () => {
  expect(
    fillLines([
      { sku: '__proto__', variant: 'moss', quantity: 1 },
      { ...pack, variant: 'pink' },
    ]),
  ).toEqual([]);
});
