// @vitest-environment node
import { expect, it } from 'vitest';
import { formatMoney, includedTax, toDecimal } from '../../../../examples/shop/money.ts';

it('shows a decimal comma in German and a point in English', () => {
  expect(formatMoney(123490, 'de').replaceAll(/\s/g, ' ')).toBe('1.234,90 €');
  expect(formatMoney(123490, 'en')).toBe('€1,234.90');
});

it('gives analytics a decimal number without binary dust', () => {
  expect(toDecimal(1990 * 3)).toBe(59.7);
  expect(toDecimal(110 * 3)).toBe(3.3);
});

it('finds the tax that is contained in a gross amount', () => {
  expect(includedTax(11900)).toBe(1900);
  expect(includedTax(8900)).toBe(1421);
});
