// The long pages that a footer links: delivery, returns, terms, privacy, imprint.
import type { Language } from './language.ts';

export const informationNames = ['delivery', 'returns', 'terms', 'privacy', 'imprint'] as const;
export type InformationName = (typeof informationNames)[number];

export interface Section {
  heading: string;
  paragraphs: readonly string[];
}

export const information: Record<InformationName, Record<Language, readonly Section[]>> = {
  delivery: {
    de: [
      {
        heading: 'Versandarten',
        paragraphs: [
          'DHL Paket 4,90 €, ab 60 € Warenwert kostenlos. DHL Express 9,90 €. Abholung in Freiburg kostenlos.',
        ],
      },
      {
        heading: 'Lieferzeiten',
        paragraphs: [
          'Die Lieferzeit steht an jedem Produkt. Sie beginnt am Werktag nach der Bestellung, bei Vorkasse nach Zahlungseingang.',
        ],
      },
      {
        heading: 'Liefergebiet',
        paragraphs: ['Wir liefern nach Deutschland, Österreich, Irland und in die Niederlande.'],
      },
    ],
    en: [
      {
        heading: 'Ways of shipping',
        paragraphs: ['DHL parcel €4.90, free from €60. DHL Express €9.90. Pick up in Freiburg for free.'],
      },
      {
        heading: 'Delivery times',
        paragraphs: [
          'The delivery time is shown with every product. It begins on the working day after the order, with bank transfers when the money has arrived.',
        ],
      },
      { heading: 'Where we deliver', paragraphs: ['We deliver to Germany, Austria, Ireland and the Netherlands.'] },
    ],
  },
  returns: {
    de: [
      {
        heading: 'Widerrufsrecht',
        paragraphs: [
          'Sie können Ihre Bestellung innerhalb von 30 Tagen nach Erhalt ohne Angabe von Gründen widerrufen. Eine E-Mail genügt.',
        ],
      },
      {
        heading: 'Rückgabe',
        paragraphs: [
          'Legen Sie die Ware ungebraucht in den Karton und kleben Sie das beiliegende Etikett auf. Wir erstatten innerhalb von 14 Tagen.',
          'Zugeschnittene Meterware nehmen wir nicht zurück.',
        ],
      },
      {
        heading: 'Reparatur',
        paragraphs: [
          'Nähte, Schnallen und Reißverschlüsse reparieren wir zum Festpreis von 15 €, so lange es das Teil gibt.',
        ],
      },
    ],
    en: [
      {
        heading: 'Right of withdrawal',
        paragraphs: [
          'You may withdraw from your order within 30 days of receiving it, without giving reasons. An email is enough.',
        ],
      },
      {
        heading: 'Returns',
        paragraphs: [
          'Put the unused goods into the box and stick on the label you find in it. We refund within 14 days.',
          'Cord that was cut for you cannot be returned.',
        ],
      },
      {
        heading: 'Repairs',
        paragraphs: ['We repair seams, buckles and zips at a fixed price of €15 for as long as the part exists.'],
      },
    ],
  },
  terms: {
    de: [
      {
        heading: 'Vertragsschluss',
        paragraphs: [
          'Mit „Zahlungspflichtig bestellen“ geben Sie ein verbindliches Angebot ab. In dieser Demo entsteht daraus kein Vertrag.',
        ],
      },
      { heading: 'Preise', paragraphs: ['Alle Preise enthalten die gesetzliche Mehrwertsteuer von 19 %.'] },
      { heading: 'Gewährleistung', paragraphs: ['Es gelten die gesetzlichen Rechte.'] },
    ],
    en: [
      {
        heading: 'Contract',
        paragraphs: ['With “Place binding order” you make a binding offer. In this demo no contract comes of it.'],
      },
      { heading: 'Prices', paragraphs: ['All prices include 19 % value-added tax.'] },
      { heading: 'Warranty', paragraphs: ['The statutory rights apply.'] },
    ],
  },
  privacy: {
    de: [
      {
        heading: 'Was dieser Shop speichert',
        paragraphs: [
          'Der Warenkorb liegt auf dem Server hinter einem notwendigen Cookie (feldweg_session, 24 Stunden). Ihre Cookie-Entscheidung steht im Cookie klaro (180 Tage).',
        ],
      },
      {
        heading: 'Statistik mit etappe',
        paragraphs: [
          'Nur wenn Sie zustimmen, zeichnet etappe auf, woher Sie kamen, welche Seiten Sie ansahen, was Sie suchten, wie weit Ihr Einkauf kam und was Sie bestellten. Was Sie sonst in Felder schreiben, wird nicht erfasst; IP-Adressen werden nicht gespeichert. In Ihrem Browser liegen dafür ein Eintrag und eine Datenbank, beide mit dem Namen „etappe“, und nach einem Widerruf nicht mehr. Sie können die Zustimmung jederzeit über „Cookie-Einstellungen“ widerrufen.',
        ],
      },
      {
        heading: 'Marketing',
        paragraphs: [
          'Nur wenn Sie auch dem zustimmen, werden Klick-Kennungen aus Anzeigen mit Ihrem Besuch verbunden.',
        ],
      },
    ],
    en: [
      {
        heading: 'What this shop stores',
        paragraphs: [
          'The cart is kept on the server behind an essential cookie (feldweg_session, 24 hours). Your cookie decision is kept in the cookie klaro (180 days).',
        ],
      },
      {
        heading: 'Statistics with etappe',
        paragraphs: [
          'Only if you agree, etappe records where you came from, which pages you saw, what you searched for, how far your purchase got and what you ordered. Whatever else you type is not recorded, and IP addresses are not stored. For this there are one entry and one database in your browser, both named “etappe”, until you withdraw. You can withdraw at any time under “Cookie settings”.',
        ],
      },
      {
        heading: 'Marketing',
        paragraphs: ['Only if you agree to that as well, click ids of advertisements are linked to your visit.'],
      },
    ],
  },
  imprint: {
    de: [
      {
        heading: 'Feldweg (Demo)',
        paragraphs: [
          'Ein erfundener Shop, der zu etappe gehört, um es auszuprobieren. Talstraße 12, 79102 Freiburg gibt es, uns dort nicht.',
        ],
      },
    ],
    en: [
      {
        heading: 'Feldweg (demo)',
        paragraphs: [
          'An invented shop that comes with etappe, to try it out. There is a Talstraße 12 in Freiburg, but we are not there.',
        ],
      },
    ],
  },
};
