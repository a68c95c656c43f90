// What a link, a heading or a label is about, by its German or English words.
import type { Topic } from '../../types.ts';

// Whole words, where a part is something else: "Review your order" is no review, "Einwilligung widerrufen" no return,
// "zahlungspflichtig bestellen" no choice of payment.
const wording: Record<Topic, RegExp> = {
  shipping:
    /versand(kosten|frei)|^(versand|shipping|delivery)( (und|and|&)|$)|(shipping|delivery) (cost|fee)|free shipping/i,
  terms: /\bAGB\b|geschäftsbed|\bterms( (and|&|of)|$)/i,
  payment: /zahl(ungs)?(art|weise|möglich)|^(zahlung|payment)( (und|and|&)|$)|payment (method|option)/i,
  returns: /\b(widerruf(?!en| der)|rückgabe|rücksend|retoure|returns\b|return policy)/i,
  delivery: /lieferzeit|lieferbar (in|ab)|\d (werktag|(working|business) day)|delivery time|(delivered|ships) (in|by)/i,
  reviews: /(\b|kunden)(bewertung(en)?|rezension(en)?|reviews)\b/i,
};

const topics = Object.keys(wording) as Topic[];

/** Longer than this, a text is no link, heading or label but a story. */
const maxLength = 60;

/**
 * @param text as it is on the page; only its topics leave it
 * @param declared what the page itself says that it is about
 */
export const topicsOf = (text: string, declared?: string | null): Topic[] => {
  const words = text.trim();
  return topics.filter((topic) =>
    declared ? declared.includes(topic) : !words[maxLength] && wording[topic].test(words),
  );
};
