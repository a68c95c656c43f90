// Amounts: whole cents inside, a decimal number for analytics, a localised text for people.
import type { Language } from './language.ts';

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-IE' };
const formats: Record<Language, Intl.NumberFormat> = {
  de: new Intl.NumberFormat(locales.de, { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat(locales.en, { style: 'currency', currency: 'EUR' }),
};

export const currency = 'EUR';

/** `2490` → `24,90 €` or `€24.90`. */
export const formatMoney = (cents: number, language: Language): string => formats[language].format(cents / 100);

/** `2490` → `24.9`, as GA4 wants it. */
export const toDecimal = (cents: number): number => Math.round(cents) / 100;

/** Value-added tax that is contained in a gross amount. @returns whole cents */
export const includedTax = (grossCents: number, percent = 19): number =>
  Math.round((grossCents * percent) / (100 + percent));
