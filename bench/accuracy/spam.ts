// How much referrer spam is known with a list of it, and how many honest referrers are taken for spam.
import { isSpamReferrer } from '../../src/channels/index.ts';
import { readRows } from './corpora.ts';
import type { ReferrerRow } from './referrer.ts';
import type { Table } from './table.ts';

export const measureSpam = ({ print, share }: Table): void => {
  print('Referrer spam, with a list (referrer-spam.dev as the list)');
  const spam = readRows<{ referrer: string }>('referrer-spam.dev.jsonl').map(({ referrer }) => referrer);
  const domains = new Set(spam.map((referrer) => new URL(referrer).hostname));
  share('recognised', spam, (referrer) => isSpamReferrer(referrer, domains), 100);
  share(
    'recognised on a sub-domain',
    spam,
    (referrer) => isSpamReferrer(referrer.replace('://', '://www1.'), domains),
    100,
  );
  const honest = readRows<ReferrerRow>('referrer.dev.jsonl').filter(({ kind }) => kind === 'test');
  share('no false alarm on test suites', honest, ({ referrer }) => !isSpamReferrer(referrer, domains), 100);
  print();
};
