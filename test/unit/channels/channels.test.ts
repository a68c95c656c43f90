// The channel of an arrival: GA4's rules, what users expect beyond them, and the traps.
import { describe, expect, it } from 'vitest';
import { classifyTouch, isSpamReferrer, siteOfHost } from '../../../src/channels/index.ts';

const classify = (query: string, referrer = '') =>
  classifyTouch({ url: `https://www.shop.example/?${query}`, referrer });
const channel = (query: string, referrer = '') => classify(query, referrer).channel;
const channelFrom = (referrer: string) => channel('', referrer);

describe('an arrival without tags', () => {
  it('is direct without a referrer, and from the own site', () => {
    const direct = { channel: 'Direct', source: '(direct)', medium: '(none)' };
    expect(classify('')).toEqual(direct);
    expect(classify('size=38', 'https://www.shop.example/mugs')).toEqual(direct);
    expect(classify('', 'https://checkout.shop.example/pay')).toEqual(direct);
    expect(classify('', 'about:blank')).toEqual(direct);
  });

  it('is what GA4 says of a search engine, an assistant, a mailer and a page', () => {
    expect(classify('', 'https://www.google.de/')).toEqual({
      channel: 'Organic Search',
      source: 'google',
      medium: 'organic',
    });
    expect(classify('', 'https://chatgpt.com/')).toEqual({
      channel: 'AI Assistant',
      source: 'chatgpt',
      medium: 'ai-assistant',
    });
    expect(classify('', 'https://deref-gmx.net/')).toEqual({
      channel: 'Email',
      source: 'deref-gmx.net',
      medium: 'email',
    });
    expect(classify('', 'https://blog.example/')).toEqual({
      channel: 'Referral',
      source: 'blog.example',
      medium: 'referral',
    });
  });

  it.each([
    [
      'Organic Search',
      'https://uk.search.yahoo.com/ https://suche.web.de/ https://www.ecosia.org/ https://de.yahoo.com/ https://yandex.com.tr/ https://search.brave.com/ https://news.google.com/ https://kagi.com https://searx.example.org/ https://websuche.search.ch/',
    ],
    [
      'Organic Social',
      'https://l.facebook.com/ https://out.reddit.com/ https://www.xing.com/ https://www.pinterest.de/ https://t.co https://chaos.social/ https://feddit.org/ https://lemmy.world/ https://social.tchncs.de/ https://news.ycombinator.com/ https://go.bsky.app',
    ],
    ['Organic Video', 'https://m.youtube.com/ https://www.twitch.tv/'],
    [
      'Organic Shopping',
      'https://www.idealo.de/ https://geizhals.at/ https://www.billiger.de/ https://www.ebay.co.uk/ https://shopping.google.de/',
    ],
    [
      'Email',
      'https://mail.google.com/ https://outlook.live.com/ https://email.t-online.de/ https://webmail.freenet.de/ https://lightmailer-bap.web.de/ https://messagerie.orange.fr/ https://navigator.gmx.net/ https://owa.example.de/',
    ],
    [
      'AI Assistant',
      'https://gemini.google.com/ https://www.perplexity.ai/ https://copilot.microsoft.com/ https://claude.ai/ https://chat.deepseek.com/ https://copilot.portal.example/ https://gptgo.example/',
    ],
    ['Paid Other', 'https://ad.doubleclick.net/ https://safeframe.googlesyndication.com/ https://cas.criteo.com/'],
  ])('is %s', (expected, referrers) => {
    for (const referrer of referrers.split(' ')) expect(channelFrom(referrer), referrer).toBe(expected);
  });

  it.each([
    'maps.google.com',
    'drive.google.com',
    'accounts.google.com',
    'finance.yahoo.com',
    'xxt.co',
    'notwikipedia.org',
    'research.google.com',
    'research.example',
    'mybing.com',
    'notfacebook.com',
    'facebook.com.evil.example',
    's3.amazonaws.com',
    'dailymail.co.uk',
    'searchenginejournal.com',
    'bing.com.example.org',
    'checkout.stripe.com',
    'www.paypal.com',
    'xbox.com',
    'partnersuche.de',
    'versuche.de',
    'jobsuche.arbeitsagentur.de',
    'copiloten.de',
    'peertuben.example.org',
    'blog.google',
    'maps.google.de',
    'press.amazon',
    'reddit.example.com',
  ])('is no more than a referral from %s', (host) => {
    expect(channelFrom(`https://${host}/`)).toBe('Referral');
  });

  it.each([
    ['com.slack', 'Organic Social'],
    ['com.reddit.frontpage', 'Organic Social'],
    ['com.laurencedawson.reddit_sync', 'Organic Social'],
    ['org.telegram.messenger', 'Organic Social'],
    ['com.google.android.googlequicksearchbox', 'Organic Search'],
    ['com.google.android.gm', 'Email'],
    ['com.microsoft.office.outlook', 'Email'],
    ['com.openai.chatgpt', 'AI Assistant'],
    ['com.google.android.apps.searchlite', 'Organic Search'],
    ['com.google.android.apps.docs', 'Referral'],
    ['com.google.android.apps.maps', 'Referral'],
    ['com.google.android.youtube', 'Organic Video'],
    ['xyz.blueskyweb.app', 'Organic Social'],
    ['jp.naver.line.android', 'Organic Social'],
    ['com.example.app', 'Referral'],
  ])('is an app by its package name: %s', (name, expected) => {
    expect(channelFrom(`android-app://${name}/`)).toBe(expected);
    // A stored touch keeps the host alone.
    expect(channelFrom(name)).toBe(expected);
  });
});

