// What a landing URL's parameters mean, and which of them prove a click.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCampaign } from '../../../src/page/campaign.ts';

const read = (query: string) => readCampaign(`https://shop.example/landing?${query}`);

describe('a campaign in a landing URL', () => {
  it('is undefined without a tag, whatever else the query holds', () => {
    for (const url of [
      'https://shop.example/',
      'https://shop.example/?size=38&sid=abc&gid=1&cid=4172',
      '',
      'nonsense',
    ]) {
      expect(readCampaign(url), url).toBeUndefined();
    }
  });

  it('has every UTM field, in any letter case', () => {
    expect(
      read(
        'UTM_Source=news&utm_MEDIUM=email&utm_campaign=sale&Utm_Term=mug&utm_content=top&utm_id=42&utm_source_platform=SA360',
      ),
    ).toEqual({
      source: 'news',
      medium: 'email',
      campaign: 'sale',
      term: 'mug',
      content: 'top',
      id: '42',
      source_platform: 'SA360',
    });
  });

  it('reads Matomo tags under both of its prefixes', () => {
    expect(read('mtm_campaign=sale&mtm_kwd=mug&mtm_source=news&mtm_medium=email&mtm_content=top&mtm_cid=7')).toEqual({
      campaign: 'sale',
      term: 'mug',
      source: 'news',
      medium: 'email',
      content: 'top',
      id: '7',
    });
    expect(read('pk_campaign=sale&pk_keyword=mug')).toEqual({ campaign: 'sale', term: 'mug' });
  });

  it.each(['print', 'qr', 'store'])('keeps the offline code %s as it is', (medium) => {
    expect(read(`utm_source=flyer&utm_medium=${medium}`)).toEqual({ source: 'flyer', medium });
  });

  it('takes ref for the source only where no tag names one', () => {
    expect(read('ref=partner')).toEqual({ source: 'partner' });
    expect(read('ref=partner&utm_source=news')).toEqual({ source: 'news' });
  });

  it('finds tags behind the fragment sign, where single-page shops and Matomo put them', () => {
    expect(readCampaign('https://shop.example/#mtm_campaign=sale')).toEqual({ campaign: 'sale' });
    expect(readCampaign('https://shop.example/?size=3#/list?utm_source=news')).toEqual({ source: 'news' });
  });

  it('decodes values, and ignores empty ones', () => {
    expect(read('utm_campaign=Sale+%26+More&utm_source=')).toEqual({ campaign: 'Sale & More' });
  });

  it('masks personal values in tags, which mail tools like to put there', () => {
    expect(read('utm_source=news&utm_term=hans%40mail.example')).toEqual({ source: 'news', term: '*redacted*' });
  });

  it('never lets a foreign utm_ key into a touch', () => {
    expect(read('utm_at=1&utm_landing=x&utm_referrer=y&utm_click=z&pk_vid=1')).toBeUndefined();
  });
});

describe('a click id', () => {
  it('is kept with its name in lower case, and says nothing else', () => {
    expect(read('ScCid=abc')).toEqual({ click: { name: 'sccid', id: 'abc' } });
  });

  it('is the longest of several: gad_source and gclsrc only stand beside a gclid', () => {
    expect(read('gad_source=1&gclid=EAIaIQobChMI&gclsrc=aw.ds')?.click).toEqual({ name: 'gclid', id: 'EAIaIQobChMI' });
  });

  it('stands beside tags', () => {
    expect(read('utm_source=bing&msclkid=f72b')).toEqual({ source: 'bing', click: { name: 'msclkid', id: 'f72b' } });
  });

  it('is recognised by its shape when a vendor is new', () => {
    expect(read('newadclid=1')?.click?.name).toBe('newadclid');
    expect(read('some_click_id=1')?.click?.name).toBe('some_click_id');
  });

  it('is none where a name is too common, or links a visitor instead of a click', () => {
    for (const key of [
      'bid',
      'spm',
      '_ga',
      '_gl',
      '__hstc',
      'id',
      'sid',
      'product_id',
      'cid',
      '_pos',
      '_ss',
      'variant',
    ]) {
      expect(read(`${key}=abc`), key).toBeUndefined();
    }
  });

  const corpus = join(import.meta.dirname, '../../../../shared/corpora/clickids.jsonl');
  // Skipped without ../shared/corpora.
  it.skipIf(!existsSync(corpus))('is known for every vendor of the corpus that sells, mails or compares', () => {
    const rows = readFileSync(corpus, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const missed = rows
      .filter(({ implies }) => implies !== 'analytics')
      .map(({ param }) => param as string)
      .filter((param) => read(`${param}=abc`)?.click?.name !== param.toLowerCase());
    expect(missed).toEqual(['bid']);
  });
});
