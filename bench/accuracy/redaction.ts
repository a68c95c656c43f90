// How many personal values do not survive in a text or in an address.
import { redactText, redactUrl } from '../../src/page/redact.ts';
import { readRows } from './corpora.ts';
import { meant } from './meant.ts';
import type { Table } from './table.ts';

const shop = 'https://www.shop.example/';

interface Value {
  kind: string;
  value: string;
  valid: 0 | 1;
  locale?: string;
}

export const measureRedaction = ({ print, report, share }: Table): void => {
  print('Personal values (pii-values.dev): how many do not survive, in a text and in a URL');
  const rows = readRows<Value>('pii-values.dev.jsonl');
  // A lone surrogate cannot stand in a URL at all.
  const isEncodable = ({ value }: Value) => !/\p{Surrogate}/u.test(value);
  const toUrl = ({ value }: Value) => `${shop}konto/${encodeURIComponent(value)}?q=${encodeURIComponent(value)}`;
  const isGoneFromText = ({ value }: Value) => !redactText(`Danke, ${value}`).includes(value);
  const isGoneFromUrl = (row: Value) =>
    !decodeURIComponent(redactUrl(toUrl(row), ['q']).replace(/\+/g, ' ')).includes(row.value);
  for (const kind of ['email', 'iban', 'credit_card', 'jwt']) {
    const valid = rows.filter((row) => row.kind === kind && row.valid && isEncodable(row));
    share(`${kind}, in a text`, valid, isGoneFromText, 100);
    share(`${kind}, in a URL's path and allowed parameter`, valid, isGoneFromUrl, 100);
    const invalid = rows.filter((row) => row.kind === kind && !row.valid);
    const alarms = invalid.filter(isGoneFromText);
    const unmeant = alarms.filter(({ value }) => !meant[kind]?.holds(value));
    const reason = `${alarms.length} of ${invalid.length} masked all the same: ${meant[kind]?.why}`;
    report(`${kind}, invalid: left alone, or meant`, invalid.length - unmeant.length, invalid.length, 100);
    if (alarms.length) print(`    ${reason}`);
    for (const { value } of unmeant) print(`    unmeant: ${JSON.stringify(value)}`);
  }
  const isGoneFromPath = ({ value }: Value) => !redactUrl(`${shop}konto/${value}`, []).includes(value);
  share(
    'uuid, in a path',
    rows.filter(({ kind }) => kind === 'uuid'),
    isGoneFromPath,
    100,
  );
  const phones = rows.filter(({ kind, valid }) => kind === 'phone' && valid);
  share(
    'phone with a plus',
    phones.filter(({ value }) => value.startsWith('+')),
    isGoneFromText,
  );
  share(
    'phone, German',
    phones.filter(({ locale }) => locale === 'de-DE'),
    isGoneFromText,
  );
  share('phone, all (bare digits are left: product numbers are such)', phones, isGoneFromText);
  print();
};
