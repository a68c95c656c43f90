// Packs and bags: texts, prices, reviews.
import type { Product } from '../catalogue.ts';
import { lake, moss, ochre, rust, slate } from './colours.ts';

export const packs: readonly Product[] = [
  {
    sku: 'FW-101',
    category: 'packs',
    slug: { de: 'tagesrucksack-saumpfad-18', en: 'day-pack-saumpfad-18' },
    name: { de: 'Tagesrucksack Saumpfad 18', en: 'Day pack Saumpfad 18' },
    teaser: {
      de: '18 Liter aus gewachster Baumwolle, 690 Gramm, zwei Außenfächer.',
      en: '18 litres of waxed cotton, 690 grams, two outer pockets.',
    },
    description: {
      de: [
        'Der Saumpfad 18 trägt Jacke, Brotzeit, Flasche und Karte, und danach ist Schluss. Das ist Absicht: Wer wenig mitnimmt, geht leichter.',
        'Der Rücken ist mit 8 mm Filz gepolstert, die Träger sind austauschbar. Reißt etwas, nähen wir es in Freiburg wieder an.',
      ],
      en: [
        'The Saumpfad 18 carries a jacket, lunch, a bottle and a map, and then it is full. That is on purpose: who takes little walks easily.',
        'The back is padded with 8 mm felt and the straps can be replaced. If something tears, we sew it up again in Freiburg.',
      ],
    },
    facts: [
      { label: { de: 'Volumen', en: 'Volume' }, value: { de: '18 l', en: '18 l' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '690 g', en: '690 g' } },
      {
        label: { de: 'Material', en: 'Material' },
        value: { de: 'Gewachste Baumwolle, Wollfilz', en: 'Waxed cotton, wool felt' },
      },
    ],
    cents: 8900,
    unit: 'piece',
    delivery: { from: 2, to: 3 },
    variants: [moss, slate, rust],
    reviews: {
      de: [
        {
          author: 'Katrin M.',
          stars: 5,
          date: '2026-09-14',
          text: 'Drei Wochen Schwarzwald, zweimal Dauerregen, innen trocken geblieben.',
        },
        {
          author: 'Jonas',
          stars: 4,
          date: '2026-07-02',
          text: 'Sitzt wunderbar. Ein Fach für das Handy am Träger fehlt mir.',
        },
      ],
      en: [
        {
          author: 'Maeve O.',
          stars: 5,
          date: '2026-08-21',
          text: 'Lighter than it looks, and it has stopped looking new, which I like.',
        },
      ],
    },
  },
  {
    sku: 'FW-102',
    category: 'packs',
    slug: { de: 'rolltop-umweg-24', en: 'roll-top-umweg-24' },
    name: { de: 'Rolltop-Rucksack Umweg 24', en: 'Roll-top pack Umweg 24' },
    teaser: {
      de: '24 bis 30 Liter, wasserdicht verschweißt, passt auf den Gepäckträger.',
      en: '24 to 30 litres, welded waterproof, fits a bicycle rack.',
    },
    description: {
      de: [
        'Der Umweg 24 ist auf dem Rad eine Packtasche und zu Fuß ein Rucksack. Zwei Haken klappen aus, wenn Sie sie brauchen, und verschwinden, wenn nicht.',
        'Verschweißte Nähte und Rollverschluss: Er darf in den Fluss fallen.',
      ],
      en: [
        'On a bicycle the Umweg 24 is a pannier, on foot it is a backpack. Two hooks fold out when you need them and vanish when you do not.',
        'Welded seams and a roll closure: it may fall into the river.',
      ],
    },
    facts: [
      { label: { de: 'Volumen', en: 'Volume' }, value: { de: '24–30 l', en: '24–30 l' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '1.050 g', en: '1,050 g' } },
      { label: { de: 'Wasserdicht', en: 'Waterproof' }, value: { de: 'IPX6', en: 'IPX6' } },
    ],
    cents: 11900,
    unit: 'piece',
    delivery: { from: 2, to: 3 },
    variants: [slate, ochre],
    reviews: {
      de: [
        {
          author: 'Selim A.',
          stars: 5,
          date: '2026-10-03',
          text: 'Pendle damit täglich 14 Kilometer. Laptop trocken, Laune gut.',
        },
      ],
      en: [
        {
          author: 'Piet',
          stars: 4,
          date: '2026-06-18',
          text: 'The hooks are clever. I wish it came in a smaller size as well.',
        },
      ],
    },
  },
  {
    sku: 'FW-103',
    category: 'packs',
    slug: { de: 'huefttasche-nebenbei', en: 'hip-bag-nebenbei' },
    name: { de: 'Hüfttasche Nebenbei', en: 'Hip bag Nebenbei' },
    teaser: {
      de: 'Schlüssel, Karte, Taschentücher, Müsliriegel. Mehr nicht.',
      en: 'Keys, card, tissues, one cereal bar. No more than that.',
    },
    description: {
      de: ['Aus den Resten des Saumpfad genäht, deshalb ist keine wie die andere. Der Gurt misst 60 bis 120 cm.'],
      en: ['Sewn from what is left of the Saumpfad, so no two are alike. The strap measures 60 to 120 cm.'],
    },
    facts: [
      { label: { de: 'Volumen', en: 'Volume' }, value: { de: '1,2 l', en: '1.2 l' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '140 g', en: '140 g' } },
    ],
    cents: 3490,
    unit: 'piece',
    delivery: { from: 2, to: 3 },
    variants: [rust, moss, lake],
    reviews: {
      de: [{ author: 'Ulla', stars: 4, date: '2026-05-30', text: 'Klein, fein, der Reißverschluss läuft weich.' }],
      en: [{ author: 'D. Hughes', stars: 5, date: '2026-08-02', text: 'Took it on every walk this summer.' }],
    },
  },
  {
    sku: 'FW-104',
    category: 'packs',
    slug: { de: 'lenkertasche-vorfahrt', en: 'handlebar-bag-vorfahrt' },
    name: { de: 'Lenkertasche Vorfahrt', en: 'Handlebar bag Vorfahrt' },
    teaser: {
      de: 'Mit einer Hand zu öffnen, mit zwei Riemen in zehn Sekunden ab.',
      en: 'Opens with one hand, comes off in ten seconds with two straps.',
    },
    description: {
      de: [
        'Der Deckel schließt mit einem Magneten und lässt sich in der Fahrt öffnen. Innen ein helles Futter, damit man findet, was man sucht.',
        'Passt an Lenker von 22 bis 35 mm, auch an Rennlenker.',
      ],
      en: [
        'The lid closes with a magnet and opens while you ride. The lining is light, so that you find what you look for.',
        'Fits handlebars of 22 to 35 mm, drop bars included.',
      ],
    },
    facts: [
      { label: { de: 'Volumen', en: 'Volume' }, value: { de: '4 l', en: '4 l' } },
      { label: { de: 'Gewicht', en: 'Weight' }, value: { de: '310 g', en: '310 g' } },
    ],
    cents: 5900,
    unit: 'piece',
    delivery: { from: 4, to: 6 },
    variants: [ochre, slate],
    reviews: {
      de: [
        {
          author: 'Benno T.',
          stars: 5,
          date: '2026-09-01',
          text: 'Endlich eine, die auf Kopfsteinpflaster nicht klappert.',
        },
      ],
      en: [{ author: 'Ines', stars: 4, date: '2026-07-19', text: 'Good bag. Check your cable length before you buy.' }],
    },
  },
];
