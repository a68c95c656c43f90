// What never leaves the page, what always may, and that doing it twice changes nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText, redactUrl, redactValue } from '../../../src/page/redact.ts';

const mask = '*redacted*';
const jwt =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const uuid = '9deb20fe-a6e0-355c-81ea-288b009e4f6d';

/** Values that must not survive, in a path, in a kept parameter, or in a text. */
const personal: [string, string][] = [
  ['an e-mail address', 'hans.mueller+shop@mail.example'],
  ['an address with an umlaut', 'hans@müller.example'],
  ['a quoted address', '"hans müller"@mail.example'],
  ['an IBAN', 'DE91100000000123456789'],
  ['an IBAN in groups', 'DE91 1000 0000 0123 4567 89'],
  ['a British IBAN', 'GB98 MIDL 0700 9312 3456 78'],
  ['a card number', '4716461583322103'],
  ['a card number in groups', '4929 7226 5379 7141'],
  ['an American Express number', '375556917985515'],
  ['an international phone number', '+49 176 12345678'],
  ['a bracketed phone number', '+49 (0)30/123 45-67'],
  ['a German phone number', '030 1234567'],
  ['a German mobile number', '017612345678'],
  ['a German mobile number with a hyphen', '0176-123 456 78'],
  ['a phone number around a slash', '0221 / 98 76 54'],
  ['a JWT', jwt],
  ['a base64url token', 'Zk9x-3vQ_hT7bLmN2pRsW8yUaD4fGjK1cX5eV0iOqB6'],
  ['a hash', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
];

describe('a URL', () => {
  it('keeps campaign keys and the allowed ones, in their order, and loses the others and the fragment', () => {
    expect(
      redactUrl('https://shop.example/mugs?utm_source=news&q=secret&Size=3&size=38&UTM_Term=mug&mtm_kwd=a&ref=b#top', [
        'size',
      ]),
    ).toBe('https://shop.example/mugs?utm_source=news&size=38&UTM_Term=mug&mtm_kwd=a&ref=b');
  });

  it('never carries a click id: a touch does, under its own consent', () => {
    expect(redactUrl('https://shop.example/?gclid=abc&fbclid=def&utm_source=google', [])).toBe(
      'https://shop.example/?utm_source=google',
    );
  });

  it('loses credentials', () => {
    expect(redactUrl('https://user:p@ss@shop.example:8443/a', [])).toBe('https://shop.example:8443/a');
    expect(redactUrl('https://user@shop.example', [])).toBe('https://shop.example');
  });

  it.each([
    '',
    'https://shop.example',
    'https://shop.example/',
    'android-app://com.slack/',
    '/damen/schuhe',
    'https://shop.example/m%C3%BCller/100%25',
    'https://shop.example/kaputt%E0%A4%A',
  ])('stays as it is: %j', (url) => {
    expect(redactUrl(url, [])).toBe(url);
  });

  it.each(personal)('does not carry %s in its path', (_, value) => {
    const url = redactUrl(`https://shop.example/konto/${encodeURIComponent(value)}/daten`, []);
    expect(url).toBe(`https://shop.example/konto/${mask}/daten`);
  });

  it.each(personal)('does not carry %s in an allowed parameter', (_, value) => {
    const url = redactUrl(`https://shop.example/suche?q=${encodeURIComponent(value)}&utm_content=a`, ['q']);
    expect(url).toBe(`https://shop.example/suche?q=${mask}&utm_content=a`);
  });

  it('does not carry a UUID in its path, with or without hyphens', () => {
    expect(redactUrl(`https://shop.example/u/${uuid}/x`, [])).toBe(`https://shop.example/u/${mask}/x`);
    expect(redactUrl(`https://shop.example/u/${uuid.replaceAll('-', '')}`, [])).toBe(`https://shop.example/u/${mask}`);
  });

  it.each([
    ['https://shop.example/account/orders/AB12CD34', `https://shop.example/account/orders/${mask}`],
    ['https://shop.example/bestellung/10023456/status', `https://shop.example/bestellung/${mask}/status`],
    [
      'https://shop.example/checkout/order-received/1234567/?key=wc_order_x',
      `https://shop.example/checkout/order-received/${mask}/`,
    ],
    ['https://shop.example/account/reset/6309822709843/k3Jd82hs', `https://shop.example/account/reset/${mask}/${mask}`],
    ['https://shop.example/konto/bestelldetails/10023456', `https://shop.example/konto/bestelldetails/${mask}`],
    ['https://shop.example/my-account/view-order/1002345/', `https://shop.example/my-account/view-order/${mask}/`],
    ['https://shop.example/guest-order/k3Jd82hs', `https://shop.example/guest-order/${mask}`],
    ['https://shop.example/email-verification/k3Jd82hs', `https://shop.example/email-verification/${mask}`],
    ['https://shop.example/password-reset/k3Jd82hs', `https://shop.example/password-reset/${mask}`],
  ])('does not open an order or an account: %s', (url, expected) => {
    expect(redactUrl(url, [])).toBe(expected);
  });

  it.each([
    ['danke?order=10023456&key=wc_order_x#top', 'danke'],
    ['shop.example/danke?token=abc', 'shop.example/danke'],
    ['?token=abc&utm_source=news', '?utm_source=news'],
    ['#access_token=abc', ''],
  ])('loses the same when it is relative: %s', (url, expected) => {
    expect(redactUrl(url, [])).toBe(expected);
  });

  it.each(['hans%40mail.example', 'hans%2540mail.example', 'hans%252540mail.example'])(
    'does not carry an address however often it was encoded: %s',
    (value) => {
      expect(redactUrl(`https://shop.example/konto/${value}`, [])).toBe(`https://shop.example/konto/${mask}`);
      expect(redactUrl(`https://shop.example/?utm_term=${value}`, [])).toBe(`https://shop.example/?utm_term=${mask}`);
    },
  );

  it.each(['order.shop24online.example/produkt', 'shop.example/videorecorder', 'shop.example/bestseller'])(
    'is no order because a part of it is called alike: %s',
    (place) => {
      const url = `https://${place}/iphone15pro`;
      expect(redactUrl(url, [])).toBe(url);
    },
  );

  it('is masked like a text where it names no place', () => {
    expect(redactUrl('mailto:hans@mail.example', [])).toBe(mask);
    expect(redactUrl('about:blank', [])).toBe('about:blank');
  });
});

describe('a text', () => {
  it.each(personal)('does not carry %s', (_, value) => {
    expect(redactText(value)).toBe(mask);
    expect(redactText(`Danke, ${value} ist da`)).toBe(`Danke, ${mask} ist da`);
  });

  it('finds an IBAN and a card number before a word or a number that belongs to neither', () => {
    expect(redactText('AT61 1904 3002 3457 3201 oder so')).not.toContain('3457');
    expect(redactText('4929 7226 5379 7141 123 12/29')).not.toContain('7141');
  });

  it('treats the URLs in it as URLs', () => {
    expect(redactText('see https://u:p@shop.example/a?token=1#b, please')).toBe('see https://shop.example/a please');
  });

  it.each([
    'Tasse "Hans" 250 ml, 3er-Set',
    'GTIN 4006381333931',
    '00012345678905',
    'B08N5WRWNW',
    'SW-10234.1',
    uuid,
    uuid.replaceAll('-', ''),
    '507f1f77bcf86cd799439011',
    'gid://shopify/ProductVariant/44213456789123',
    '2026-11-21T18:30:15.000Z',
    '21.11.2026 18:30',
    '1.299,00 EUR',
    'shirt@2x.png',
    '@scope/name@1.2.3',
    '5398228707871528',
    'DE00100000000123456789',
  ])('keeps %s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

/** Paths as shops build them. Numbers of 16 digits and more are left out: one in ten passes for a card number. */
const slugPart = fc.oneof(
  fc.constantFrom(
    'damen',
    'Schuhe',
    'müller',
    'kaffee',
    'tasse',
    'größe',
    'iphone',
    'xl',
    'rot',
    'donaudampfschifffahrt',
  ),
  fc.constantFrom('24', '2er', '500ml', '10x20cm', 's24', '512gb', '4k', '3in1', 'RTX4090', 'C-3PO'),
);
const slug = fc.array(slugPart, { minLength: 1, maxLength: 9 }).map((parts) => parts.join('-'));
const digits = (count: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${count - 1}}$`));
const productId = fc.oneof(
  digits(3),
  digits(6),
  digits(8),
  digits(12),
  digits(13),
  fc.stringMatching(/^[A-Z]{2,4}-?\d{3,6}(?:[.-]\d{1,2})?$/),
  fc.stringMatching(/^B0[0-9A-Z]{8}$/),
  fc.stringMatching(/^[0-9a-f]{12}$/),
  fc.tuple(slug, digits(7)).map(([name, id]) => `${name}-p${id}.html`),
);
const productPath = fc.tuple(
  fc.array(slug, { maxLength: 3 }),
  fc.constantFrom('p', 'dp', 'produkt', 'detail'),
  productId,
);

/** Fragments that only together, or only after a neighbour is masked, look like something. */
const fragment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...personal.map(([, value]) => value), uuid, mask) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '@',
      '.',
      ' ',
      '+49',
      '0176',
      '/',
      '?',
      '#',
      '&',
      '=',
      ':',
      '//',
      'https://',
      '%',
      '%40',
      '%2F',
      '"',
      '(',
      ')',
      '*',
      '-',
      'utm_term=',
      '/orders/',
      'reset/',
      'a',
      '1',
      '\ud800',
    ),
  },
  { weight: 1, arbitrary: fc.string() },
);
const anything = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(''));

describe('for every input', () => {
  it('a product path survives', () => {
    fc.assert(
      fc.property(productPath, ([names, word, id]) => {
        const url = `https://shop.example/${[...names, word, id].map(encodeURIComponent).join('/')}`;
        expect(redactUrl(url, [])).toBe(url);
      }),
      { numRuns: 500 },
    );
  });

  it('redacting twice is redacting once', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = redactText(text);
        expect(redactText(once)).toBe(once);
        for (const url of [text, `https://shop.example/${text}`]) {
          const clean = redactUrl(url, ['q']);
          expect(redactUrl(clean, ['q'])).toBe(clean);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['%', '%25', 'ü', 'a@b.de ', 'https://shop.example/?ref=%25ü ', '/order/a12345', '0176-', '\ud800'])(
    'it ends, however long and wherever it is cut: %j',
    (part) => {
      for (let length = 1990; length < 2010; length++) {
        const long = part.repeat(2010).slice(0, length);
        for (const text of [long, `https://shop.example/?ref=${long}`, `https://shop.example/${long}?ref=${long}`]) {
          expect(redactText(text).length).toBeLessThanOrEqual(1000);
          expect(redactUrl(text, []).length).toBeLessThanOrEqual(2000);
        }
      }
    },
  );

  it('no personal value is left after it, wherever it stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...personal), slug, ([, value], name) => {
        expect(redactText(`${name} ${value} ${name}`)).not.toContain(value);
        expect(redactUrl(`https://shop.example/${name}/${encodeURIComponent(value)}`, [])).toBe(
          `https://shop.example/${name}/${mask}`,
        );
      }),
    );
  });
});

