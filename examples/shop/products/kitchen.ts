// Camp kitchen: texts, prices, reviews.
import type { Product } from '../catalogue.ts';
import { cream, lake, moss, rust, steel } from './colours.ts';

export const kitchen: readonly Product[] = [
  {
    sku: 'FW-201',
    category: 'kitchen',
    slug: { de: 'emaillebecher-morgentau', en: 'enamel-mug-morgentau' },
    name: { de: 'Emaillebecher Morgentau', en: 'Enamel mug Morgentau' },
    teaser: {
      de: '350 ml, doppelt emailliert, für Feuer und Spülmaschine.',
      en: '350 ml, enamelled twice, for fire and dishwasher.',
    },
    description: {
      de: [
        'Ein Becher, wie ihn die Großeltern hatten, nur ohne Blei. Der Rand ist aus Edelstahl, damit er nicht abplatzt.',
        'Darf direkt in die Glut. Der Griff wird dann heiß, das war schon immer so.',
      ],
      en: [
        'A mug like the ones our grandparents had, without the lead. The rim is stainless steel, so it does not chip.',
        'May stand right in the embers. The handle gets hot then, as it always did.',
      ],
    },
    facts: [
      { label: { de: 'Inhalt', en: 'Holds' }, value: { de: '350 ml', en: '350 ml' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '155 g', en: '155 g' } },
    ],
    cents: 1490,
    unit: 'piece',
    delivery: { from: 1, to: 2 },
    variants: [cream, lake, rust],
    reviews: {
      de: [
        {
          author: 'Familie Brandt',
          stars: 5,
          date: '2026-10-11',
          text: 'Vier Stück, vier Kinder, ein Jahr. Zwei kleine Macken.',
        },
        { author: 'Rolf', stars: 5, date: '2026-04-25', text: 'Schmeckt nach Ferien.' },
      ],
      en: [
        { author: 'Aoife', stars: 4, date: '2026-06-06', text: 'Lovely weight. The cream one stains a bit with tea.' },
      ],
    },
  },
  {
    sku: 'FW-202',
    category: 'kitchen',
    slug: { de: 'spirituskocher-glut-2', en: 'spirit-stove-glut-2' },
    name: { de: 'Spirituskocher Glut 2', en: 'Spirit stove Glut 2' },
    teaser: {
      de: 'Kocht einen halben Liter in sechs Minuten, auch bei Wind.',
      en: 'Boils half a litre in six minutes, in wind as well.',
    },
    description: {
      de: [
        'Brenner, Windschutz und Topf stecken ineinander. Spiritus gibt es in jedem Supermarkt, eine Kartusche nicht.',
        'Kein Druck, kein Ventil, kein Ersatzteil, das es in zehn Jahren nicht mehr gibt.',
      ],
      en: [
        'Burner, wind shield and pot nest inside each other. Any supermarket sells spirit; not every village sells cartridges.',
        'No pressure, no valve, no spare part that will be gone in ten years.',
      ],
    },
    facts: [
      { label: { de: 'Topf', en: 'Pot' }, value: { de: '0,9 l, Edelstahl', en: '0.9 l, stainless steel' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '480 g', en: '480 g' } },
      { label: { de: 'Brennstoff', en: 'Fuel' }, value: { de: 'Brennspiritus', en: 'Methylated spirit' } },
    ],
    cents: 4950,
    unit: 'piece',
    delivery: { from: 2, to: 3 },
    variants: [steel],
    reviews: {
      de: [
        {
          author: 'Hanna P.',
          stars: 4,
          date: '2026-08-09',
          text: 'Etwas langsamer als Gas, dafür still. Man hört den Bach.',
        },
      ],
      en: [{ author: 'G. Marsh', stars: 5, date: '2026-09-23', text: 'Simple, and nothing on it can break.' }],
    },
  },
  {
    sku: 'FW-203',
    category: 'kitchen',
    slug: { de: 'thermosflasche-langer-tag', en: 'thermos-langer-tag' },
    name: { de: 'Thermosflasche Langer Tag', en: 'Thermos bottle Langer Tag' },
    teaser: { de: '0,75 Liter, nach zwölf Stunden noch 58 °C.', en: '0.75 litres, still 58 °C after twelve hours.' },
    description: {
      de: ['Doppelwandig, mit einem Becher als Deckel und einer Dichtung, die man für 2 € nachkaufen kann.'],
      en: ['Double-walled, with a cup for a lid and a seal that you can buy again for €2.'],
    },
    facts: [
      { label: { de: 'Inhalt', en: 'Holds' }, value: { de: '0,75 l', en: '0.75 l' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '420 g', en: '420 g' } },
    ],
    cents: 3200,
    unit: 'piece',
    delivery: { from: 1, to: 2 },
    variants: [moss, lake, steel],
    reviews: {
      de: [{ author: 'Wanderverein Süd', stars: 5, date: '2026-03-17', text: 'Zwölf bestellt, zwölf dicht.' }],
      en: [
        {
          author: 'Lars',
          stars: 4,
          date: '2026-05-12',
          text: 'Keeps tea hot until the summit and half of the way down.',
        },
      ],
    },
  },
  {
    sku: 'FW-204',
    category: 'kitchen',
    slug: { de: 'brotdose-mit-brett', en: 'lunch-box-with-board' },
    name: { de: 'Brotdose mit Brett', en: 'Lunch box with board' },
    teaser: {
      de: 'Edelstahl, der Deckel ist ein Schneidbrett aus Esche.',
      en: 'Stainless steel; the lid is a cutting board of ash.',
    },
    description: {
      de: ['Dose, Brett, Spanngummi. Die Esche kommt aus dem Kraichgau und ist nur geölt.'],
      en: ['Box, board, elastic band. The ash grew in the Kraichgau and is oiled, nothing else.'],
    },
    facts: [
      { label: { de: 'Maße', en: 'Size' }, value: { de: '18 × 12 × 6 cm', en: '18 × 12 × 6 cm' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '390 g', en: '390 g' } },
    ],
    cents: 2750,
    unit: 'piece',
    delivery: { from: 2, to: 3 },
    variants: [steel],
    reviews: {
      de: [{ author: 'Tomasz', stars: 5, date: '2026-09-29', text: 'Käse schneiden ohne Sand im Käse. Gekauft.' }],
      en: [{ author: 'Sinéad', stars: 4, date: '2026-07-27', text: 'Beautiful, not quite watertight.' }],
    },
  },
];
