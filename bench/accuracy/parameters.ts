// Which query parameters stay out of an address, and which of them are known as click ids.
import { readCampaign } from '../../src/page/campaign.ts';
import { redactUrl } from '../../src/page/redact.ts';
import { readRows } from './corpora.ts';
import type { Table } from './table.ts';

const shop = 'https://www.shop.example/';

export const measureParameters = ({ print, share }: Table): void => {
  print('Query parameters (pii-params, clickids)');
  const isDropped = ({ param }: { param: string }) =>
    !redactUrl(`${shop}?${param}=abc&utm_source=x`, []).includes('abc');
  share('personal or secret: not in the URL', readRows<{ param: string }>('pii-params.jsonl'), isDropped, 100);
  const clicks = readRows<{ param: string; implies: string }>('clickids.jsonl');
  share(
    'click ids: not in the URL',
    clicks.filter(({ param }) => !/^(mtm|pk)_/.test(param)),
    isDropped,
    100,
  );
  // `bid` is ADCELL's and a common word: https://www.adcell.de. Linkers and visitor ids ("analytics") prove no click.
  share(
    'click ids: known as such',
    clicks.filter(({ implies, param }) => implies !== 'analytics' && param !== 'bid'),
    ({ param }) => readCampaign(`${shop}?${param}=abc`)?.click?.name === param.toLowerCase(),
    100,
  );
  print();
};
