// What is masked though a validator refuses it, because a person's value is in it all the same.

const isLuhn = (digits: string) => {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries())
    sum += index % 2 ? ((+digit * 2 - 1) % 9) + 1 || 0 : +digit;
  return /^\d+$/.test(digits) && sum % 10 === 0;
};

const isMod97 = (code: string) => {
  const digits = (code.slice(4) + code.slice(0, 4)).replace(/[A-Z]/g, (letter) => `${letter.charCodeAt(0) - 55}`);
  return /^\d+$/.test(digits) && BigInt(digits) % 97n === 1n;
};

/** False alarms that are meant: a validator refuses the whole, and yet a person's value is in it. */
export const meant: Record<string, { why: string; holds(value: string): boolean }> = {
  email: { why: 'an address stands in it', holds: (value) => /\S@[^\s@]+\.\p{L}{2}/u.test(value) },
  jwt: { why: 'its claims can be read without a signature', holds: (value) => value.startsWith('eyJ') },
  iban: {
    why: 'its check digits are right, or a phone number stands in it',
    holds: (value) => isMod97(value.replace(/[^A-Z\d]/g, '')) || /\b0\d{2,5}[ /]\d/.test(value),
  },
  credit_card: { why: 'its check digit is right', holds: (value) => isLuhn(value.replace(/\D/g, '')) },
};
