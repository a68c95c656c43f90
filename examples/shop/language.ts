// The two languages of the shop, and which one a visitor gets who did not choose.

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];
export type Translated = Record<Language, string>;

/** The first of our languages that `Accept-Language` names, by its weights; English for everybody else. */
export const preferredLanguage = (acceptLanguage: string | undefined): Language => {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 300)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = Number(
        parameters
          .find((text) => text.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { code: tag.slice(0, 2).toLowerCase(), weight: Number.isNaN(weight) ? 0 : weight };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes.map(({ code }) => languages.find((language) => language === code)).find(Boolean) ?? 'en';
};
