// Sleep and rest: texts, prices, reviews.
import type { Product } from '../catalogue.ts';
import { lake, moss, ochre, rust, slate } from './colours.ts';

export const rest: readonly Product[] = [
  {
    sku: 'FW-301',
    category: 'rest',
    slug: { de: 'tarp-halbdach', en: 'tarp-halbdach' },
    name: { de: 'Tarp Halbdach 3 × 3 m', en: 'Tarp Halbdach 3 × 3 m' },
    teaser: {
      de: 'Neun Quadratmeter trocken, 740 Gramm, 19 Abspannpunkte.',
      en: 'Nine dry square metres, 740 grams, 19 tie-out points.',
    },
    description: {
      de: [
        'Zwei Bäume oder ein Baum und ein Stock: Das Halbdach steht in drei Minuten und hält Regen, Sonne und Tau ab.',
        'Silikonbeschichtetes Ripstop-Nylon mit 3.000 mm Wassersäule. Sechs Heringe und zwölf Meter Schnur liegen bei.',
      ],
      en: [
        'Two trees, or one tree and a stick: the Halbdach is up in three minutes and keeps off rain, sun and dew.',
        'Silicone-coated ripstop nylon, 3,000 mm water column. Six pegs and twelve metres of cord are included.',
      ],
    },
    facts: [
      { label: { de: 'Fläche', en: 'Area' }, value: { de: '3 × 3 m', en: '3 × 3 m' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '740 g', en: '740 g' } },
      { label: { de: 'Wassersäule', en: 'Water column' }, value: { de: '3.000 mm', en: '3,000 mm' } },
    ],
    cents: 13900,
    unit: 'piece',
    delivery: { from: 4, to: 6 },
    variants: [moss, ochre],
    reviews: {
      de: [
        { author: 'Nele und Ole', stars: 5, date: '2026-08-30', text: 'Vier Nächte Vogesen. Wir verkaufen das Zelt.' },
      ],
      en: [
        { author: 'R. Bell', stars: 4, date: '2026-06-29', text: 'Solid. The bag it comes in is a little too small.' },
      ],
    },
  },
  {
    sku: 'FW-302',
    category: 'rest',
    slug: { de: 'wolldecke-heide', en: 'wool-blanket-heide' },
    name: { de: 'Wolldecke Heide', en: 'Wool blanket Heide' },
    teaser: {
      de: '140 × 190 cm, Schurwolle aus der Lüneburger Heide.',
      en: '140 × 190 cm, virgin wool from the Lüneburg Heath.',
    },
    description: {
      de: [
        'Gewebt in einer kleinen Weberei in der Oberlausitz. Wärmt auch feucht und riecht dann nach Schaf, aber nur kurz.',
      ],
      en: [
        'Woven in a small mill in Upper Lusatia. Warm even when damp, and then it smells of sheep, but not for long.',
      ],
    },
    facts: [
      { label: { de: 'Maße', en: 'Size' }, value: { de: '140 × 190 cm', en: '140 × 190 cm' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '1.350 g', en: '1,350 g' } },
    ],
    cents: 7900,
    unit: 'piece',
    delivery: { from: 2, to: 3 },
    variants: [slate, rust],
    reviews: {
      de: [
        {
          author: 'Ingrid W.',
          stars: 5,
          date: '2026-10-19',
          text: 'Liegt seit Oktober auf dem Sofa statt im Rucksack.',
        },
      ],
      en: [{ author: 'Callum', stars: 4, date: '2026-02-08', text: 'Warm and heavy, as a blanket should be.' }],
    },
  },
  {
    sku: 'FW-303',
    category: 'rest',
    slug: { de: 'reepschnur-4-mm-meterware', en: 'accessory-cord-4-mm-by-the-metre' },
    name: { de: 'Reepschnur 4 mm, Meterware', en: 'Accessory cord 4 mm, by the metre' },
    teaser: {
      de: 'Auf den halben Meter genau geschnitten, Enden verschweißt.',
      en: 'Cut to the half metre, ends sealed.',
    },
    description: {
      de: ['Trägt 320 kg, knotet weich, scheuert nicht. Geben Sie die Länge in Metern ein, zum Beispiel 2,5.'],
      en: ['Holds 320 kg, knots softly, does not chafe. Enter the length in metres, 2.5 for example.'],
    },
    facts: [
      { label: { de: 'Durchmesser', en: 'Diameter' }, value: { de: '4 mm', en: '4 mm' } },
      { label: { de: 'Bruchlast', en: 'Breaking load' }, value: { de: '320 kg', en: '320 kg' } },
    ],
    cents: 120,
    unit: 'metre',
    delivery: { from: 1, to: 2 },
    variants: [ochre, lake, rust],
    reviews: {
      de: [{ author: 'Knotenkurs Kehl', stars: 5, date: '2026-05-05', text: 'Genau die Länge, die wir wollten.' }],
      en: [{ author: 'Yusuf', stars: 5, date: '2026-09-09', text: 'Good cord, and the ends do not fray.' }],
    },
  },
  {
    sku: 'FW-304',
    category: 'rest',
    slug: { de: 'sitzkissen-trocken', en: 'sit-mat-trocken' },
    name: { de: 'Sitzkissen Trocken', en: 'Sit mat Trocken' },
    teaser: { de: 'Filz oben, gewachste Baumwolle unten, 95 Gramm.', en: 'Felt on top, waxed cotton below, 95 grams.' },
    description: {
      de: [
        'Auf nassem Holz, kaltem Stein, in der letzten Reihe des Fußballplatzes. Rollt sich auf die Größe einer Banane.',
      ],
      en: ['On wet wood, cold stone, in the last row of the football ground. Rolls up to the size of a banana.'],
    },
    facts: [
      { label: { de: 'Maße', en: 'Size' }, value: { de: '38 × 28 cm', en: '38 × 28 cm' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '95 g', en: '95 g' } },
    ],
    cents: 1290,
    unit: 'piece',
    delivery: { from: 1, to: 2 },
    variants: [moss, slate, ochre],
    reviews: {
      de: [{ author: 'Petra', stars: 4, date: '2026-11-02', text: 'Immer dabei. Könnte einen Tick größer sein.' }],
      en: [{ author: 'Owen', stars: 5, date: '2026-10-05', text: 'The best thirteen euros of the year.' }],
    },
  },
];
