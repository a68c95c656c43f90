// JSON on a page where an old framework has taught arrays to quote themselves.
import { afterEach, describe, expect, it } from 'vitest';
import { stringify } from '../../../src/wire/stringify.ts';

type Bent = { toJSON?: unknown };
const arrays = Array.prototype as Bent;

/** As Prototype.js 1.6 did it. */
const bendArrays = () => {
  arrays.toJSON = function (this: unknown[]) {
    return `[${this.map((entry) => JSON.stringify(entry)).join(', ')}]`;
  };
};

afterEach(() => {
  delete arrays.toJSON;
});

describe('stringify', () => {
  const value = { list: [1, { deep: ['a'] }], date: new Date(0) };

  it('says what JSON.stringify says on a page that bends nothing', () => {
    expect(stringify(value)).toBe(JSON.stringify(value));
  });

  it('writes lists as lists although Array.prototype has a toJSON', () => {
    const straight = JSON.stringify(value);
    bendArrays();
    expect(JSON.stringify(value)).not.toBe(straight);
    expect(stringify(value)).toBe(straight);
  });

  it('leaves the framework its toJSON', () => {
    bendArrays();
    const { toJSON } = arrays;
    stringify(value);
    expect(arrays.toJSON).toBe(toJSON);
  });

  it('leaves the framework its toJSON even when a value cannot be written', () => {
    bendArrays();
    const { toJSON } = arrays;
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => stringify(circle)).toThrow(TypeError);
    expect(arrays.toJSON).toBe(toJSON);
  });

  it('adds nothing to Array.prototype where nothing was', () => {
    stringify(value);
    expect('toJSON' in arrays).toBe(false);
  });

  it('writes half a character as the sign for a missing one, as strict readers ask', () => {
    const cut = ['\ud83d', 'Mug \ud83d', '\ude00 face', '\ude00\ud83d'];
    expect(JSON.parse(stringify(cut))).toEqual(['\ufffd', 'Mug \ufffd', '\ufffd face', '\ufffd\ufffd']);
  });

  it('leaves whole characters, and texts that only look like halves', () => {
    const whole = ['😀', '\\ud83d', '\\\\ud83d', 'C:\\', '"\\"', '\n\u0001', '\ud7ff\ue000'];
    expect(JSON.parse(stringify(whole))).toEqual(whole);
  });
});