describe('a value', () => {
  it('is copied deeply, redacted, and left alone itself', () => {
    const params = {
      name: 'Tasse',
      items: [{ item_id: 'A1', note: 'für hans@mail.example', price: 9.9, in_stock: true }],
    };
    const before = structuredClone(params);
    const copy = redactValue(params);
    expect(copy).toEqual({
      name: 'Tasse',
      items: [{ item_id: 'A1', note: `für ${mask}`, price: 9.9, in_stock: true }],
    });
    expect(copy.items).not.toBe(params.items);
    expect(params).toEqual(before);
  });

  it('comes back as JSON would say it', () => {
    const at = new Date(0);
    const value = { at, link: new URL('https://u:p@shop.example/a?b=1'), none: null, run: () => 1, big: 12n };
    expect(JSON.parse(JSON.stringify(redactValue<object>(value)))).toEqual({
      at: at.toJSON(),
      link: 'https://shop.example/a',
      none: null,
      big: '12',
    });
  });

  it('loses only the property that throws when it is read', () => {
    const hostile = {
      get trap(): string {
        throw new Error('read');
      },
      deep: { toJSON: () => missing() },
      good: 'yes',
    };
    const missing = (): never => {
      throw new Error('written');
    };
    expect(redactValue<object>(hostile)).toEqual({ good: 'yes' });
  });

  it('ends on cycles and on huge trees', () => {
    const ring: Record<string, unknown> = { name: 'ring' };
    ring.self = ring;
    ring.twice = [ring, ring];
    const wide = { all: Array.from({ length: 100_000 }, () => ({ a: {} })) };
    for (const value of [ring, wide]) expect(JSON.stringify(redactValue(value)).length).toBeLessThan(1_000_000);
  });

  it('says that it was cut when it was, and only then', () => {
    const items = Array.from({ length: 400 }, (_, index) => ({ item_id: `SKU${index}` }));
    const cut = redactValue<Record<string, unknown>>({ currency: 'EUR', items });
    expect(cut).toMatchObject({ currency: 'EUR', params_cut: true });
    expect(JSON.stringify(cut).length).toBeLessThan(30_000);
    expect(redactValue({ currency: 'EUR', items: items.slice(0, 200) })).not.toHaveProperty('params_cut');
  });

  it('never lets a key called __proto__ reach a prototype', () => {
    const copy = redactValue(JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });
});
