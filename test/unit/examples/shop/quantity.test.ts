// @vitest-environment node
import { expect, it } from 'vitest';
import { formatQuantity, quantityPattern, readQuantity } from '../../../../examples/shop/quantity.ts';

it('reads metres with a comma and with a point', () => {
  expect(readQuantity('2,5', 'metre')).toBe(2.5);
  expect(readQuantity(' 2.5 ', 'metre')).toBe(2.5);
  expect(formatQuantity(2.5, 'de')).toBe('2,5');
});

it.each(['', '0', '-1', '1e3', '2,3', '1.000,5', '101', 'Infinity', '٣', '2;5'])('refuses %j metres', (text) => {
  expect(readQuantity(text, 'metre')).toBeUndefined();
});

it.each(['0', '21', '1,5', '1.0.0', 'NaN'])('refuses %j pieces', (text) => {
  expect(readQuantity(text, 'piece')).toBeUndefined();
});

it('asks the browser for the same as it asks of itself', () => {
  for (const unit of ['piece', 'metre'] as const) {
    const pattern = new RegExp(`^(?:${quantityPattern[unit]})$`, 'v');
    for (let count = 1; count <= 20; count += 1) {
      expect(pattern.test(String(count))).toBe(readQuantity(String(count), unit) !== undefined);
    }
  }
  expect('2,5').toMatch(new RegExp(`^(?:${quantityPattern.metre})$`, 'v'));
  expect('1,5').not.toMatch(new RegExp(`^(?:${quantityPattern.piece})$`, 'v'));
});
