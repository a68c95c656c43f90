// What must never leave the page inside a URL or a text: personal values, and keys to somebody's order or account.

// Asterisks need no encoding in a path, and none of the rules below looks across them.
const mask = '*redacted*';

// E-mail (but no `shirt@2x.png`), international phone, German phone in its written forms,
// and 33 or more letters and digits in turn. A text keeps UUIDs and 32 hex digits, as shops number things (Shopware).
const personal =
  /("[^"]+"|[^\s@*=]{1,64})(@|%(25)*40)(?!\dx\.)[^\s@*]{1,99}\.(?!\d)[^\s@*]{2,}|\+[1-9]([ ()./-]{0,2}\d){6,14}(?!\d)|\b0(1[5-7]([ /-]?\d){8,9}|0?[1-9]\d{1,4}\)?[ /]([ /-]{0,2}\d){5,11})\b|(?=([a-z]{0,99}\d+[a-z]){4})[a-z\d]{33,}/gi;
// Upper case, lower case and digits in turn, as no word has them: base64url, so every JWT.
const token = /(?=([\w.-]{0,99}?\d[A-Za-z]){3})(?=([\w.-]{0,99}?[a-z][A-Z]){3})[\w.-]{32,}/g;
// IBAN, or a card number in its usual groups.
const numbered =
  /\b([a-z]{2}\d\d( ?[a-z\d]{4}){2,7} ?[a-z\d]{1,4}|3[04-9]\d\d( ?\d){10,11}|[2-68]\d{3}([ -]?\d{4}){3}( ?\d{1,3})?)\b/gi;
const uuid = /[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12,}/gi;
// Links that open an order or an account to whoever holds them, up to the end, by how a word of them begins: also
// view-order and Bestellstatus. A host has a dot: order.shop.example.
const keyed = /\/([a-z-]+-)?(order|bestell|reset|activat|verif|confirm|passwor|token)[^/.]*\/.*/i;

// Matomo calls a term kwd or keyword and an id cid: https://matomo.org/faq/reports/what-is-campaign-tracking/
export const campaignKey = /^(utm|mtm|pk)_(source(_platform)?|medium|campaign|term|content|id|cid|kwd|keyword)$|^ref$/i;

const maxTextLength = 1000;
const maxUrlLength = 2000;

// Card numbers end in a Luhn digit (ISO/IEC 7812), IBANs are 1 modulo 97 (ISO 7064).
// The last group may be the next word or a card's check value, so it is tried without.
const isValid = (match: string): boolean => {
  const signs = [...match.replace(/\W/g, '')];
  const count = signs.length;
  const luhn = (sum: number, digit: string, index: number) =>
    sum + +((count - index) % 2 ? digit : '0246813579'.charAt(+digit));
  const isSum = /^\d/.test(match)
    ? signs.reduce(luhn, 0) % 10 < 1
    : BigInt(
        signs
          .slice(4)
          .concat(signs.slice(0, 4))
          .map((sign) => parseInt(sign, 36))
          .join(''),
      ) %
        97n ===
      1n;
  return isSum || (count > 16 && / /.test(match) && isValid(match.replace(/ [^ ]*$/, '')));
};

/** All that is masked has one of these. Asked first, it spares most pages five larger expressions. */
const suspicious = /@|%40|:\/\/|(\d\D*){3}/;

/** The text without what looks like a person's or a secret. URLs in it are treated as {@link redactUrl} treats them. */
export const redactText = (value: string): string => {
  // A collector refuses what is endless, and with it the whole batch. Cut for good at the end: half an address hides.
  const text = `${value}`.slice(0, 2 * maxTextLength);
  if (!suspicious.test(text)) return text.slice(0, maxTextLength);
  const redacted = text
    .replace(/[a-z-]{1,20}:\/\/[^\s"'<>]+/gi, (url) => redactUrl(url, []))
    .replace(numbered, (match) => (isValid(match) ? mask : match))
    .replace(token, mask)
    .replace(personal, mask);
  // A mask may end what hid its neighbour: once more, until nothing changes but an end that was cut within an escape,
  // which grows when it is encoded.
  return redacted.startsWith(text) ? text.slice(0, maxTextLength) : redactText(redacted);
};

const redactSegment = (segment: string): string => {
  try {
    const text = decodeURIComponent(segment);
    const redacted = redactText(text);
    return redacted === text ? segment : encodeURIComponent(redacted);
  } catch {
    return redactText(segment);
  }
};

/**
 * The URL without credentials, fragment and every query key that neither names a campaign nor is in `keepParams`,
 * and with what looks personal masked in the rest. It may be relative.
 */
export const redactUrl = (address: string, keepParams: readonly string[]): string => {
  const url = `${address}`.slice(0, maxUrlLength);
  const [path = '', query] = url.replace(/(:\/\/)[^/?#]*@|#.*/g, '$1').split('?');
  const kept = [...new URLSearchParams(query)].filter(([name]) => keepParams.includes(name) || campaignKey.test(name));
  const redacted =
    path
      .replace(keyed, (tail) => tail.replace(/(?=[a-z_]*\d)\w{6,}/gi, mask))
      .replace(uuid, mask)
      .replace(/[^/]+/g, redactSegment) +
    (kept[0] ? `?${new URLSearchParams(kept.map(([name, value]) => [name, redactText(value)]))}` : '');
  return redacted.startsWith(url) ? url : redactUrl(redacted, keepParams);
};

/**
 * A redacted deep copy of JSON-like data. What JSON cannot say, throws when it is read, or comes after some 270
 * objects or 30,000 characters is left out, and `params_cut` says so: no beacon carries more than 64 KiB.
 */
export const redactValue = <T>(value: T): T => {
  let budget = 3000;
  // biome-ignore lint/suspicious/noExplicitAny: the page may hand over anything.
  const copy = (holder: any, key: string | number): unknown => {
    try {
      const part = holder[key];
      const type = typeof part;
      if (type === 'string' || type === 'bigint') {
        const text = redactText(`${part}`);
        budget -= text.length / 10;
        return budget < 0 ? undefined : text;
      }
      if (type !== 'object' || !part) return type === 'function' ? undefined : part;
      const keys = Object.keys(part);
      budget -= 10 + keys.length;
      if (budget < 0) return undefined;
      if (Array.isArray(part)) return part.map((_, index) => copy(part, index));
      if (part.toJSON) return copy([part.toJSON()], 0);
      return Object.fromEntries(keys.map((name) => [name, copy(part, name)]));
    } catch {
      return undefined;
    }
  };
  const result = copy([value], 0) as T;
  return budget < 0 && Object(result) === result
    ? (Object.assign(result as object, { params_cut: true }) as T)
    : result;
};
