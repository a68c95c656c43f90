import { describe, expect, it } from 'vitest';
import { topicsOf } from '../../../../src/integrations/signals/wording.ts';

describe('the wording of a shop', () => {
  it.each([
    ['Versandkosten', 'shipping'],
    ['zzgl. Versandkosten', 'shipping'],
    ['Versandkostenfrei ab 60 €', 'shipping'],
    ['Versand & Lieferung', 'shipping'],
    ['Versand', 'shipping'],
    ['Shipping costs', 'shipping'],
    ['Shipping and returns policy', 'shipping returns'],
    ['Delivery & returns', 'shipping returns'],
    ['Free shipping over €60', 'shipping'],
    ['AGB', 'terms'],
    ['Unsere AGB', 'terms'],
    ['Allgemeine Geschäftsbedingungen', 'terms'],
    ['Terms', 'terms'],
    ['Terms & conditions', 'terms'],
    ['General terms and conditions', 'terms'],
    ['Zahlungsarten', 'payment'],
    ['Zahlarten', 'payment'],
    ['Bezahlmöglichkeiten', 'payment'],
    ['Zahlung', 'payment'],
    ['Zahlung und Versand', 'payment'],
    ['Payment methods', 'payment'],
    ['Payment', 'payment'],
    ['Widerrufsrecht', 'returns'],
    ['Widerruf & Rückgabe', 'returns'],
    ['30 Tage Rückgaberecht', 'returns'],
    ['Kostenlose Rücksendung', 'returns'],
    ['Retouren', 'returns'],
    ['Returns', 'returns'],
    ['Free returns within 30 days', 'returns'],
    ['Return policy', 'returns'],
    ['Lieferzeit 2–3 Werktage', 'delivery'],
    ['Sofort lieferbar in 1–2 Tagen', 'delivery'],
    ['Delivery time', 'delivery'],
    ['2 to 3 business days', 'delivery'],
    ['Delivered by Thursday', 'delivery'],
    ['Bewertungen', 'reviews'],
    ['Kundenbewertungen (12)', 'reviews'],
    ['Jetzt eine Bewertung schreiben', 'reviews'],
    ['Rezensionen', 'reviews'],
    ['Customer reviews', 'reviews'],
    ['  12\u00a0Reviews\n', 'reviews'],
  ])('%j is about %s', (text, found) => {
    expect(topicsOf(text)).toEqual(found.split(' '));
  });

  it.each([
    'Versandtaschen A4',
    'Versandapotheke',
    'Shipping boxes',
    'Delivery drone',
    'Review your order',
    'Bestellung prüfen',
    'Preview',
    'Bewertungskriterien unserer Redaktion',
    'Zahlungspflichtig bestellen',
    'Zahlenschloss',
    'Anzahl',
    'Payment failed',
    'Einwilligung widerrufen',
    'Widerruf der Einwilligung',
    'Cookie-Einstellungen widerrufen',
    'Return to shop',
    'Zurück zum Warenkorb',
    'Pfandrückgabe am Automaten',
    'Midterms',
    'Determination',
    'Terminal',
    'Magbag',
    'Lieferanten',
    'Werktags von 9 bis 18 Uhr',
    'Liefergebiet',
    'Rücksäcke und Taschen',
    '',
  ])('%j is about none of it', (text) => {
    expect(topicsOf(text)).toEqual([]);
  });

  it('takes a story for no label', () => {
    const story = 'Die Versandkosten trägt bei uns der Wind, sagte der Alte, und die Lieferzeit bestimmt das Meer.';
    expect(topicsOf(story)).toEqual([]);
  });
});