describe('an arrival with tags', () => {
  // https://support.google.com/analytics/answer/9756891
  it.each([
    ['utm_source=(direct)&utm_medium=(none)', 'Direct'],
    ['utm_source=a&utm_medium=b&utm_campaign=summer-cross-network', 'Cross-network'],
    ['utm_source=idealo&utm_medium=cpc', 'Paid Shopping'],
    ['utm_source=a&utm_medium=cpc&utm_campaign=shopping', 'Paid Shopping'],
    ['utm_source=google&utm_medium=cpc', 'Paid Search'],
    ['utm_source=facebook&utm_medium=paidsocial', 'Paid Social'],
    ['utm_source=youtube&utm_medium=ppc', 'Paid Video'],
    ['utm_source=a&utm_medium=cpm', 'Display'],
    ['utm_source=youtube.com&utm_medium=display', 'Display'],
    ['utm_source=a&utm_medium=retargeting', 'Paid Other'],
    ['utm_source=chatgpt.com', 'AI Assistant'],
    ['utm_source=a&utm_campaign=eshop', 'Organic Shopping'],
    ['utm_source=a&utm_medium=social', 'Organic Social'],
    ['utm_source=a&utm_medium=video-post', 'Organic Video'],
    ['utm_source=a&utm_medium=organic', 'Organic Search'],
    ['utm_source=a&utm_medium=referral', 'Referral'],
    ['utm_source=a&utm_medium=e-mail', 'Email'],
    ['utm_source=Newsletter-DE', 'Email'],
    ['utm_source=a&utm_medium=affiliate', 'Affiliates'],
    ['utm_source=a&utm_medium=audio', 'Audio'],
    ['utm_source=sms', 'SMS'],
    ['utm_source=a&utm_medium=web-push', 'Mobile Push Notifications'],
    ['utm_source=flyer&utm_medium=print', 'Unassigned'],
    ['mtm_source=google&mtm_medium=cpc', 'Paid Search'],
  ])('%s is %s', (query, expected) => {
    expect(channel(query)).toBe(expected);
  });

  it('does not take every shop in a campaign name for shopping', () => {
    expect(channel('utm_source=a&utm_medium=cpc&utm_campaign=workshop')).toBe('Paid Other');
    expect(channel('utm_source=a&utm_medium=cpc&utm_campaign=Shop')).toBe('Paid Shopping');
  });

  it.each([
    ['fb-ads', 'Paid Social'],
    ['Google_Ads', 'Paid Search'],
    ['adwords', 'Paid Search'],
    ['yt', 'Organic Video'],
    ['ig', 'Organic Social'],
    ['threads', 'Organic Social'],
  ])('knows the usual name %s', (source, expected) => {
    expect(channel(`utm_source=${source}`)).toBe(expected);
  });

  it('takes the source from the referrer when only the medium is tagged', () => {
    expect(classify('utm_medium=cpc', 'https://www.youtube.com/')).toMatchObject({
      channel: 'Paid Video',
      source: 'youtube',
    });
  });

  it('counts before the referrer, and keeps its spelling', () => {
    expect(classify('utm_source=News&utm_medium=Email&utm_campaign=Sale', 'https://www.google.com/')).toEqual({
      channel: 'Email',
      source: 'News',
      medium: 'Email',
      campaign: 'Sale',
    });
  });

  it('leaves unknown tags a referral when somebody linked, and unassigned when nobody did', () => {
    expect(channel('utm_source=a&utm_medium=b', 'https://blog.example/')).toBe('Referral');
    expect(channel('utm_source=a')).toBe('Referral');
    expect(channel('utm_source=a&utm_medium=b')).toBe('Unassigned');
    expect(channel('utm_source=info&utm_medium=note')).toBe('Unassigned');
  });
});

describe('an arrival with a click id', () => {
  it.each([
    ['gclid=x', '', 'Paid Search', 'google'],
    ['gad_source=1&gbraid=x', 'https://www.google.com/', 'Paid Search', 'google'],
    ['gclid=x', 'https://www.youtube.com/', 'Paid Video', 'youtube'],
    ['gclid=x', 'https://blog.example/', 'Paid Other', 'blog.example'],
    ['msclkid=x', 'https://duckduckgo.com/', 'Paid Search', 'duckduckgo'],
    ['ttclid=x', '', 'Paid Social', 'tiktok'],
    ['fbclid=x', '', 'Organic Social', 'facebook'],
    ['fbclid=x', 'https://m.facebook.com/', 'Organic Social', 'facebook'],
    ['srsltid=x', 'https://www.google.com/', 'Organic Search', 'google'],
    ['awc=x', 'https://blog.example/', 'Affiliates', 'blog.example'],
    ['awc=x', 'https://www.mydealz.de/', 'Affiliates', 'mydealz'],
    ['idealoid=x', '', 'Organic Shopping', 'idealo'],
    ['mc_cid=x', '', 'Email', '(not set)'],
  ])('%s from %j is %s of %s', (query, referrer, expected, source) => {
    expect(classify(query, referrer)).toMatchObject({ channel: expected, source });
  });

  it('is paid whatever the medium is called', () => {
    expect(channel('utm_source=google&utm_medium=pmax&gad_source=1')).toBe('Paid Search');
  });

  it('proves nothing on a link that another search engine shows: it was copied with the link', () => {
    expect(channel('gclid=x', 'https://duckduckgo.com/')).toBe('Organic Search');
  });
});

describe('a site', () => {
  it('has its brand for a name where the host is what the brand is known for, else the host', () => {
    expect(siteOfHost('uk.search.yahoo.com')).toEqual({ name: 'yahoo', kind: 'search' });
    expect(siteOfHost('gemini.google.com')).toEqual({ name: 'gemini.google.com', kind: 'ai' });
    expect(siteOfHost('blog.example')).toBeUndefined();
  });
});

describe('referrer spam', () => {
  const list = new Set(['spam.example', 'free-seo.test']);

  it('is a listed domain or anything below it', () => {
    for (const referrer of [
      'https://spam.example/',
      'http://www.SPAM.example/x?y',
      'free-seo.test',
      'https://a.b.free-seo.test:80',
    ]) {
      expect(isSpamReferrer(referrer, list), referrer).toBe(true);
    }
  });

  it('is nothing that only looks like one', () => {
    for (const referrer of [
      'https://notspam.example/',
      'https://spam.example.org/',
      '',
      'https://a.example/?u=spam.example',
    ]) {
      expect(isSpamReferrer(referrer, list), referrer).toBe(false);
    }
  });
});
